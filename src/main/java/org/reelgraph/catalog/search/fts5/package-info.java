/**
 * The search index in SQLite's FTS5 (https://sqlite.org/fts5.html): how its tables are written, and its query
 * language. Nothing outside knows of it; another index implements the same interfaces.
 */
@NullMarked
package org.reelgraph.catalog.search.fts5;

import org.jspecify.annotations.NullMarked;
