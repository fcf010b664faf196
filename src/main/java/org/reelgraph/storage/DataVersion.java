package org.reelgraph.storage;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether the database may have changed, so that what was read of it can be kept until then. Writes of another
 * process are noticed within 100 ms ({@code PRAGMA data_version}, https://sqlite.org/pragma.html#pragma_data_version);
 * one's own are reported by whoever makes them.
 */
@Singleton
public class DataVersion {

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    private final Folders folders;
    private PreparedStatement statement;
    private volatile long version;
    private volatile long nextLook = System.nanoTime();
    private int seen;

    DataVersion(Folders folders) {
        this.folders = folders;
    }

    /**
     * {@return a number that is another one after a change}
     *
     * @throws StorageException where the database can't be read
     */
    public long now() {
        if (System.nanoTime() - nextLook >= 0) {
            look();
        }
        return version;
    }

    /** Reports a change that is committed. */
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
            // The pragma compares with what this very connection saw last, so it needs one that nothing else uses.
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
