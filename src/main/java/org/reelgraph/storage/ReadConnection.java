package org.reelgraph.storage;

import java.util.function.LongConsumer;

/**
 * A connection of the read pool, as far as it does more than JDBC asks for: it bounds the time of its statements and
 * counts what is read through it. One implementation for each database.
 */
public interface ReadConnection {

    /** From this {@link System#nanoTime} on, statements end, as {@link ReadTransactions#isInterrupted} tells. */
    void interruptAt(long nanos);

    /** From now on, statements take as long as they need. */
    void interruptNever();

    /**
     * Has a meter told from now on how many bytes of memory take what is read, about every 64 KB while it is read.
     * What the meter throws ends the reading.
     *
     * @return the meter until now
     */
    LongConsumer countBy(LongConsumer next);

    /** Has nobody told from now on. */
    void countForNobody();
}
