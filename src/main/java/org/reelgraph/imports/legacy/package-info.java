/** Old databases of Plex Exporter: their tables, and how the library compares with them. */
@NullMarked
package org.reelgraph.imports.legacy;

import org.jspecify.annotations.NullMarked;
