package org.reelgraph.storage.sqlite;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.PolledDataVersion;

/**
 * Notices writes of another process by {@code PRAGMA data_version}
 * (https://sqlite.org/pragma.html#pragma_data_version).
 */
@OnSqlite
@Singleton
class PragmaDataVersion extends PolledDataVersion {

    private final Folders folders;
    private @Nullable PreparedStatement statement;

    PragmaDataVersion(Folders folders) {
        this.folders = folders;
    }

    @Override
    protected synchronized String state() throws SQLException {
        try (var row = statement().executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private PreparedStatement statement() throws SQLException {
        if (statement == null) {
            // The pragma compares with what the same connection saw last, so it needs a connection of its own.
            statement = DriverManager.getConnection("jdbc:sqlite:" + folders.database() + "?busy_timeout=5000")
                    .prepareStatement("PRAGMA data_version");
        }
        return statement;
    }

    @PreDestroy
    synchronized void close() throws SQLException {
        if (statement != null) {
            statement.getConnection().close();
        }
    }
}
