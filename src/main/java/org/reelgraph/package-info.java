/** Starts the server and the commands. */
@NullMarked
package org.reelgraph;

import org.jspecify.annotations.NullMarked;
