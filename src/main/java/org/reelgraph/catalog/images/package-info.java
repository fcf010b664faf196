/** Images of media items, seasons and episodes: rows and reads. */
@NullMarked
package org.reelgraph.catalog.images;

import org.jspecify.annotations.NullMarked;
