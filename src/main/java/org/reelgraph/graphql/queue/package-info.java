/** Decides whose request runs next, with bounded queues that are fair between clients. */
package org.reelgraph.graphql.queue;
