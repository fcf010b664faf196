/**
 * The search index in SQLite's FTS5 (https://sqlite.org/fts5.html): its tables, its query language, and the statements
 * that use them. Nothing outside knows of it; another index implements the same interfaces.
 */
@NullMarked
package org.reelgraph.catalog.search.fts5;

import org.jspecify.annotations.NullMarked;
