/** MediaOS' library and settings. */
@NullMarked
package org.reelgraph.mediaos.library;

import org.jspecify.annotations.NullMarked;
