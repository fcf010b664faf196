package org.reelgraph.storage.sqlite;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * Reads {@code PRAGMA data_version}, a number that differs once another connection has committed. It compares with what the
 * same connection saw last, so it needs one of its own. The statement is run by the driver's inner interface, since the
 * outer one takes several times as long as SQLite does. Used by one thread at a time.
 */
final class WatchedVersion implements AutoCloseable {

    private final Path database;
    private @Nullable PreparedStatement statement;

    /** Opens nothing yet. */
    WatchedVersion(Path database) {
        this.database = database;
    }

    long read() throws SQLException {
        if (statement == null) {
            statement = DriverManager.getConnection("jdbc:sqlite:" + database + "?busy_timeout=5000")
                    .prepareStatement("PRAGMA data_version");
        }
        return ((CoreStatement) statement).pointer.safeRunLong(WatchedVersion::read);
    }

    private static long read(DB database, long place) throws SQLException {
        try {
            var code = database.step(place);
            if (code != Codes.SQLITE_ROW) {
                throw new SQLException("PRAGMA data_version gave the code " + code + ".");
            }
            return database.column_long(place, 0);
        } finally {
            database.reset(place);
        }
    }

    @Override
    public void close() throws SQLException {
        if (statement != null) {
            statement.getConnection().close();
        }
    }
}
