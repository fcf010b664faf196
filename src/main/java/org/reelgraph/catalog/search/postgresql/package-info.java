/**
 * The search index in PostgreSQL's full-text types (https://www.postgresql.org/docs/current/datatype-textsearch.html),
 * which need no extension. Nothing outside knows of it; another index implements the same interfaces.
 */
@NullMarked
package org.reelgraph.catalog.search.postgresql;

import org.jspecify.annotations.NullMarked;
