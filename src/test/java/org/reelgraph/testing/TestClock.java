package org.reelgraph.testing;

import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The server's clock, which a test can move forward. */
@Singleton
@Replaces(Clock.class)
public class TestClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;
    private volatile Duration passed = Duration.ZERO;

    /** Lets time pass. */
    public void pass(Duration time) {
        passed = passed.plus(time);
        ahead = ahead.plus(time);
    }

    /** Sets the clock forward or back, without letting time pass. */
    public void jump(Duration time) {
        ahead = ahead.plus(time);
    }

    /** {@return how much time has passed in addition to real time} */
    Duration passed() {
        return passed;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), ahead);
    }
}
