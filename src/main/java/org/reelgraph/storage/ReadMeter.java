package org.reelgraph.storage;

import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Counts what a connection reads, and passes it on. It is used by one thread at a time. */
public final class ReadMeter {

    // A listener may have to wait for shared memory, so it isn't called for every value.
    private static final int BYTES_BETWEEN_COUNTS = 65_536;
    private static final LongConsumer NOBODY = bytes -> {
    };

    private LongConsumer receiver = NOBODY;
    private long uncounted;
    private long statements;
    private long rows;

    /** {@return the result of work whose reads a listener is told of, in place of whoever else is} */
    <T> T counting(ReadListener listener, Supplier<T> work) {
        var before = receiver;
        var statementsBefore = statements;
        var rowsBefore = rows;
        countBy(listener);
        try {
            return work.get();
        } finally {
            listener.executed(statements - statementsBefore, rows - rowsBefore);
            countBy(before);
        }
    }

    private void countBy(LongConsumer next) {
        receiver = next;
        uncounted = 0;
    }

    /** Counts a statement. */
    public void countStatement() {
        statements++;
    }

    /** Counts a row of this many bytes, as {@link #count} does. */
    public void countRow(long bytes) {
        rows++;
        count(bytes);
    }

    /** Counts bytes that were read. An exception of the listener ends the read. */
    public void count(long bytes) {
        uncounted += bytes;
        if (uncounted >= BYTES_BETWEEN_COUNTS) {
            var counted = uncounted;
            uncounted = 0;
            receiver.accept(counted);
        }
    }
}
