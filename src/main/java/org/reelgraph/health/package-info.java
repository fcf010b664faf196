/** Whether the server is alive, and whether it is ready for requests. */
@NullMarked
package org.reelgraph.health;

import org.jspecify.annotations.NullMarked;
