/** The objects of Tautulli and Plex, read as records. */
@NullMarked
package org.reelgraph.imports.formats.trees;

import org.jspecify.annotations.NullMarked;
