package org.reelgraph.graphql.queue;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** One client's waiting requests, and the time its requests have recently used. Guarded by the queue's lock. */
final class Line {

    /** Orders lines by recent use, so that the line to run next comes first. */
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
     * @param number breaks ties between lines of equal use
     * @param use    the use of a client that has sent no request yet
     * @param time   the current time, in nanoseconds
     */
    Line(Object client, long number, long use, long time) {
        this.client = client;
        this.number = number;
        this.use = use;
        this.lastUsed = time;
    }

    /** {@return nanoseconds of work, counted from the queue's start} */
    long use() {
        return use;
    }

    int running() {
        return running;
    }

    /** {@return when this client's last request ended, in nanoseconds} */
    long lastUsed() {
        return lastUsed;
    }

    /** {@return whether this client's recent requests took so long that a short request should not wait for them} */
    boolean isSlow() {
        return usual > SLOW;
    }

    boolean isIdle() {
        return running == 0 && waiting.isEmpty();
    }

    /**
     * Prevents an idle client from saving up credit: having sent nothing for a while doesn't put it ahead of others for
     * as long.
     */
    void resumeAt(long now) {
        use = Math.max(use, now);
    }

    // The expected time is counted at once. Otherwise a client's second request would start as if there were no first.
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

    /** {@return how long a request of this client usually takes, in nanoseconds} */
    long usual() {
        return usual;
    }
}
