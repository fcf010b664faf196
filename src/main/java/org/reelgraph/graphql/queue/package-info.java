/** Whose request runs next: queues that are fair between clients and bounded. */
package org.reelgraph.graphql.queue;
