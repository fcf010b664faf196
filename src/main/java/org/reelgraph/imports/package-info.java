/**
 * Imports: input → checked records ({@link org.reelgraph.imports.records}), whatever the format ({@link org.reelgraph.imports.formats}) → plan of changes, which is
 * all that a dry run does, and rows ({@link org.reelgraph.imports.merge}); of files in jobs ({@link org.reelgraph.imports.jobs}).
 */
package org.reelgraph.imports;
