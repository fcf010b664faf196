package org.reelgraph.jobs;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Makes a job step back while queries run: it rests for as long as they ran in total while it worked. The more of the
 * machine they use, the less the job does, at most as much as one more query would, and everything if there are none.
 * For use by one thread.
 */
public final class LoadThrottle {

    private static final long MIN = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int TWENTIETH = 20;

    private final LongSupplier queries;
    private final LongSupplier clock;
    private final LongConsumer rest;
    private long workingSince;
    private long queriesBefore;
    private boolean alone = true;

    /** @param queries the total running time of all queries so far, in nanoseconds */
    public LoadThrottle(LongSupplier queries) {
        this(queries, System::nanoTime, LockSupport::parkNanos);
    }

    LoadThrottle(LongSupplier queries, LongSupplier clock, LongConsumer rest) {
        this.queries = queries;
        this.clock = clock;
        this.rest = rest;
        begin();
    }

    private void begin() {
        workingSince = clock.getAsLong();
        queriesBefore = queries.getAsLong();
    }

    /** Rests if it is time to. Call it between steps of work, however small. */
    public void keep() {
        var worked = clock.getAsLong() - workingSince;
        if (worked < MIN) {
            return;
        }
        var answering = queries.getAsLong() - queriesBefore;
        alone = answering < worked / TWENTIETH;
        if (!alone) {
            rest.accept(Math.min(answering, LONGEST));
        }
        begin();
    }

    /** {@return whether hardly any query has run recently} */
    public boolean isAlone() {
        return alone;
    }
}
