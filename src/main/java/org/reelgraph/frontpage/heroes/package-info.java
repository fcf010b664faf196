/** The picks at the top of a start page: how they are chosen, and for how long they stay. */
@NullMarked
package org.reelgraph.frontpage.heroes;

import org.jspecify.annotations.NullMarked;
