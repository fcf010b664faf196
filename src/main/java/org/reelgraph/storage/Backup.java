package org.reelgraph.storage;

import java.nio.file.Path;
import java.sql.Connection;

/** Copies the database into the {@link BackupFolder}; one implementation for each database. */
public interface Backup {

    /**
     * Makes a verified copy and removes the oldest copies.
     *
     * @param  database a connection to the database, outside of a transaction
     * @param  reason   becomes part of the file's name
     * @return          the copy
     * @throws StorageException where it can't be written or is not sound; no half copy is left behind
     */
    Path take(Connection database, String reason);
}
