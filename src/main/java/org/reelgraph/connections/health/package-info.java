/** How servers do that are asked again and again, and for how long those that fail are left alone. */
@NullMarked
package org.reelgraph.connections.health;

import org.jspecify.annotations.NullMarked;
