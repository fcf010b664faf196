/** Text as the search index stores it: folding, words and numerals. */
@NullMarked
package org.reelgraph.catalog.search.text;

import org.jspecify.annotations.NullMarked;
