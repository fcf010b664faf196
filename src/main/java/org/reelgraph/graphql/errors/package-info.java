/** Errors as clients see them: their codes, their format, and what the database's failures mean. */
@NullMarked
package org.reelgraph.graphql.errors;

import org.jspecify.annotations.NullMarked;
