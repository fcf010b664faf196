/** How the files of MediaOS are imported: what their entries mean, and MediaOS' key for their secrets. */
@NullMarked
package org.reelgraph.mediaos.importing;

import org.jspecify.annotations.NullMarked;
