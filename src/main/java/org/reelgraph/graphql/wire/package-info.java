/** Handles what arrives on a connection before the framework turns it into requests. */
package org.reelgraph.graphql.wire;
