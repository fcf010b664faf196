/**
 * The importable file formats: what may be read ({@link org.reelgraph.imports.formats.ImportSource}), and a streaming
 * reader for each format. None of them accesses the database.
 */
@NullMarked
package org.reelgraph.imports.formats;

import org.jspecify.annotations.NullMarked;
