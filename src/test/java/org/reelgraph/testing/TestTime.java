package org.reelgraph.testing;

import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;

/** Monotonic time: it advances by {@link TestClock#pass}, but ignores {@link TestClock#jump}. */
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
