/** Images of media items, seasons and episodes: rows and reads; and how sources name any image. */
@NullMarked
package org.reelgraph.catalog.images;

import org.jspecify.annotations.NullMarked;
