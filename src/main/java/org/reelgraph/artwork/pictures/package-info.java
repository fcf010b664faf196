/** Pictures as files: what is taken for one, what is refused, and how they are cleaned, kept, decoded and scaled. */
@NullMarked
package org.reelgraph.artwork.pictures;

import org.jspecify.annotations.NullMarked;
