/** Databases of other programs, from which data are brought over. */
@NullMarked
package org.reelgraph.storage.foreign;

import org.jspecify.annotations.NullMarked;
