package org.reelgraph.storage.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.reelgraph.storage.StorageException;
import org.sqlite.SQLiteErrorCode;

/** Opens a database file as the only program. */
final class SoleConnection {

    private SoleConnection() {
    }

    /**
     * {@return a connection that keeps all others out until it is closed}
     *
     * @throws StorageException if another program has the file open
     */
    static Connection to(Path file) throws SQLException {
        // Each program that has the file open holds a lock on it, which exclusive locking excludes.
        var database = DriverManager.getConnection("jdbc:sqlite:" + file
                + "?locking_mode=EXCLUSIVE&busy_timeout=500&synchronous=FULL");
        try (var statement = database.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("COMMIT");
            return database;
        } catch (SQLException e) {
            database.close();
            if ((e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code) {
                throw new StorageException("Another program, such as the server, uses the database "
                        + file.toAbsolutePath().normalize() + ". Stop it first.", e);
            }
            throw e;
        }
    }
}
