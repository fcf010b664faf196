package org.reelgraph.imports.jobs;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import java.time.ZoneId;
import org.reelgraph.settings.declaration.Form;
import org.reelgraph.settings.declaration.Setting;

/** What imports are set to. */
@Introspected
@ConfigurationProperties("reelgraph")
record ImportSettings(
        @Setting(description = "The time zone of times in imported files that have no offset.", defaultValue = "UTC",
                form = Form.Zone.class, storable = true) ZoneId importZone) {
}
