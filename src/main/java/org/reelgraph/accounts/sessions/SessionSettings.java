package org.reelgraph.accounts.sessions;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;

/**
 * How long sessions last.
 *
 * @param accessTime   how long an access token is valid ({@code REELGRAPH_SIGN_IN_ACCESS_TIME})
 * @param refreshTime  how long a refresh token is valid ({@code REELGRAPH_SIGN_IN_REFRESH_TIME})
 * @param refreshGrace how long a refresh token that was replaced still gets the current pair
 *                     ({@code REELGRAPH_SIGN_IN_REFRESH_GRACE})
 */
@ConfigurationProperties("reelgraph.sign-in")
record SessionSettings(Duration accessTime, Duration refreshTime, Duration refreshGrace) {

    SessionSettings {
        if (!accessTime.isPositive() || !refreshTime.isPositive()) {
            throw new ConfigurationException("REELGRAPH_SIGN_IN_ACCESS_TIME and _REFRESH_TIME are more than 0.");
        }
        if (refreshGrace.isNegative()) {
            throw new ConfigurationException("REELGRAPH_SIGN_IN_REFRESH_GRACE is 0s or more.");
        }
    }
}
