/** Reads libraries through Tautulli, whose lists and metadata can be empty, old or incomplete without saying so. */
@NullMarked
package org.reelgraph.connections.tautulli;

import org.jspecify.annotations.NullMarked;
