package org.reelgraph.maintenance;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.util.List;
import org.reelgraph.storage.sql.JsonList;
import org.reelgraph.storage.sql.Rows;

/** Keeps what checks of the database found, on the writer's connection. */
@Singleton
class CheckResultStore {

    private static final String DELETE = "DELETE FROM database_checks";
    private static final String INSERT = "INSERT INTO database_checks (subject, checked_at, problems) VALUES (?, ?, ?)";

    private final JdbcOperations operations;

    CheckResultStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** Puts these results in the place of those that are there. */
    void replace(List<CheckResult> results) {
        operations.prepareStatement(DELETE, PreparedStatement::executeUpdate);
        Rows.write(operations, INSERT, results, (statement, result) -> {
            statement.setString(1, result.subject());
            statement.setLong(2, result.checkedAt().toEpochMilli());
            statement.setString(3, JsonList.write(result.problems()));
        });
    }
}
