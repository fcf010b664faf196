package org.reelgraph.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.reelgraph.graphql.limits.MemoryBudget;
import org.reelgraph.graphql.queue.FairQueue;
import org.reelgraph.graphql.queue.RequestQueues;

/** What requests hold, and how many wait. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class ServerMetrics implements MeterBinder {

    private final MemoryBudget memory;
    private final RequestQueues queues;

    ServerMetrics(MemoryBudget memory, RequestQueues queues) {
        this.memory = memory;
        this.queues = queues;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("reelgraph.requests.memory", memory, MemoryBudget::taken).baseUnit("bytes")
                .description("Memory that running requests have reserved").register(registry);
        Gauge.builder("reelgraph.requests.memory.limit", memory, MemoryBudget::most).baseUnit("bytes")
                .description("Memory that all requests may reserve together").register(registry);
        waiting(registry, "requests", queues.requests());
        waiting(registry, "large-queries", queues.largeQueries());
        waiting(registry, "mutations", queues.mutations());
    }

    private static void waiting(MeterRegistry registry, String name, FairQueue queue) {
        Gauge.builder("reelgraph.requests.waiting", queue, FairQueue::waiting).tag("queue", name)
                .description("Requests that wait for their turn").register(registry);
    }
}
