/**
 * The neutral form that every input and file format is read into: checked records whose fields are absent, given or
 * cleared, with the place of every value for errors.
 */
package org.reelgraph.imports.records;
