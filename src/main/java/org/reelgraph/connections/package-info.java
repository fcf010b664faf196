/** Connections to the servers that a library comes from, with their secrets, and the sections that they offer. */
@NullMarked
package org.reelgraph.connections;

import org.jspecify.annotations.NullMarked;
