/** Write-behind: what requests note is collected in memory and written every few seconds, so that reads never write. */
@NullMarked
package org.reelgraph.storage.writebehind;

import org.jspecify.annotations.NullMarked;
