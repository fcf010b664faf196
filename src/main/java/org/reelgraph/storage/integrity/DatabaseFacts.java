package org.reelgraph.storage.integrity;

import java.util.Optional;

/** What room the database takes; one implementation for each database. Nothing of it takes long to find. */
public interface DatabaseFacts {

    /**
     * What room the database takes. What one kind of database doesn't have is empty.
     *
     * @param bytes    of the database itself
     * @param logBytes of the write-ahead log beside it
     * @param pages    of its file, with those that are free
     * @param deadRows that were changed or deleted and still take room
     */
    record Room(long bytes, Optional<Long> logBytes, Optional<Pages> pages, Optional<Long> deadRows) {
    }

    /** Pages of a file. */
    record Pages(long all, long free) {
    }

    /** {@return what room the database takes} */
    Room room();
}
