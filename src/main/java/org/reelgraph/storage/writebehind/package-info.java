/** Write-behind: what requests note is collected in memory and written every few seconds, so that reads never write. */
package org.reelgraph.storage.writebehind;
