/** Text as the search index stores it: folding, words and numerals. */
package org.reelgraph.catalog.search.text;
