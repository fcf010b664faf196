/** Handles what arrives on a connection before the framework turns it into requests. */
@NullMarked
package org.reelgraph.graphql.wire;

import org.jspecify.annotations.NullMarked;
