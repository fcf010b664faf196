/** Entries of MediaOS' files are put back as they were before an import. */
@NullMarked
package org.reelgraph.mediaos.undo;

import org.jspecify.annotations.NullMarked;
