/**
 * The file formats that imports take: what is read where ({@link org.reelgraph.imports.formats.ImportSource}), and a
 * streaming reader for each. None knows the database.
 */
package org.reelgraph.imports.formats;
