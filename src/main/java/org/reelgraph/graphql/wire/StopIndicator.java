package org.reelgraph.graphql.wire;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.reelgraph.health.HealthCheck;

/** Reports the server as down once it is stopping, so that proxies that check its health stop sending requests. */
@Singleton
class StopIndicator implements HealthIndicator, HealthCheck {

    private final OpenConnections connections;

    StopIndicator(OpenConnections connections) {
        this.connections = connections;
    }

    @Override
    public String checked() {
        return "server";
    }

    @Override
    public Optional<String> problem() {
        return connections.areEnding() ? Optional.of("It is stopping.") : Optional.empty();
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult
                .builder("stop", problem().isEmpty() ? HealthStatus.UP : HealthStatus.DOWN).build());
    }
}
