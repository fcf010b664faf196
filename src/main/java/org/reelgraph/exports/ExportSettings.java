package org.reelgraph.exports;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.nio.file.Path;
import java.time.Duration;
import org.reelgraph.settings.declaration.Form;
import org.reelgraph.settings.declaration.Setting;

/**
 * What exports are set to.
 *
 * @param dir       where they are kept
 * @param retention how long they are kept
 */
@Introspected
@ConfigurationProperties("reelgraph.export")
record ExportSettings(
        @Setting(description = "The folder of finished exports.", defaultValue = "${reelgraph.data-dir}/exports",
                values = "a folder") Path dir,
        @Setting(description = "How long finished exports are kept for download.", defaultValue = "7d",
                form = Form.Days.class, storable = true) Duration retention) {

    ExportSettings {
        if (!retention.isPositive()) {
            throw new ConfigurationException("REELGRAPH_EXPORT_RETENTION must be greater than 0.");
        }
    }
}
