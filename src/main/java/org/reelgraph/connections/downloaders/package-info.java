/** Programs that download releases: where they are, and how they are asked. */
@NullMarked
package org.reelgraph.connections.downloaders;

import org.jspecify.annotations.NullMarked;
