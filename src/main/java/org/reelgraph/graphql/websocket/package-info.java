/** Operations over WebSockets, by the protocol graphql-transport-ws. */
@NullMarked
package org.reelgraph.graphql.websocket;

import org.jspecify.annotations.NullMarked;
