package org.reelgraph.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.MeteredConnection;
import org.reelgraph.storage.StatementMeter;
import org.reelgraph.storage.Step;
import org.sqlite.core.CoreResultSet;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;
import org.sqlite.jdbc4.JDBC4ResultSet;

/**
 * A connection that keeps prepared statements when they are closed, and reuses them when the same text is prepared
 * again, because preparing a statement takes longer than running it for a few rows. If the schema has changed in
 * between, SQLite prepares them again by itself ({@code sqlite3_prepare_v2}). Rows inserted in a batch are passed on
 * several at once where that is faster. It is used by one thread at a time, as a
 * pool guarantees.
 */
class StatementKeepingConnection extends JDBC4Connection implements MeteredConnection {

    // The program has fewer statements; further ones are not kept.
    private static final int MAX = 200;
    private static final int MAX_CHARACTERS = 10_000;

    // A row becomes an object. Each of its texts becomes an object too, and its bytes are in memory twice.
    private static final int BYTES_OF_A_ROW = 64;
    private static final int BYTES_OF_A_TEXT = 48;
    private static final int TEXT_PER_BYTE = 2;

    private static final String TRIGGERS = "SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?"
            + " AND sql LIKE '% INSERT ON %' LIMIT 1";

    private final Map<String, KeptStatement> idle = new HashMap<>();
    private final StatementMeter meter = new StatementMeter();

    StatementKeepingConnection(String url, String file, Properties properties) throws SQLException {
        super(url, file, properties);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        checkOpen();
        checkCursor(type, concurrency, holdability);
        return kept(sql);
    }

    private KeptStatement kept(String sql) throws SQLException {
        var kept = idle.remove(sql);
        return kept == null ? new KeptStatement(sql) : kept;
    }

    private boolean hasTriggers(String table) throws SQLException {
        try (var triggers = super.prepareStatement(TRIGGERS, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY,
                ResultSet.CLOSE_CURSORS_AT_COMMIT)) {
            triggers.setString(1, table);
            try (var found = triggers.executeQuery()) {
                return found.next();
            }
        }
    }

    /** Is told, for each row and each long value, how many bytes of memory what was read takes. */
    void count(long bytes) {
        // Who reads for answers counts.
    }

    /** Is told of each row, with the bytes of memory that it takes besides its values. */
    void countRow(long bytes) {
        // Who reads for answers counts.
    }

    @Override
    public final StatementMeter meter() {
        return meter;
    }

    /** What a statement does. */
    private interface Execution<T> {
        T run() throws SQLException;
    }

    private final class KeptStatement extends JDBC4PreparedStatement {

        private final String sql;
        private final Optional<MultiRowInsert> insert;
        private final CountedRows rows;
        private String @Nullable [] columns;
        private Step begun = Step.UNWATCHED;

        private KeptStatement(String sql) throws SQLException {
            super(StatementKeepingConnection.this, sql);
            this.sql = sql;
            var oneRow = MultiRowInsert.of(sql);
            insert = oneRow.isPresent() && hasTriggers(oneRow.get().table()) ? oneRow : Optional.empty();
            rows = new CountedRows(this);
        }

        // The rows are read later, and end it.
        @Override
        public ResultSet executeQuery() throws SQLException {
            begun = meter.begin(sql);
            try {
                return super.executeQuery();
            } catch (SQLException e) {
                begun.failed(e);
                begun.close();
                throw e;
            } finally {
                begun = Step.UNWATCHED;
            }
        }

        @Override
        public long executeLargeUpdate() throws SQLException {
            return counted(super::executeLargeUpdate);
        }

        private <T> T counted(Execution<T> execution) throws SQLException {
            try (var step = meter.begin(sql)) {
                try {
                    return execution.run();
                } catch (SQLException e) {
                    step.failed(e);
                    throw e;
                }
            }
        }

        // sqlite-jdbc reads the columns' names for each execution, though they don't change.
        @Override
        public @Nullable ResultSet getResultSet() throws SQLException {
            rows.forget();
            rs.colsMeta = columns;
            if (super.getResultSet() == null) {
                return null;
            }
            columns = rs.colsMeta;
            rows.begin(rs, begun);
            return rows;
        }

        @Override
        public long[] executeLargeBatch() throws SQLException {
            return insert.isPresent() && batchQueryCount > 1
                    ? insertMany(insert.get())
                    : counted(super::executeLargeBatch);
        }

        private long[] insertMany(MultiRowInsert multiRow) throws SQLException {
            var counts = new long[batchQueryCount];
            Arrays.fill(counts, SUCCESS_NO_INFO);
            var done = 0;
            for (var rowsEach : MultiRowInsert.SIZES) {
                done = insertSome(multiRow, rowsEach, done);
            }
            if (done < batchQueryCount) {
                passOn(this, done, batchQueryCount, 1);
                counted(super::executeLargeBatch);
            } else {
                clearBatch();
            }
            return counts;
        }

        // Inserts as many rows as there are for statements of this many each.
        private int insertSome(MultiRowInsert multiRow, int rowsEach, int done) throws SQLException {
            var end = batchQueryCount - (batchQueryCount - done) % rowsEach;
            if (end > done) {
                try (var statement = kept(multiRow.ofRows(rowsEach))) {
                    passOn(statement, done, end, rowsEach);
                    statement.executeLargeBatch();
                }
            }
            return end;
        }

        // A batch is the values of its rows, one after the other; so is one of several rows at once.
        private void passOn(KeptStatement to, int start, int end, int rowsEach) {
            to.batch = Arrays.copyOfRange(batch, start * paramCount, end * paramCount);
            to.batchQueryCount = (end - start) / rowsEach;
            to.batchPos = to.batch.length;
        }

        // An open result set would block the end of the transaction. If it failed or was interrupted, sqlite-jdbc has
        // already released the statement, though the statement doesn't report itself as closed.
        @Override
        public void close() throws SQLException {
            if (isClosed() || pointer.isClosed() || StatementKeepingConnection.this.isClosed() || idle.size() >= MAX) {
                rows.open = false;
                rows.end();
                super.close();
                return;
            }
            rows.close();
            rs.close();
            if (holdsMuch()) {
                clearParameters();
            }
            clearBatch();
            if (idle.putIfAbsent(sql, this) != null) {
                super.close();
            }
        }

        // SQLite plans a statement again after its parameters were cleared, so small ones stay until the next run.
        private boolean holdsMuch() {
            if (batch != null) {
                for (var parameter : batch) {
                    if (parameter instanceof String text && text.length() > MAX_CHARACTERS) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /**
     * The rows of a statement's result, counted while they are read. sqlite-jdbc creates one result set per statement
     * and accepts no other, so this one takes over its state and reads the same rows.
     *
     * <p>
     * Columns are read by the statement's pointer. sqlite-jdbc asks for it under a lock, through a lambda expression
     * for each value, in case that another thread closes the statement. Here no other thread uses it, and without an
     * open result nothing is read.
     */
    private final class CountedRows extends JDBC4ResultSet {

        private final DB database;
        private final long place;
        private @Nullable CoreResultSet own;
        private Step step = Step.UNWATCHED;

        private CountedRows(CoreStatement statement) throws SQLException {
            super(statement);
            database = getDatabase();
            place = statement.pointer.safeRunLong((same, pointer) -> pointer);
        }

        /**
         * @param result the statement's own, as it stands before the first row
         * @param begun  is told when all is read
         */
        private void begin(CoreResultSet result, Step begun) {
            own = result;
            step = begun;
            cols = result.cols;
            colsMeta = result.colsMeta;
            emptyResultSet = result.emptyResultSet;
            maxRows = result.maxRows;
            open = result.open;
        }

        @Override
        public void close() throws SQLException {
            super.close();
            if (own != null) {
                own.open = false;
                own.close();
                own = null;
                end();
            }
        }

        private void end() {
            step.close();
            step = Step.UNWATCHED;
        }

        /** Closes it, where it is of a run before this one, without ending this one. */
        private void forget() throws SQLException {
            open = false;
            close();
        }

        // After a failure sqlite-jdbc releases the statement.
        @Override
        public boolean next() throws SQLException {
            var isRead = false;
            try {
                var found = super.next();
                isRead = true;
                if (found) {
                    countRow(BYTES_OF_A_ROW);
                }
                return found;
            } catch (SQLException e) {
                step.failed(e);
                throw e;
            } finally {
                open = open && isRead;
            }
        }

        private int indexOf(int column) throws SQLException {
            checkOpen();
            return markCol(column);
        }

        @Override
        public long getLong(int column) throws SQLException {
            return database.column_long(place, indexOf(column));
        }

        @Override
        public int getInt(int column) throws SQLException {
            return database.column_int(place, indexOf(column));
        }

        @Override
        public double getDouble(int column) throws SQLException {
            return database.column_double(place, indexOf(column));
        }

        @Override
        public boolean wasNull() throws SQLException {
            checkOpen();
            return database.column_type(place, lastCol - 1) == SQLITE_NULL;
        }

        @Override
        public byte @Nullable [] getBytes(int column) throws SQLException {
            var bytes = database.column_blob(place, indexOf(column));
            if (bytes != null) {
                count(BYTES_OF_A_TEXT + (long) bytes.length * TEXT_PER_BYTE);
            }
            return bytes;
        }

        @Override
        public @Nullable String getString(int column) throws SQLException {
            var text = super.getString(column);
            if (text != null) {
                count(BYTES_OF_A_TEXT + (long) text.length() * TEXT_PER_BYTE);
            }
            return text;
        }
    }
}
