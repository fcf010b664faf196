package org.reelgraph.storage;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.sqlite.SQLiteErrorCode;

/** Reads: all of one transaction see one state of the data, on one connection. */
@Singleton
public class ReadTransactions {

    private final TransactionOperations<Connection> transactions;

    ReadTransactions(@Named("default") TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    /**
     * {@return what the work gives, done in one read transaction}
     *
     * @param limit how long its statements may run; what runs then is interrupted, as {@link #isInterrupted} tells
     */
    public <T> T within(Duration limit, Supplier<T> work) {
        var end = System.nanoTime() + limit.toNanos();
        return transactions.executeRead(status -> {
            var connection = connection(status.getConnection());
            connection.interruptAt(end);
            try {
                return work.get();
            } finally {
                connection.interruptNever();
            }
        });
    }

    private static StatementKeepingConnection connection(Connection connection) {
        try {
            return connection.unwrap(StatementKeepingConnection.class);
        } catch (SQLException e) {
            throw new StorageException("Reads need connections of StatementKeepingDriver.", e);
        }
    }

    /** {@return whether this came of a statement that was interrupted} */
    public static boolean isInterrupted(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (sql.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_INTERRUPT.code) {
                return true;
            }
        }
        return false;
    }
}
