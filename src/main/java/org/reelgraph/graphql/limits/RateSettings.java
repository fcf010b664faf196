package org.reelgraph.graphql.limits;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import org.reelgraph.settings.declaration.Setting;

/**
 * How many operations one caller may send: a user, whatever sessions and keys they use, or who isn't signed in, by
 * address.
 */
@Introspected
@ConfigurationProperties("reelgraph.rate")
public record RateSettings(
        @Setting(description = "Mutations per minute of one user or IP address. `0` means no limit.",
                defaultValue = "600", min = 0, storable = true) int mutations,
        @Setting(description = "Queries per minute of one user or IP address. `0` means no limit.", defaultValue = "0",
                min = 0, storable = true) int queries) {

    /** Checks that neither is negative. */
    public RateSettings {
        if (mutations < 0 || queries < 0) {
            throw new ConfigurationException("REELGRAPH_RATE_MUTATIONS and _QUERIES must be at least 0.");
        }
    }
}
