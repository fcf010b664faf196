/** What a connection brings, before the framework makes requests of it. */
package org.reelgraph.graphql.wire;
