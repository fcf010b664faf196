package org.reelgraph.storage;

import java.util.function.Supplier;

/** Counts what the statements of a connection do, and passes it on. It is used by one thread at a time. */
public final class StatementMeter {

    // A listener may have to wait for shared memory, so it isn't called for every value.
    private static final int BYTES_BETWEEN_COUNTS = 65_536;
    private static final StatementListener NOBODY = bytes -> {
    };

    private StatementListener listener = NOBODY;
    private long uncounted;
    private long statements;
    private long rows;

    /** {@return the result of work of whose statements a listener is told, in place of whoever else is} */
    <T> T counting(StatementListener next, Supplier<T> work) {
        var before = listener;
        var statementsBefore = statements;
        var rowsBefore = rows;
        tell(next);
        try {
            return work.get();
        } finally {
            next.executed(statements - statementsBefore, rows - rowsBefore);
            tell(before);
        }
    }

    private void tell(StatementListener next) {
        listener = next;
        uncounted = 0;
    }

    /** Counts a statement that is about to run; {@return what is to be told of its end} */
    public Step begin(String sql) {
        statements++;
        return listener.begins(sql);
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
            listener.accept(counted);
        }
    }
}
