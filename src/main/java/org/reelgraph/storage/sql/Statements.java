package org.reelgraph.storage.sql;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.data.jdbc.runtime.PreparedStatementCallback;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.reelgraph.storage.ReadTransactions;

/** Runs reads that are written by hand, in the thread's read transaction if there is one. */
@Singleton
public class Statements implements StatementRunner {

    private final ReadTransactions transactions;

    Statements(ReadTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public <T> T run(String sql, PreparedStatementCallback<T> work) {
        return transactions.onConnection(connection -> run(connection, sql, work));
    }

    private static <T> T run(Connection connection, String sql, PreparedStatementCallback<T> work) {
        try (var statement = connection.prepareStatement(sql)) {
            return work.call(statement);
        } catch (SQLException e) {
            throw new DataAccessException("The statement failed: " + e.getMessage(), e);
        }
    }
}
