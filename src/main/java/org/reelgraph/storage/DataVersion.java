package org.reelgraph.storage;

/**
 * Tells whether the database may have changed, so that data can be cached until then. Writes of other processes are
 * noticed within 100 ms. This process reports its own writes. Each database has an implementation.
 */
public interface DataVersion {

    /**
     * {@return a number that differs after a change}
     *
     * @throws StorageException if the database can't be read
     */
    long now();

    /** Reports a change that is committed. */
    void changed();
}
