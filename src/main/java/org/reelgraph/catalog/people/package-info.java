/** People: their fields and filmographies. */
@NullMarked
package org.reelgraph.catalog.people;

import org.jspecify.annotations.NullMarked;
