/** Servers that know of releases: where they are, how they are asked, and which of them comes first. */
@NullMarked
package org.reelgraph.connections.indexers;

import org.jspecify.annotations.NullMarked;
