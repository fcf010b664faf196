package org.reelgraph.storage;

import java.util.function.LongConsumer;

/**
 * Is told what the statements of a connection do. Gets the number of bytes in memory while rows are read; an exception ends
 * the read.
 */
@FunctionalInterface
public interface StatementListener extends LongConsumer {

    /** Called before a statement runs; {@return what is told of its end} Its rows are read until then. */
    default Step begins(String sql) {
        return Step.UNWATCHED;
    }

    /** What was executed, told once at the end. */
    default void executed(long statements, long rows) {
        // Most are there to bound what is read.
    }
}
