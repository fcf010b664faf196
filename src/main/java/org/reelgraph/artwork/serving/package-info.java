/** Pictures over HTTP: at which addresses, in which sizes, and to whom. */
@NullMarked
package org.reelgraph.artwork.serving;

import org.jspecify.annotations.NullMarked;
