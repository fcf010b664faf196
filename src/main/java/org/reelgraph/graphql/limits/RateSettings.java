package org.reelgraph.graphql.limits;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;

/**
 * How many operations one caller may send: a user, whatever sessions and keys they use, or who isn't signed in, by address.
 *
 * @param mutations a minute, counted by the fields of Mutation; 0 where they aren't limited ({@code REELGRAPH_RATE_MUTATIONS})
 * @param queries   a minute; 0 where they aren't limited ({@code REELGRAPH_RATE_QUERIES})
 */
@ConfigurationProperties("reelgraph.rate")
public record RateSettings(int mutations, int queries) {

    /** Checks that neither is negative. */
    public RateSettings {
        if (mutations < 0 || queries < 0) {
            throw new ConfigurationException("REELGRAPH_RATE_MUTATIONS and _QUERIES are at least 0.");
        }
    }
}
