package org.reelgraph.graphql.wire;

import jakarta.inject.Singleton;
import org.reelgraph.graphql.limits.MemoryBudget;

/**
 * What the responses of all connections share.
 *
 * @param memory counts the bytes that wait for slow clients
 */
@Singleton
record Answers(MemoryBudget memory, BodyLimits limits, ClientFaults faults) {
}
