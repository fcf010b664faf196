/** The kinds of rows of a start page. */
@NullMarked
package org.reelgraph.frontpage.rows;

import org.jspecify.annotations.NullMarked;
