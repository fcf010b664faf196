package org.reelgraph.storage;

import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/**
 * The clock for times that are stored, with the precision of columns, and the meter for time that passes while the
 * program runs.
 */
@Factory
class SystemClock {

    @Bean
    @Singleton
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    /** For whatever waits or is counted in memory: nobody sets this clock. */
    @Bean
    @Singleton
    TimeMeter time() {
        return TimeMeter.SYSTEM_NANOTIME;
    }
}
