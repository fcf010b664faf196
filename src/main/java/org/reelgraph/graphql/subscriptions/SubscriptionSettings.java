package org.reelgraph.graphql.subscriptions;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.reelgraph.settings.declaration.Setting;

/**
 * How many streams of results there may be, and how they are kept open.
 *
 * @param streams      WebSockets and event streams that are open at the same time
 * @param streamsOfOne of these, those of one user or IP address
 * @param operations   how many operations run over one WebSocket at the same time
 * @param initWait     how long a WebSocket may take to say who opened it
 * @param ping         how often the other end of a quiet stream is looked for
 */
@Introspected
@ConfigurationProperties("reelgraph.subscriptions")
public record SubscriptionSettings(
        @Setting(description = "Open WebSockets and event streams. They count as connections too.",
                defaultValue = "1000", storable = true) int streams,
        @Setting(description = "Open WebSockets and event streams of one user or IP address.", defaultValue = "100",
                storable = true) int streamsOfOne,
        @Setting(description = "Operations that run over one WebSocket at the same time.", defaultValue = "100",
                storable = true) int operations,
        @Setting(description = "How long a WebSocket may take to send `connection_init`.", defaultValue = "5s",
                storable = true) Duration initWait,
        @Setting(description = "How often a WebSocket or event stream over which nothing was sent is kept alive. A"
                + " WebSocket that doesn't answer until the next time is closed.", defaultValue = "15s",
                storable = true) Duration ping) {

    /** Checks that all are positive. */
    public SubscriptionSettings {
        if (streams < 1 || streamsOfOne < 1 || operations < 1 || !initWait.isPositive() || !ping.isPositive()) {
            throw new ConfigurationException("The settings REELGRAPH_SUBSCRIPTIONS_… must be greater than 0.");
        }
    }
}
