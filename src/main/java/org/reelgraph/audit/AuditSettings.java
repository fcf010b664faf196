package org.reelgraph.audit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;

/**
 * What of the audit trail is kept.
 *
 * @param retention how long an entry is kept ({@code REELGRAPH_AUDIT_RETENTION})
 */
@ConfigurationProperties("reelgraph.audit")
record AuditSettings(Duration retention) {

    AuditSettings {
        if (!retention.isPositive()) {
            throw new ConfigurationException("REELGRAPH_AUDIT_RETENTION is more than 0.");
        }
    }
}
