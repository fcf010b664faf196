package org.reelgraph.graphql.wire;

import jakarta.inject.Singleton;
import org.reelgraph.graphql.limits.MemoryBudget;

/**
 * What the answers of all connections share.
 *
 * @param memory where those are counted that wait for slow clients
 */
@Singleton
record Answers(MemoryBudget memory, BodyLimits limits, ClientFaults faults) {
}
