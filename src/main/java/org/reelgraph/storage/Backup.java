package org.reelgraph.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;

/** Copies the database before its tables are changed; one implementation for each database. */
public interface Backup {

    /**
     * Makes a verified copy in the {@link BackupFolder} and removes the oldest copies.
     *
     * @param  database a connection to the database, outside of a transaction
     * @param  reason   becomes part of the file's name
     * @return          the copy; empty if the database's own tools are there for that
     * @throws StorageException where it can't be written or is not sound; no half copy is left behind
     */
    Optional<Path> take(Connection database, String reason);
}
