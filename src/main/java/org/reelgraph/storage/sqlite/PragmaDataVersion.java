package org.reelgraph.storage.sqlite;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.DataVersion;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;

/**
 * Notices writes of another process by {@code PRAGMA data_version}
 * (https://sqlite.org/pragma.html#pragma_data_version).
 */
@OnSqlite
@Singleton
class PragmaDataVersion implements DataVersion {

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    private final Folders folders;
    private @Nullable PreparedStatement statement;
    private volatile long version;
    private volatile long nextLook = System.nanoTime();
    private int seen;

    PragmaDataVersion(Folders folders) {
        this.folders = folders;
    }

    @Override
    public long now() {
        if (System.nanoTime() - nextLook >= 0) {
            look();
        }
        return version;
    }

    @Override
    public synchronized void changed() {
        version++;
    }

    private synchronized void look() {
        if (System.nanoTime() - nextLook < 0) {
            return;
        }
        try (var row = statement().executeQuery()) {
            row.next();
            if (row.getInt(1) != seen) {
                seen = row.getInt(1);
                version++;
            }
            nextLook = System.nanoTime() + INTERVAL;
        } catch (SQLException e) {
            throw new StorageException("The database can't be read: " + e.getMessage(), e);
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
