package org.reelgraph.storage;

/**
 * Tells whether the database may have changed, so that what was read of it can be kept until then. Writes of another
 * process are noticed within 100 ms; one's own are reported by whoever makes them. One implementation for each database.
 */
public interface DataVersion {

    /**
     * {@return a number that is another one after a change}
     *
     * @throws StorageException where the database can't be read
     */
    long now();

    /** Reports a change that is committed. */
    void changed();
}
