/**
 * The importable file formats: what may be read ({@link org.reelgraph.imports.formats.ImportSource}), and a streaming
 * reader for each format. None of them accesses the database.
 */
package org.reelgraph.imports.formats;
