package org.reelgraph.graphql.wire;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Reports the server as down once it is stopping, so that proxies that check its health stop sending requests. */
@Singleton
class StopIndicator implements HealthIndicator {

    private final OpenConnections connections;

    StopIndicator(OpenConnections connections) {
        this.connections = connections;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult
                .builder("stop", connections.areEnding() ? HealthStatus.DOWN : HealthStatus.UP).build());
    }
}
