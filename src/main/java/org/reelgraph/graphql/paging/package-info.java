/** Connections: pages of a list, cursors and page arguments. */
package org.reelgraph.graphql.paging;
