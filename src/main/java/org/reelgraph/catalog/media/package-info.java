/** Media items: their fields, external ids, lookups and deletion. */
@NullMarked
package org.reelgraph.catalog.media;

import org.jspecify.annotations.NullMarked;
