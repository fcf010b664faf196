/**
 * What the files of MediaOS hold, kept so that the files can be written again: each entry as it stood in its file, and what
 * its secrets mean.
 */
@NullMarked
package org.reelgraph.mediaos.entries;

import org.jspecify.annotations.NullMarked;
