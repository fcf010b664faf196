package org.reelgraph.accounts.passwords;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;

/**
 * How passwords are tried and hashed.
 *
 * @param freeTries       how often one address may try to sign in to one account before it has to wait
 *                        ({@code REELGRAPH_SIGN_IN_FREE_TRIES})
 * @param tries           how often one address may try, whatever the accounts ({@code REELGRAPH_SIGN_IN_TRIES})
 * @param triesTime       in how much time it may ({@code REELGRAPH_SIGN_IN_TRIES_TIME})
 * @param queue           how many sign-ins may wait for their password to be compared, of networks from which somebody
 *                        signed in before and of all others each ({@code REELGRAPH_SIGN_IN_QUEUE})
 * @param hashMemory      what hashing a password takes, in KiB ({@code REELGRAPH_SIGN_IN_HASH_MEMORY})
 * @param hashIterations  how often it goes over that ({@code REELGRAPH_SIGN_IN_HASH_ITERATIONS})
 * @param hashParallelism in how many lanes ({@code REELGRAPH_SIGN_IN_HASH_PARALLELISM})
 */
@ConfigurationProperties("reelgraph.sign-in")
record PasswordSettings(int freeTries, int tries, Duration triesTime, int queue, int hashMemory, int hashIterations,
        int hashParallelism) {

    private static final int MIN_MEMORY_PER_LANE = 8; // KiB; RFC 9106, section 3.1
    private static final int MAX_LANES = 99;

    PasswordSettings {
        if (freeTries < 1 || tries < 1 || !triesTime.isPositive()) {
            throw new ConfigurationException("REELGRAPH_SIGN_IN_FREE_TRIES, _TRIES and _TRIES_TIME are more than 0.");
        }
        if (queue < 1) {
            throw new ConfigurationException("REELGRAPH_SIGN_IN_QUEUE is at least 1.");
        }
        if (hashIterations < 1 || hashParallelism < 1 || hashMemory / MIN_MEMORY_PER_LANE < hashParallelism) {
            throw new ConfigurationException(
                    "REELGRAPH_SIGN_IN_HASH_ITERATIONS and _HASH_PARALLELISM are at least 1, and"
                            + " _HASH_MEMORY at least 8 for each lane.");
        }
        if (hashParallelism > MAX_LANES || !Passwords.isBearable(hashMemory, hashIterations)) {
            throw new ConfigurationException("REELGRAPH_SIGN_IN_HASH_MEMORY is at most 131072, times _HASH_ITERATIONS"
                    + " at most 1048576, and _HASH_PARALLELISM at most 99.");
        }
    }
}
