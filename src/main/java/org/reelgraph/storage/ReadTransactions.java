package org.reelgraph.storage;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Reads: all of one transaction see one state of the data, on one connection. */
@Singleton
public class ReadTransactions {

    private final TransactionOperations<Connection> transactions;
    private final ConnectionOperations<Connection> connections;

    private final DatabaseHealth health;

    ReadTransactions(@Named("default") TransactionOperations<Connection> transactions,
            @Named("default") ConnectionOperations<Connection> connections, DatabaseHealth health) {
        this.transactions = transactions;
        this.connections = connections;
        this.health = health;
    }

    /**
     * {@return the result of work in one read transaction}
     *
     * @param limit how long its statements may run before they are interrupted, see {@link #isInterrupted}
     * @param meter receives the number of bytes in memory while rows are read; an exception ends the read
     * @throws StorageException if the database file is missing: only some connections could still read it
     */
    public <T> T within(Duration limit, LongConsumer meter, Supplier<T> work) {
        health.requireDatabase();
        var end = System.nanoTime() + limit.toNanos();
        return transactions.executeRead(status -> {
            var connection = connection(status.getConnection());
            connection.interruptAt(end);
            connection.countBy(meter);
            try {
                return work.get();
            } finally {
                connection.interruptNever();
                connection.countForNobody();
            }
        });
    }

    /**
     * {@return the result of work without a transaction, whose reads are counted}
     *
     * @param meter as in {@link #within}
     */
    public <T> T counted(LongConsumer meter, Supplier<T> work) {
        return connections.executeRead(status -> {
            var connection = connection(status.getConnection());
            var before = connection.countBy(meter);
            try {
                return work.get();
            } finally {
                connection.countBy(before);
            }
        });
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
