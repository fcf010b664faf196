package org.reelgraph.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.reelgraph.storage.LockWaits;
import org.sqlite.BusyHandler;

/**
 * The connection that writes. Before a transaction begins and before it commits, it checks that the database is still
 * the file that it opened. It waits for other processes as {@link LockWaits} allows.
 */
final class WriterConnection extends StatementKeepingConnection {

    // SQLite moves the log into the file after 1,000 pages, in whichever commit makes it so long. Checkpoint is there
    // sooner, without a commit that waits, unless the program writes much at once.
    private static final int PAGES_OF_LOG = 2 * Checkpoint.PAGES_OF_LOG;

    private final DatabaseFile file;

    WriterConnection(String url, Properties properties, DatabaseFile file, LockWaits waits) throws SQLException {
        super(url, url.substring("jdbc:sqlite:".length()), properties);
        this.file = file;
        try {
            BusyHandler.setHandler(this, new LockWaitHandler(waits, Duration.ofMillis(getBusyTimeout())));
            // SQLite opens the log at the first read.
            try (var statement = createStatement()) {
                statement.execute("SELECT 1 FROM sqlite_master LIMIT 1");
                statement.execute("PRAGMA wal_autocheckpoint = " + PAGES_OF_LOG);
            }
            file.opened();
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (!autoCommit) {
            file.check();
        }
        super.setAutoCommit(autoCommit);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        if (getAutoCommit()) {
            file.check();
        }
        return super.prepareStatement(sql, type, concurrency, holdability);
    }

    @Override
    public void commit() throws SQLException {
        try {
            file.check();
        } catch (SQLException e) {
            rollback();
            throw e;
        }
        super.commit();
    }
}
