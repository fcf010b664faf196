package org.reelgraph.testing;

import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;

/** The time that passes while the server runs: it goes on as {@link TestClock#pass} says, and knows nothing of {@link TestClock#jump}. */
@Singleton
@Replaces(TimeMeter.class)
class TestTime implements TimeMeter {

    private final TestClock clock;

    TestTime(TestClock clock) {
        this.clock = clock;
    }

    @Override
    public long currentTimeNanos() {
        return System.nanoTime() + clock.passed().toNanos();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
