package org.reelgraph.storage;

/**
 * Tells whether what was read at some moment is what would be read now, so that answers can be kept. Each database has an
 * implementation.
 */
public interface Freshness {

    /**
     * {@return the moment, to be taken before a read} Whatever is committed, before or after it, and isn't part of
     * what is read, makes the read outdated. What is part of it may do so too.
     *
     * @throws StorageException if the database can't be read
     */
    long moment();

    /**
     * {@return whether what was read after a moment would be the same now} It counts all that was committed before this
     * call, by whatever program. While it can't be told, the answer is no.
     *
     * @throws StorageException if the database can't be read
     */
    boolean isCurrent(long moment);

    /**
     * {@return whether what was read of some media items after a moment, of all that belongs to them and of the people
     * named there, would be the same now} As above.
     *
     * @param items the ids of the items
     * @throws StorageException if the database can't be read
     */
    boolean isCurrent(long moment, long[] items);
}
