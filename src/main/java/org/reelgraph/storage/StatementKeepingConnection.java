package org.reelgraph.storage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * A connection whose prepared statements are kept when they are closed, for the next time the same text is prepared.
 * SQLite prepares them anew by itself where the schema has changed since ({@code sqlite3_prepare_v2}). Used by one thread
 * at a time, as a pool gives it out.
 */
final class StatementKeepingConnection extends JDBC4Connection {

    // The texts that the program has are fewer; what comes beyond is not kept.
    private static final int MOST = 200;
    private static final int MOST_CHARACTERS = 10_000;

    // Some milliseconds of work of SQLite's.
    private static final int STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 100_000;

    private final Map<String, KeptStatement> idle = new HashMap<>();
    private boolean hasEnd;
    private long end;

    StatementKeepingConnection(String url, String file, Properties properties) throws SQLException {
        super(url, file, properties);
        ProgressHandler.setHandler(this, STEPS_BETWEEN_LOOKS_AT_THE_CLOCK, new ProgressHandler() {
            @Override
            protected int progress() {
                return hasEnd && System.nanoTime() - end > 0 ? 1 : 0;
            }
        });
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        checkOpen();
        checkCursor(type, concurrency, holdability);
        var kept = idle.remove(sql);
        return kept == null ? new KeptStatement(sql) : kept;
    }

    /** From this {@link System#nanoTime} on, statements end with {@code SQLITE_INTERRUPT}. */
    void interruptAt(long nanos) {
        end = nanos;
        hasEnd = true;
    }

    void interruptNever() {
        hasEnd = false;
    }

    private final class KeptStatement extends JDBC4PreparedStatement {

        private final String sql;
        private String @Nullable [] columns;

        private KeptStatement(String sql) throws SQLException {
            super(StatementKeepingConnection.this, sql);
            this.sql = sql;
        }

        // sqlite-jdbc reads the columns' names anew each time, though they stay the same.
        @Override
        public ResultSet getResultSet() throws SQLException {
            rs.colsMeta = columns;
            var result = super.getResultSet();
            columns = rs.colsMeta;
            return result;
        }

        // A result set that stayed open would hold up the end of the transaction. One that failed while it ran, or was
        // interrupted, sqlite-jdbc has given up already, though it doesn't call it closed.
        @Override
        public void close() throws SQLException {
            if (isClosed() || pointer.isClosed() || StatementKeepingConnection.this.isClosed() || idle.size() >= MOST) {
                super.close();
                return;
            }
            rs.close();
            if (holdsMuch()) {
                clearParameters();
            }
            clearBatch();
            if (idle.putIfAbsent(sql, this) != null) {
                super.close();
            }
        }

        // SQLite plans a statement anew once its parameters were cleared, so small ones wait for those of the next run.
        private boolean holdsMuch() {
            return batch != null && Arrays.stream(batch)
                    .anyMatch(parameter -> parameter instanceof String text && text.length() > MOST_CHARACTERS);
        }
    }
}
