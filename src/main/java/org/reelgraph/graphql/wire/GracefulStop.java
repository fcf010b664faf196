package org.reelgraph.graphql.wire;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.reelgraph.settings.declaration.Setting;

/**
 * Drains connections before the server stops. For the grace period, the server keeps serving but closes each connection
 * after its next response, which says so. Then it accepts no new connections and waits for the same time again; the
 * framework closes whatever is still open. Each wait ends early when no connection is open.
 */
@Introspected
@Singleton
class GracefulStop {

    private final OpenConnections connections;
    private final Duration grace;

    /** @param grace how long each of the two waits lasts at most ({@code REELGRAPH_STOP_GRACE}) */
    GracefulStop(OpenConnections connections,
            @Setting(description = "How long the server goes on after it is told to stop (SIGTERM). Each connection is "
                    + "closed with its next answer, which says so, and `/health` is `DOWN`. Then no new "
                    + "connections are accepted, and running requests are answered.", defaultValue = "1s",
                    storable = true) @Property(name = "reelgraph.stop-grace") Duration grace) {
        if (grace.isNegative()) {
            throw new ConfigurationException("REELGRAPH_STOP_GRACE must be at least 0.");
        }
        this.connections = connections;
        this.grace = grace;
    }

    // No connection has been closed yet when this event arrives.
    @EventListener
    void stop(ServerShutdownEvent stopping) {
        connections.end();
        try {
            connections.awaitNone(grace);
            connections.stopListening();
            connections.awaitNone(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
