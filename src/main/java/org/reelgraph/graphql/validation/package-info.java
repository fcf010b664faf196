/**
 * What is wrong with a request, in words for the client. Parsing, validation and coercion stay graphql-java's; only where one of them finds a
 * fault, the document or the variables are gone through again to say what is wrong, where, and what may have been meant.
 */
package org.reelgraph.graphql.validation;
