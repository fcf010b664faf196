package org.reelgraph.storage.sqlite;

import java.sql.SQLException;
import java.util.Properties;
import org.reelgraph.storage.ReadConnection;
import org.sqlite.ProgressHandler;

/** A connection that reads for answers. It limits the time of its statements and counts the bytes that are read. */
final class ReaderConnection extends StatementKeepingConnection implements ReadConnection {

    // SQLite takes a few milliseconds for this many.
    private static final int STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 100_000;

    private boolean hasEnd;
    private long end;

    ReaderConnection(String url, String file, Properties properties) throws SQLException {
        super(url, file, properties);
        ProgressHandler.setHandler(this, STEPS_BETWEEN_LOOKS_AT_THE_CLOCK, new ProgressHandler() {
            @Override
            protected int progress() {
                return hasEnd && System.nanoTime() - end > 0 ? 1 : 0;
            }
        });
    }

    @Override
    void count(long bytes) {
        meter().count(bytes);
    }

    @Override
    void countRow(long bytes) {
        meter().countRow(bytes);
    }

    // sqlite-jdbc's own would prepare BEGIN and COMMIT anew each time, and begin the next transaction at once.
    @Override
    public void begin() throws SQLException {
        getConnectionConfig().setAutoCommit(false);
        try {
            run("BEGIN");
        } catch (SQLException e) {
            getConnectionConfig().setAutoCommit(true);
            throw e;
        }
    }

    @Override
    public void end() throws SQLException {
        try {
            run("COMMIT");
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        } finally {
            getConnectionConfig().setAutoCommit(true);
        }
    }

    // That fails too if SQLite has ended the transaction by itself, as it does after some failures.
    private void rollBack(SQLException reason) {
        try {
            run("ROLLBACK");
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = prepareStatement(sql)) {
            statement.execute();
        }
    }

    @Override
    public void interruptAt(long nanos) {
        end = nanos;
        hasEnd = true;
    }

    @Override
    public void interruptNever() {
        hasEnd = false;
    }
}
