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

    /**
     * {@return the number for what must not be answered by anything older, such as who may do what: where other servers
     * write too, it counts all that they have committed before this call}
     *
     * @throws StorageException if the database can't be read
     */
    default long current() {
        return now();
    }

    /** {@return whether other servers write too, so that {@link #current()} asks the database each time} */
    default boolean isShared() {
        return false;
    }

    /** Reports a change that is committed. */
    void changed();

    /** Reports a committed change of nothing but the library, such as an import's: who may do what stays as it is. */
    void libraryChanged();
}
