package org.reelgraph.storage.writebehind;

import java.time.Duration;

/**
 * Collects entries in memory and writes them to the database later. Every bean of this type is written at its interval
 * and once more when the server stops; see {@link BufferFlusher}. A crash loses what was collected since the last time.
 */
public interface WriteBehindBuffer {

    /** {@return what its entries are, in the plural: the log says "3 …"} */
    String contents();

    /** {@return how many entries are waiting to be written} */
    int waiting();

    /** {@return the time between two writes} */
    Duration interval();

    /**
     * Writes what is waiting, in one transaction of its own. If that fails, the entries go on waiting. Is never called
     * twice at the same time.
     */
    void write();
}
