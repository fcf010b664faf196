/**
 * Imports. The input, in whatever format ({@link org.reelgraph.imports.formats}), becomes validated records
 * ({@link org.reelgraph.imports.records}), then a plan of changes and, unless it is a dry run, rows
 * ({@link org.reelgraph.imports.merge}). Files are imported in jobs ({@link org.reelgraph.imports.jobs}).
 */
@NullMarked
package org.reelgraph.imports;

import org.jspecify.annotations.NullMarked;
