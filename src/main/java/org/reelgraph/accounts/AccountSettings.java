package org.reelgraph.accounts;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How sign-in works.
 *
 * @param accessTime      how long an access token is good ({@code REELGRAPH_SIGN_IN_ACCESS_TIME})
 * @param refreshTime     how long a refresh token is good ({@code REELGRAPH_SIGN_IN_REFRESH_TIME})
 * @param hashMemory      what hashing a password takes, in KiB ({@code REELGRAPH_SIGN_IN_HASH_MEMORY})
 * @param hashIterations  how often it goes over that ({@code REELGRAPH_SIGN_IN_HASH_ITERATIONS})
 * @param hashParallelism in how many lanes ({@code REELGRAPH_SIGN_IN_HASH_PARALLELISM})
 */
@ConfigurationProperties("reelgraph.sign-in")
record AccountSettings(Duration accessTime, Duration refreshTime, int hashMemory, int hashIterations,
        int hashParallelism) {
}
