package org.reelgraph.audit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.reelgraph.settings.declaration.Form;
import org.reelgraph.settings.declaration.Setting;

/**
 * How long the audit trail is kept.
 *
 * @param retention how long an entry is
 */
@Introspected
@ConfigurationProperties("reelgraph.audit")
public record AuditSettings(
        @Setting(description = "How long entries of the audit trail are kept.", defaultValue = "365d",
                form = Form.Days.class, storable = true) Duration retention) {

    /** Refuses to keep nothing. */
    public AuditSettings {
        if (!retention.isPositive()) {
            throw new ConfigurationException("REELGRAPH_AUDIT_RETENTION must be greater than 0.");
        }
    }
}
