package org.reelgraph.audit;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what has been kept for long enough. A clock that jumps must not cost what is kept, so not the calendar counts
 * but the time in which something was noted: where the audit trail has a gap, because the clock was set forward or the
 * server was off, no more than a tenth of what is to be kept passes, or a day where that is longer.
 */
@Singleton
public class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int PARTS = 10;
    private static final Duration MIN = Duration.ofDays(1);

    private final AuditStore entries;
    private final Clock clock;
    private volatile long told;

    Retention(AuditStore entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /** {@return before when things are too old, where they are kept for so long; within the writer's transaction} */
    public Instant start(Duration kept) {
        var longest = MIN.compareTo(kept.dividedBy(PARTS)) > 0 ? MIN : kept.dividedBy(PARTS);
        var now = clock.millis();
        var end = now;
        var left = kept.toMillis();
        for (var gap : entries.findGaps(now, longest.toMillis())) {
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
            LOG.info("Nothing was noted from {} to {}: either the clock was set forward, or the server was off or idle."
                    + " What is kept for a time is kept for longer therefore",
                    Instant.ofEpochMilli(gap.beginning()), Instant.ofEpochMilli(gap.ending()));
        }
    }
}
