package org.reelgraph.changes;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.reelgraph.settings.declaration.Form;
import org.reelgraph.settings.declaration.Setting;

/** How long deletions are remembered. */
@Introspected
@ConfigurationProperties("reelgraph.changes")
record ChangeSettings(
        @Setting(description = "How long `changesSince` remembers deletions.", defaultValue = "90d",
                form = Form.Days.class, storable = true) Duration retention) {

    ChangeSettings {
        if (!retention.isPositive()) {
            throw new ConfigurationException("REELGRAPH_CHANGES_RETENTION must be greater than 0.");
        }
    }
}
