package org.reelgraph.graphql.subscriptions;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** How many WebSockets and event streams are open. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class StreamMetrics implements MeterBinder {

    private final ResultStreams streams;

    StreamMetrics(ResultStreams streams) {
        this.streams = streams;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("reelgraph.streams", streams, ResultStreams::size)
                .description("Open WebSockets and event streams").register(registry);
    }
}
