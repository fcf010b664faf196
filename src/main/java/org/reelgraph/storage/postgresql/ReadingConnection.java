package org.reelgraph.storage.postgresql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;
import org.reelgraph.storage.ReadConnection;

/**
 * A connection that reads. The server is asked to cancel a statement whose time is over. Rows are counted while they
 * are read; of a long result, the driver holds a part.
 */
sealed class ReadingConnection extends TranslatingConnection implements ReadConnection permits ReplicaConnection {

    // A row becomes an object. Each of its values becomes an object too, and its bytes are in memory twice.
    private static final int BYTES_OF_A_ROW = 64;
    private static final int BYTES_OF_A_VALUE = 48;
    private static final int VALUE_PER_BYTE = 2;

    // The time from which on statements end; none if it is the highest. The sweeper looks at it too.
    private volatile long end = Long.MAX_VALUE;
    private boolean interrupted;
    // How late it is when the server is asked once more: it ignores whom it doesn't find at work.
    private long patience;
    // The transaction is over, but the server doesn't know yet: the first statement of the next one tells it.
    private volatile boolean left;
    private long leftAt;
    // The next statement is the one that does so.
    private boolean stale;
    private final ReadSweeper sweeper;

    /** @param longest after what time the server ends a statement by itself */
    ReadingConnection(DatabaseAddress address, Duration longest, ReadSweeper sweeper) throws SQLException {
        this.sweeper = sweeper;
        super(address);
        set("statement_timeout", String.valueOf(Math.min(longest.toMillis(), Integer.MAX_VALUE)));
        sweeper.add(this);
    }

    // The driver sends BEGIN together with the first statement.
    @Override
    public void begin() throws SQLException {
        stale = takeUp();
        if (!stale) {
            super.setAutoCommit(false);
        }
    }

    private synchronized boolean takeUp() {
        var open = left;
        left = false;
        return open;
    }

    // There is nothing to commit, so the server may learn of it with the first statement of the next transaction. That
    // saves an answer to wait for. A transaction in which a statement failed or was cancelled ends at once.
    @Override
    public synchronized void end() throws SQLException {
        if (getTransactionState() == TransactionState.OPEN && !interrupted) {
            leftAt = stale ? leftAt : System.nanoTime();
            left = true;
            stale = false;
        } else {
            endAtServer();
        }
    }

    private void endAtServer() throws SQLException {
        left = false;
        stale = false;
        try {
            super.rollback();
        } finally {
            super.setAutoCommit(true);
        }
    }

    /** Ends a transaction that is over since before a {@link System#nanoTime} and of which the server doesn't know. */
    synchronized void endLeft(long before) throws SQLException {
        if (left && leftAt - before <= 0) {
            endAtServer();
        }
    }

    /** {@return whether the sweeper has to look after this} */
    boolean isSwept() {
        return left || end != Long.MAX_VALUE;
    }

    @Override
    public synchronized void interruptAt(long nanos) {
        interrupted = false;
        patience = 0;
        end = nanos;
        sweeper.start();
    }

    /** Has the server cancel the statement if its time is over. The next one waits for this, so that it isn't meant. */
    synchronized void interruptLate() throws SQLException {
        var late = System.nanoTime() - end;
        if (isOver() && late > patience) {
            patience = 2 * late;
            interrupted = true;
            cancelQuery();
        }
    }

    private boolean isOver() {
        return end != Long.MAX_VALUE && System.nanoTime() - end > 0;
    }

    @Override
    public synchronized void interruptNever() {
        end = Long.MAX_VALUE;
    }

    @Override
    boolean isChained() throws SQLException {
        settle();
        return stale;
    }

    @Override
    void beforeRun(boolean chained) throws SQLException {
        if (isOver()) {
            throw new SQLException("The time for statements is over", PostgresqlFailureCodes.CANCELLED);
        }
        if (chained && !stale) {
            throw new SQLException("Another statement has run since this one was prepared to be the first.");
        }
        if (stale && !chained) {
            super.rollback();
        }
        stale = false;
    }

    // Whatever isn't a read transaction finds a connection without one.
    private synchronized void settle() throws SQLException {
        if (left) {
            endAtServer();
        }
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        settle();
        return super.createStatement(type, concurrency, holdability);
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        settle();
        return super.getAutoCommit();
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        settle();
        super.setAutoCommit(autoCommit);
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        settle();
        super.setReadOnly(readOnly);
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        settle();
        super.setTransactionIsolation(level);
    }

    @Override
    ResultSet rows(ResultSet result) {
        return (ResultSet) Proxy.newProxyInstance(ReadingConnection.class.getClassLoader(),
                new Class<?>[]{ResultSet.class}, new CountedRows(result));
    }

    /** The rows of a result. Whoever reads their columns unwraps the driver's own, which is faster. */
    private final class CountedRows implements InvocationHandler {

        private final ResultSet result;
        private int columns;

        private CountedRows(ResultSet result) {
            this.result = result;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "next" -> next();
                case "unwrap" -> result;
                default -> passed(result, method, arguments);
            };
        }

        private boolean next() throws SQLException {
            var found = result.next();
            if (found) {
                meter().countRow(size());
            }
            return found;
        }

        // The driver holds each value as bytes and hands them out as they are.
        private long size() throws SQLException {
            if (columns == 0) {
                columns = result.getMetaData().getColumnCount();
            }
            var bytes = 0L;
            for (var column = 1; column <= columns; column++) {
                var value = result.getBytes(column);
                bytes += value == null ? 0 : BYTES_OF_A_VALUE + (long) value.length * VALUE_PER_BYTE;
            }
            return BYTES_OF_A_ROW + bytes;
        }
    }
}
