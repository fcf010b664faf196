package org.reelgraph.storage;

import java.util.function.LongConsumer;

/** Is told what a connection reads. Gets the number of bytes in memory while rows are read; an exception ends the read. */
@FunctionalInterface
public interface ReadListener extends LongConsumer {

    /** What was executed, told once at the end. */
    default void executed(long statements, long rows) {
        // Most are there to bound what is read.
    }
}
