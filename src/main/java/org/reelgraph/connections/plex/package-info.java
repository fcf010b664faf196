/** How a library is read from Plex Media Server itself. */
@NullMarked
package org.reelgraph.connections.plex;

import org.jspecify.annotations.NullMarked;
