package org.reelgraph.graphql.wire;

/**
 * A body that is passed on as it comes. Only the time counts in which the server waited for the client, since whoever
 * takes the body may be slower than the client is.
 */
final class Passage {

    private static final long NOT_WAITING = 0;

    private final BodyLimits limits;
    private long length;
    private long waited;
    private long waitingSince = NOT_WAITING;

    Passage(BodyLimits limits) {
        this.limits = limits;
    }

    /** Called when the server is ready for more. */
    void await() {
        if (waitingSince == NOT_WAITING) {
            waitingSince = now();
        }
    }

    /** Called when something has come. */
    void add(int bytes) {
        waited += waitedNow();
        waitingSince = NOT_WAITING;
        length += bytes;
    }

    /** {@return the nanoseconds until the client counts as too slow if nothing comes; 0 or less if it already does} */
    long left() {
        return Math.min(limits.stall().toNanos() - waitedNow(), limits.longest(length) - waited - waitedNow());
    }

    private long waitedNow() {
        return waitingSince == NOT_WAITING ? 0 : now() - waitingSince;
    }

    // Never NOT_WAITING.
    private static long now() {
        return System.nanoTime() | 1;
    }
}
