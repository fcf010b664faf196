package org.reelgraph.connections.sync;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.reelgraph.settings.declaration.Form;
import org.reelgraph.settings.declaration.Setting;

/**
 * How servers are asked when the library is synchronised with them, and how long their answers are kept.
 *
 * @param rate     requests in a second
 * @param parallel requests at a time
 * @param attempts how often a request is sent
 * @param pause    before the second attempt
 */
@Introspected
@ConfigurationProperties("reelgraph.sync")
record SyncSettings(
        @Setting(description = "How many requests a second a sync sends to a server at most.", defaultValue = "50",
                min = 1) int rate,
        @Setting(description = "How many requests a sync sends to a server at a time.", defaultValue = "4",
                min = 1) int parallel,
        @Setting(description = "How often a sync sends a request that fails in a way that may pass.",
                defaultValue = "5", min = 1) int attempts,
        @Setting(description = "How long a sync waits before it sends a request for the second time. It then waits"
                + " twice as long each time, up to 30 seconds, or as long as the server asks for.",
                defaultValue = "1s") Duration pause,
        @Setting(description = "How long a sync can be replayed, or its answers be looked at.", defaultValue = "14d",
                form = Form.Days.class, storable = true) Duration snapshotRetention,
        @Setting(
                description = "How much the answers that syncs keep may take, in megabytes. The oldest go first. 0 keeps"
                        + " none once a sync has ended.",
                defaultValue = "200", min = 0, storable = true) int snapshotMegabytes) {

    private static final long BYTES = 1_000_000;

    SyncSettings {
        if (pause.isNegative()) {
            throw new ConfigurationException("REELGRAPH_SYNC_PAUSE must be at least 0.");
        }
        if (!snapshotRetention.isPositive()) {
            throw new ConfigurationException("REELGRAPH_SYNC_SNAPSHOT_RETENTION must be greater than 0.");
        }
    }

    /** {@return the most that all answers together may take} */
    long snapshotBytes() {
        return snapshotMegabytes * BYTES;
    }
}
