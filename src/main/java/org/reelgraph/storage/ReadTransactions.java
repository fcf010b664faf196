package org.reelgraph.storage;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads: all of one transaction see one state of the data, on one connection. */
@Singleton
public class ReadTransactions {

    private final ConnectionOperations<Connection> connections;
    private final DatabaseHealth health;
    private final ScopedValue<Connection> current = ScopedValue.newInstance();

    ReadTransactions(@Named("default") ConnectionOperations<Connection> connections, DatabaseHealth health) {
        this.connections = connections;
        this.health = health;
    }

    /**
     * {@return the result of work in one read transaction}
     *
     * @param limit    how long its statements may run before they are interrupted, see {@link #isInterrupted}
     * @param listener is told what is read
     * @throws StorageException if the database file is missing: only some connections could still read it
     */
    public <T> T within(Duration limit, StatementListener listener, Supplier<T> work) {
        health.requireDatabase();
        var end = System.nanoTime() + limit.toNanos();
        return connections.executeRead(status -> {
            var connection = connection(status.getConnection());
            connection.interruptAt(end);
            try {
                return connection.meter().counting(listener,
                        () -> inTransaction(status.getConnection(), connection, work));
            } finally {
                connection.interruptNever();
            }
        });
    }

    // The framework's transactions switch autocommit on and off, for which sqlite-jdbc prepares four statements a time.
    private <T> T inTransaction(Connection pooled, ReadConnection connection, Supplier<T> work) {
        try {
            connection.begin();
        } catch (SQLException e) {
            throw new DataAccessException("The read transaction could not begin: " + e.getMessage(), e);
        }
        try (Transaction open = connection::end) {
            return ScopedValue.where(current, pooled).call(work::get);
        } catch (SQLException e) {
            throw new DataAccessException("The read transaction could not end: " + e.getMessage(), e);
        }
    }

    // If the work fails and its transaction can't be ended either, the work's failure is the one to report.
    private interface Transaction extends AutoCloseable {

        @Override
        void close() throws SQLException;
    }

    /**
     * {@return the result of work on the connection of the thread's read transaction, or else on that of its current
     * work, or on a new one}
     */
    public <T> T onConnection(Function<Connection, T> work) {
        // The framework looks through its context for the connection, which costs a tenth of a short query's time.
        return current.isBound()
                ? work.apply(current.get())
                : connections.executeRead(status -> work.apply(status.getConnection()));
    }

    /**
     * {@return the result of work without a transaction, whose reads are counted}
     *
     * @param listener as in {@link #within}
     */
    public <T> T counted(StatementListener listener, Supplier<T> work) {
        return connections.executeRead(status -> connection(status.getConnection()).meter().counting(listener, work));
    }

    /**
     * {@return the result of work whose reads are not counted, because the data is cached for all requests}
     */
    public <T> T uncounted(Supplier<T> work) {
        return counted(bytes -> {
        }, work);
    }

    private static ReadConnection connection(Connection connection) {
        try {
            return connection.unwrap(ReadConnection.class);
        } catch (SQLException e) {
            throw new StorageException("Reads need connections that are bounded and counted.", e);
        }
    }

    /** {@return whether this came of a statement that was interrupted} */
    public static boolean isInterrupted(Throwable failure) {
        return StorageFailure.isInterruption(failure);
    }
}
