package org.reelgraph.jobs.schedules;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.Form;
import org.reelgraph.settings.declaration.Setting;

/** What schedules are set to. */
@Introspected
@ConfigurationProperties("reelgraph.schedules")
record ScheduleSettings(
        @Setting(description = "The time zone of new schedules that name none.", otherwise = "the server's zone",
                form = Form.Zone.class, storable = true) @Nullable ZoneId zone,
        @Setting(description = "How long a watched folder has to stay as it is before it is imported. It is looked at"
                + " once a minute.", defaultValue = "1m", storable = true) Duration quiet) {

    ScheduleSettings {
        if (quiet.isNegative()) {
            throw new ConfigurationException("REELGRAPH_SCHEDULES_QUIET must be at least 0s.");
        }
    }

    /** {@return the zone of schedules that name none} */
    ZoneId zoneOrServers() {
        return zone == null ? ZoneId.systemDefault() : zone;
    }
}
