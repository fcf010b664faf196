package org.reelgraph.storage;

/**
 * Copies of the database that follow it and answer reads. The bean is there if the owner has named any. A position is a
 * place in the order of all writes: whoever has it has what was written before.
 */
public interface Replicas {

    /**
     * {@return the position of what is written by now}
     *
     * @throws RuntimeException if the database can't be asked
     */
    long position();

    /**
     * Does work that reads, by {@link ReadTransactions#within}. It reads at a replica if one has this position and isn't
     * far behind, and else at the database itself.
     *
     * @param chosen is run before a replica is read
     * @param behind is run before the database is read because the replica doesn't have the position
     */
    void read(long position, Runnable chosen, Runnable behind, Runnable work);
}
