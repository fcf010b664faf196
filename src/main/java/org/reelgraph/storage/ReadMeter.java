package org.reelgraph.storage;

import java.util.function.LongConsumer;

/** Counts the bytes that a connection reads, and passes them on. It is used by one thread at a time. */
public final class ReadMeter {

    // A meter may have to wait for shared memory, so it isn't called for every value.
    private static final int BYTES_BETWEEN_COUNTS = 65_536;
    private static final LongConsumer NOBODY = bytes -> {
    };

    private LongConsumer receiver = NOBODY;
    private long uncounted;

    /** {@return the previous receiver} The next one gets what is read from now on, see {@link ReadConnection}. */
    public LongConsumer countBy(LongConsumer next) {
        var before = receiver;
        receiver = next;
        uncounted = 0;
        return before;
    }

    /** Has nobody told from now on. */
    public void countForNobody() {
        countBy(NOBODY);
    }

    /** Counts bytes that were read. An exception of the receiver ends the read. */
    public void count(long bytes) {
        uncounted += bytes;
        if (uncounted >= BYTES_BETWEEN_COUNTS) {
            var counted = uncounted;
            uncounted = 0;
            receiver.accept(counted);
        }
    }
}
