/** Wanted items: what the library lacks, how the search for it stands, and the item of the library once it is there. */
@NullMarked
package org.reelgraph.wanted;

import org.jspecify.annotations.NullMarked;
