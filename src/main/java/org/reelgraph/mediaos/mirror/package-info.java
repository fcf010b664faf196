/** Keeps the files of MediaOS in a folder as the database has them, as long as both are in use. */
@NullMarked
package org.reelgraph.mediaos.mirror;

import org.jspecify.annotations.NullMarked;
