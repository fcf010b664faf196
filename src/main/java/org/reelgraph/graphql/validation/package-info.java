/**
 * Explains what is wrong with a request, in words for the client. Parsing, validation and coercion are left to
 * graphql-java. Only when one of them finds a fault is the document, or are the variables, examined again to find out
 * what is wrong, where, and what may have been meant.
 */
@NullMarked
package org.reelgraph.graphql.validation;

import org.jspecify.annotations.NullMarked;
