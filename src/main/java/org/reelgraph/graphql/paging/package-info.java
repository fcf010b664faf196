/** Relay connections: pages of lists, cursors and page arguments. */
@NullMarked
package org.reelgraph.graphql.paging;

import org.jspecify.annotations.NullMarked;
