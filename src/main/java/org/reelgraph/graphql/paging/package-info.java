/** Relay connections: pages of lists, cursors and page arguments. */
package org.reelgraph.graphql.paging;
