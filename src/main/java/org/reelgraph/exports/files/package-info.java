/** Where exports are written: a file, an archive or a folder, which is there as a whole or not at all. */
@NullMarked
package org.reelgraph.exports.files;

import org.jspecify.annotations.NullMarked;
