/**
 * The common form that all inputs and file formats are converted to: validated records whose fields are absent, given
 * or cleared, with the path of every value for errors.
 */
@NullMarked
package org.reelgraph.imports.records;

import org.jspecify.annotations.NullMarked;
