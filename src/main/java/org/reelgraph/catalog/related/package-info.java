/** Media that have something in common: what they share and how much it counts. */
@NullMarked
package org.reelgraph.catalog.related;

import org.jspecify.annotations.NullMarked;
