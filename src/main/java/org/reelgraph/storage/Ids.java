package org.reelgraph.storage;

import com.github.f4b6a3.tsid.Tsid;
import com.github.f4b6a3.tsid.TsidFactory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Generates ids: 64-bit TSIDs that are unique across all tables and increase with time. If the clock is set back, they
 * continue from the greatest one until the clock has caught up. Thread-safe.
 */
@Singleton
public class Ids {

    // Later ids would be negative, and sort before all others.
    private static final long LAST = Tsid.TSID_EPOCH + (1L << 41) - 1;

    private final Clock clock;
    private final AtomicLong latest = new AtomicLong(Tsid.TSID_EPOCH);
    private final TsidFactory factory = TsidFactory.builder().withTimeFunction(this::time).build();

    Ids(Clock clock) {
        this.clock = clock;
    }

    private long time() {
        return latest.accumulateAndGet(Math.min(clock.millis(), LAST), Math::max);
    }

    /** Makes all further ids greater than this one, which an earlier run of the program gave. */
    public void continueAfter(long id) {
        latest.accumulateAndGet(Tsid.from(id).getUnixMilliseconds() + 1, Math::max);
    }

    /** {@return an id that nothing has yet} */
    public long next() {
        return factory.create().toLong();
    }
}
