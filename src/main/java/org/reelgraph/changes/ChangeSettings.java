package org.reelgraph.changes;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;

/**
 * What is kept of changes.
 *
 * @param retention how long it is known that something was deleted ({@code REELGRAPH_CHANGES_RETENTION})
 */
@ConfigurationProperties("reelgraph.changes")
record ChangeSettings(Duration retention) {

    ChangeSettings {
        if (!retention.isPositive()) {
            throw new ConfigurationException("REELGRAPH_CHANGES_RETENTION is more than 0.");
        }
    }
}
