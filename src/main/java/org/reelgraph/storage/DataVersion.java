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

    /**
     * {@return a number that differs after any change, for answers that clients may keep}
     *
     * @param exactly whether it counts all that was committed before this call, by whatever program, so that an answer of
     *                the same number still is the current one; otherwise it may be up to 100 ms behind others' changes
     * @throws StorageException if the database can't be read
     */
    long ofAnswers(boolean exactly);

    /** {@return whether other servers write too, so that {@link #current()} asks the database each time} */
    default boolean isShared() {
        return false;
    }

    /**
     * Has a listener told of each change from now on: of this process's own at once, of others' when somebody asks for the
     * number. It is called by whoever has committed, so it must not take long.
     */
    void addListener(Runnable listener);

    /** Has a listener told of nothing more. */
    void removeListener(Runnable listener);

    /** Reports a change that is committed. */
    void changed();

    /** Reports a committed change of nothing but the library, such as an import's: who may do what stays as it is. */
    void libraryChanged();
}
