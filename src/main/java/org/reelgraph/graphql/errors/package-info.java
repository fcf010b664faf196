/** Errors as clients see them: their codes, their format, and what the database's failures mean. */
package org.reelgraph.graphql.errors;
