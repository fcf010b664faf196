/**
 * Finding by the tables of the search index: words and characters in entries, tier by tier, and in different places.
 * What a kind of index says differently is behind {@link IndexDialect}.
 */
@NullMarked
package org.reelgraph.catalog.search.index;

import org.jspecify.annotations.NullMarked;
