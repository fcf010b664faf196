package org.reelgraph.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
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
    // Null while sqlite-jdbc's constructor runs; empty where nobody wants to know.
    private final Optional<CommitNotes> notes;

    /** @param ledger is told of its commits */
    WriterConnection(String url, Properties properties, DatabaseFile file, LockWaits waits,
            Optional<CommitLedger> ledger) throws SQLException {
        super(url, url.substring("jdbc:sqlite:".length()), properties);
        this.file = file;
        this.notes = ledger.map(told -> new CommitNotes(told, new Unnoted()));
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
        if (!autoCommit && hasNotes()) {
            notes.get().begin();
        }
    }

    private boolean hasNotes() {
        return notes != null && notes.isPresent();
    }

    private final class Unnoted implements CommitNotes.Connection {

        @Override
        public PreparedStatement prepare(String sql) throws SQLException {
            return WriterConnection.super.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY,
                    ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT);
        }

        @Override
        public long changedRows() throws SQLException {
            return getDatabase().total_changes();
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        if (getAutoCommit()) {
            file.check();
        } else if (hasNotes()) {
            notes.get().prepared(sql);
        }
        return super.prepareStatement(sql, type, concurrency, holdability);
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        if (hasNotes() && !getAutoCommit()) {
            notes.get().unknown();
        }
        return super.createStatement(type, concurrency, holdability);
    }

    @Override
    public void commit() throws SQLException {
        try {
            file.check();
        } catch (SQLException e) {
            rollback();
            throw e;
        }
        if (hasNotes()) {
            notes.get().commit(super::commit);
        } else {
            super.commit();
        }
    }

    @Override
    public void rollback() throws SQLException {
        super.rollback();
        if (hasNotes()) {
            notes.get().ended();
        }
    }
}
