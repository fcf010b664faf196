package org.reelgraph.storage.sqlite;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.PolledDataVersion;

/**
 * Notices writes of another process by {@code PRAGMA data_version}
 * (https://sqlite.org/pragma.html#pragma_data_version).
 */
@OnSqlite
@Singleton
class PragmaDataVersion extends PolledDataVersion {

    private final WatchedVersion watched;

    PragmaDataVersion(Folders folders) {
        watched = new WatchedVersion(folders.database());
    }

    @Override
    protected synchronized String state() throws SQLException {
        return Long.toString(watched.read());
    }

    @PreDestroy
    synchronized void close() throws SQLException {
        watched.close();
    }
}
