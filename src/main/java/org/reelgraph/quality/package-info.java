/** Quality profiles: which qualities of a release are wanted, and whether a release fits. */
@NullMarked
package org.reelgraph.quality;

import org.jspecify.annotations.NullMarked;
