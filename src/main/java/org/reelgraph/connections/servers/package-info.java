/** The servers themselves: what each kind answers over HTTP, and what it means. */
@NullMarked
package org.reelgraph.connections.servers;

import org.jspecify.annotations.NullMarked;
