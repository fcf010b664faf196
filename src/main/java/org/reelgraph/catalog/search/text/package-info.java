/** Text as the search index stores it: folding, tokens and numerals. */
package org.reelgraph.catalog.search.text;
