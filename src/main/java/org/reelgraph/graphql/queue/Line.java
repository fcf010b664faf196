package org.reelgraph.graphql.queue;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** What one client has waiting in a queue, and what its requests took of late. Guarded by the queue's lock. */
final class Line {

    /** The line that goes next comes first: whose requests took the least. */
    static final Comparator<Line> LEAST_USE_FIRST = Comparator.<Line>comparingLong(line -> line.use)
            .thenComparingLong(line -> line.number);

    private static final int WEIGHT_OF_THE_PAST = 4;
    private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(50);

    final Object client;
    final Deque<Task<?>> waiting = new ArrayDeque<>(4);
    private final long number;
    private long use;
    private long usual;
    private int running;
    private long lastUsed;

    /**
     * @param number tells it from lines of equal use
     * @param use    of a client that asked for nothing yet
     * @param time   as of now, in nanoseconds
     */
    Line(Object client, long number, long use, long time) {
        this.client = client;
        this.number = number;
        this.use = use;
        this.lastUsed = time;
    }

    /** {@return nanoseconds of work, counted from the queue's beginning} */
    long use() {
        return use;
    }

    int running() {
        return running;
    }

    /** {@return when a request of this client ended last, in nanoseconds} */
    long lastUsed() {
        return lastUsed;
    }

    /** {@return whether the client's requests take so long of late that a short one should not wait for them} */
    boolean isSlow() {
        return usual > SLOW;
    }

    boolean isIdle() {
        return running == 0 && waiting.isEmpty();
    }

    /** Saves no credit: a client that asked for nothing for long is not ahead of others for as long. */
    void resumeAt(long now) {
        use = Math.max(use, now);
    }

    // What it will take is counted at once, so that a client's second request doesn't start as if it had no first.
    void begins() {
        running++;
        use += usual;
    }

    void ends(long assumed, long start, long end) {
        var took = end - start;
        running--;
        lastUsed = end;
        use += took - assumed;
        usual += (took - usual) / WEIGHT_OF_THE_PAST;
    }

    /** {@return what a request of this client usually takes, in nanoseconds} */
    long usual() {
        return usual;
    }
}
