package org.reelgraph.accounts.sessions;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.reelgraph.settings.declaration.Setting;

/** How long sessions last. */
@Introspected
@ConfigurationProperties("reelgraph.sign-in")
record SessionSettings(
        @Setting(description = "How long an access token is valid.", defaultValue = "15m",
                storable = true) Duration accessTime,
        @Setting(description = "How long a refresh token is valid.", defaultValue = "7d",
                storable = true) Duration refreshTime,
        @Setting(description = "How long a replaced refresh token still gets the current pair.", defaultValue = "30s",
                storable = true) Duration refreshGrace) {

    SessionSettings {
        if (!accessTime.isPositive() || !refreshTime.isPositive()) {
            throw new ConfigurationException("REELGRAPH_SIGN_IN_ACCESS_TIME and _REFRESH_TIME must be greater than 0.");
        }
        if (refreshGrace.isNegative()) {
            throw new ConfigurationException("REELGRAPH_SIGN_IN_REFRESH_GRACE must be 0s or more.");
        }
    }
}
