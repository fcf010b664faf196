/** Decides whose request runs next, with bounded queues that are fair between clients. */
@NullMarked
package org.reelgraph.graphql.queue;

import org.jspecify.annotations.NullMarked;
