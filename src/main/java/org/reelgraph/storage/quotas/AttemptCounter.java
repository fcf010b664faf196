package org.reelgraph.storage.quotas;

/** Counts {@link Attempts}, in memory, or in the database if other servers use it too. */
public interface AttemptCounter {

    /**
     * Counts an attempt, unless it comes too early.
     *
     * @param  key  whose attempt at what
     * @param  free how many don't have to wait
     * @return      by how many nanoseconds it comes too early; 0 if it was counted
     */
    long count(String key, int free);

    /** Makes the next attempts free again. */
    void forget(String key);
}
