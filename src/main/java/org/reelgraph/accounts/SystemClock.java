package org.reelgraph.accounts;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The time by which tokens and sessions end. */
@Factory
class SystemClock {

    @Bean
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
