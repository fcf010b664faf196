package org.reelgraph.accounts.passwords;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.reelgraph.settings.declaration.Setting;

/** How attempts to sign in are limited, and how passwords are hashed. */
@Introspected
@ConfigurationProperties("reelgraph.sign-in")
record PasswordSettings(
        @Setting(description = "Attempts from one IP address for one account that don't have to wait.",
                defaultValue = "5", storable = true) int freeTries,
        @Setting(description = "Failed attempts from one IP address, whatever the accounts.", defaultValue = "30",
                storable = true) int tries,
        @Setting(description = "The time in which these attempts are counted.", defaultValue = "10m",
                storable = true) Duration triesTime,
        @Setting(description = "Sign-ins that may wait at once in each of two queues: one for networks from which "
                + "somebody signed in before, one for all others. Beyond that the answer is `OVERLOADED`.",
                defaultValue = "16", storable = true) int queue,
        @Setting(description = "The memory of Argon2id, in KiB.", defaultValue = "19456") int hashMemory,
        @Setting(description = "The passes of Argon2id.", defaultValue = "2") int hashIterations,

        @Setting(description = "The lanes of Argon2id.", defaultValue = "1") int hashParallelism) {

    private static final int MIN_MEMORY_PER_LANE = 8; // KiB; RFC 9106, section 3.1
    private static final int MAX_LANES = 99;

    PasswordSettings {
        if (freeTries < 1 || tries < 1 || !triesTime.isPositive()) {
            throw new ConfigurationException(
                    "REELGRAPH_SIGN_IN_FREE_TRIES, _TRIES and _TRIES_TIME must be greater than 0.");
        }
        if (queue < 1) {
            throw new ConfigurationException("REELGRAPH_SIGN_IN_QUEUE must be at least 1.");
        }
        if (hashIterations < 1 || hashParallelism < 1 || hashMemory / MIN_MEMORY_PER_LANE < hashParallelism) {
            throw new ConfigurationException(
                    "REELGRAPH_SIGN_IN_HASH_ITERATIONS and _HASH_PARALLELISM must be at least 1, and"
                            + " _HASH_MEMORY at least 8 for each lane.");
        }
        if (hashParallelism > MAX_LANES || !Passwords.isBearable(hashMemory, hashIterations)) {
            throw new ConfigurationException(
                    "REELGRAPH_SIGN_IN_HASH_MEMORY must be at most 131072, times _HASH_ITERATIONS"
                            + " at most 1048576, and _HASH_PARALLELISM at most 99.");
        }
    }
}
