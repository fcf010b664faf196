package org.reelgraph.graphql.execution;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How long the queries of one document take on average; the latest count most. */
final class RecentTime {

    // By the clock: where queries share the processors, they take several times as long as alone.
    private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int WEIGHT_OF_THE_PAST = 8;
    // A document whose queries have not run yet may take any time.
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final AtomicLong nanos = new AtomicLong(UNKNOWN);

    /** Notes how long a query has taken, in nanoseconds. */
    void note(long taken) {
        // Two threads may overwrite each other's value; the next queries make up for it.
        var before = nanos.getPlain();
        nanos.setOpaque(before == UNKNOWN ? taken : before + (taken - before) / WEIGHT_OF_THE_PAST);
    }

    /** {@return whether a query of the document is expected to take less than 2 ms} */
    boolean isQuick() {
        return nanos.getOpaque() < QUICK;
    }
}
