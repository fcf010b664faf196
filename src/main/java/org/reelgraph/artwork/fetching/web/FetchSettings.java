package org.reelgraph.artwork.fetching.web;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.Setting;

/**
 * How pictures are fetched.
 *
 * @param allowedHosts   servers in private networks, each with its port if that isn't the usual one
 * @param timeout        how long a server may take until it sends, or goes on sending
 * @param parallel       how many are fetched at a time
 * @param afterImports   whether jobs that fill the library have a job follow that fetches
 */
@Introspected
@ConfigurationProperties("reelgraph.artwork")
public record FetchSettings(
        @Setting(
                description = "Servers in private networks from which artwork may be fetched, over HTTP as well. Those of"
                        + " connections needn't be named.",
                otherwise = "only connections and the public internet are asked",
                values = "a list of hosts such as `nas.local,192.168.1.5:8080`") @Nullable List<String> allowedHosts,
        @Setting(description = "How long a server may take to begin or go on sending a picture.",
                defaultValue = "15s") Duration timeout,
        @Setting(description = "How many pictures are fetched at a time.", defaultValue = "4", min = 1) int parallel,
        @Setting(description = "Whether imports and syncs are followed by a job that fetches the artwork that is"
                + " missing.", defaultValue = "false", storable = true) boolean afterImports) {

    /** Refuses a time that isn't one. */
    public FetchSettings {
        if (!timeout.isPositive()) {
            throw new ConfigurationException("REELGRAPH_ARTWORK_TIMEOUT must be greater than 0.");
        }
    }

    /** {@return whether the owner vouches for the server at an address} */
    boolean allows(URI address) {
        return allowedHosts != null && allowedHosts.stream().map(host -> host.strip().toLowerCase(Locale.ROOT))
                .anyMatch(host -> host.equals(Hosts.of(address)));
    }
}
