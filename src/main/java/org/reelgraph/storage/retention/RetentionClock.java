package org.reelgraph.storage.retention;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what has been kept for long enough. It counts the time in which something was recorded, not that of the
 * calendar: a clock that jumps must not delete anything. If nothing was recorded for a while, because the clock was set
 * forward or the server was off, that counts as at most a tenth of the retention, or as a day if that is longer.
 */
@Singleton
public class RetentionClock {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionClock.class);
    private static final int PARTS = 10;
    private static final Duration MIN = Duration.ofDays(1);

    private final ActivityGaps gaps;
    private final Clock clock;
    private volatile long told;

    RetentionClock(ActivityGaps gaps, Clock clock) {
        this.gaps = gaps;
        this.clock = clock;
    }

    /**
     * {@return the time before which everything is too old, if it is kept for so long}; needs the writer's transaction
     */
    public Instant cutoff(Duration kept) {
        var longest = MIN.compareTo(kept.dividedBy(PARTS)) > 0 ? MIN : kept.dividedBy(PARTS);
        var now = clock.millis();
        var end = now;
        var left = kept.toMillis();
        for (var gap : gaps.findGaps(now, longest.toMillis())) {
            var busy = end - gap.ending();
            if (busy >= left) {
                break;
            }
            left -= busy;
            tell(gap, now);
            var counted = Math.min(longest.toMillis(), left);
            left -= counted;
            end = left == 0 ? gap.ending() - counted : gap.beginning();
        }
        return Instant.ofEpochMilli(end - left);
    }

    private void tell(Gap gap, long now) {
        if (gap.ending() == now && gap.beginning() != told) {
            told = gap.beginning();
            LOG.info("Nothing was recorded from {} to {}: the clock was set forward, or the server was off or idle. "
                    + "So everything with a retention is kept for longer", Instant.ofEpochMilli(gap.beginning()),
                    Instant.ofEpochMilli(gap.ending()));
        }
    }
}
