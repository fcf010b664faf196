/** The start page: rows of all kinds, each by a bean of its own, and how they are arranged. */
@NullMarked
package org.reelgraph.frontpage;

import org.jspecify.annotations.NullMarked;
