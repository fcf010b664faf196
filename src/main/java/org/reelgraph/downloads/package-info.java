/** Downloads of files over HTTP: by who may, or by a link; whole, or what is missing; each recorded. */
@NullMarked
package org.reelgraph.downloads;

import org.jspecify.annotations.NullMarked;
