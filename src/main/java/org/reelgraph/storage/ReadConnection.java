package org.reelgraph.storage;

import java.sql.SQLException;

/**
 * What a connection of the read pool does beyond JDBC: it limits the time of its statements and counts the bytes that
 * are read through it. Each database has an implementation.
 */
public interface ReadConnection extends MeteredConnection {

    /** Begins a transaction, whose statements all see one state of the data. */
    void begin() throws SQLException;

    /** Ends the transaction, which is over even if this fails. */
    void end() throws SQLException;

    /** From this {@link System#nanoTime} on, statements end, as {@link ReadTransactions#isInterrupted} tells. */
    void interruptAt(long nanos);

    /** From now on, statements take as long as they need. */
    void interruptNever();
}
