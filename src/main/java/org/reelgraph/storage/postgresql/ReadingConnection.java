package org.reelgraph.storage.postgresql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.ReadConnection;
import org.reelgraph.storage.ReadMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that reads. The server is asked to cancel a statement whose time is over. Rows are counted while they
 * are read; of a long result, the driver holds a part.
 */
sealed class ReadingConnection extends TranslatingConnection implements ReadConnection permits ReplicaConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingConnection.class);
    // A row becomes an object. Each of its values becomes an object too, and its bytes are in memory twice.
    private static final int BYTES_OF_A_ROW = 64;
    private static final int BYTES_OF_A_VALUE = 48;
    private static final int VALUE_PER_BYTE = 2;

    private final ScheduledExecutorService clock;
    private @Nullable Future<?> interruption;
    private boolean hasEnd;
    private long end;
    private final ReadMeter meter = new ReadMeter();

    /** @param longest after what time the server ends a statement by itself */
    ReadingConnection(DatabaseAddress address, Duration longest, ScheduledExecutorService clock) throws SQLException {
        this.clock = clock;
        super(address);
        set("statement_timeout", String.valueOf(Math.min(longest.toMillis(), Integer.MAX_VALUE)));
    }

    // The driver sends BEGIN together with the first statement.
    @Override
    public void begin() throws SQLException {
        setAutoCommit(false);
    }

    // There is nothing to commit, and a transaction in which a statement failed can't be.
    @Override
    public void end() throws SQLException {
        try {
            rollback();
        } finally {
            setAutoCommit(true);
        }
    }

    @Override
    public synchronized void interruptAt(long nanos) {
        interruptNever();
        end = nanos;
        hasEnd = true;
        interruption = clock.schedule(() -> interrupt(nanos), nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    // Others wait until this is done, so that no later statement is cancelled.
    private synchronized void interrupt(long nanos) {
        if (hasEnd && end == nanos) {
            try {
                cancelQuery();
            } catch (SQLException e) {
                LOG.warn("A statement whose time is over could not be cancelled: {}", e.getMessage());
            }
        }
    }

    @Override
    public synchronized void interruptNever() {
        hasEnd = false;
        if (interruption != null) {
            interruption.cancel(false);
            interruption = null;
        }
    }

    @Override
    void beforeRun() throws SQLException {
        if (hasEnd && System.nanoTime() - end > 0) {
            throw new SQLException("The time for statements is over", PostgresqlFailureCodes.CANCELLED);
        }
    }

    @Override
    public LongConsumer countBy(LongConsumer next) {
        return meter.countBy(next);
    }

    @Override
    public void countForNobody() {
        meter.countForNobody();
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
                meter.count(size());
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
