package org.reelgraph.jobs;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
<<<<<<< HEAD:src/main/java/org/reelgraph/jobs/LoadThrottle.java
 * Makes a job step back while queries run: it rests for as long as they ran in total while it worked. The more of the
 * machine they use, the less the job does, at most as much as one more query would, and everything if there are none.
 * For use by one thread.
=======
 * Slows a job down while queries are running: it rests for as long as queries ran while it worked, summed over all
 * queries. So the more the queries use the machine, the less the job does; it never takes more than one additional
 * query would. Without queries, it runs at full speed. Not thread-safe.
>>>>>>> ab72931 (docs: comments on imports in plain English):src/main/java/org/reelgraph/imports/jobs/LoadThrottle.java
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

<<<<<<< HEAD:src/main/java/org/reelgraph/jobs/LoadThrottle.java
    /** @param queries how long queries have run so far, all together, in nanoseconds */
    public LoadThrottle(LongSupplier queries) {
=======
    /** @param queries the total running time of all queries so far, in nanoseconds */
    LoadThrottle(LongSupplier queries) {
>>>>>>> ab72931 (docs: comments on imports in plain English):src/main/java/org/reelgraph/imports/jobs/LoadThrottle.java
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

<<<<<<< HEAD:src/main/java/org/reelgraph/jobs/LoadThrottle.java
    /** Rests, where it is time to. To be called between steps of work, however small. */
    public void keep() {
=======
    /** Rests if it is time to. Call it between steps of work, however small. */
    void keep() {
>>>>>>> ab72931 (docs: comments on imports in plain English):src/main/java/org/reelgraph/imports/jobs/LoadThrottle.java
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

<<<<<<< HEAD:src/main/java/org/reelgraph/jobs/LoadThrottle.java
    /** {@return whether hardly any query ran of late} */
    public boolean isAlone() {
=======
    /** {@return whether hardly any query has run recently} */
    boolean isAlone() {
>>>>>>> ab72931 (docs: comments on imports in plain English):src/main/java/org/reelgraph/imports/jobs/LoadThrottle.java
        return alone;
    }
}
