package org.reelgraph.services;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.sql.Rows;

/** Keeps what checks found, on the writer's connection. */
@Singleton
class ServiceCheckStore {

    private static final String SAVE = "INSERT INTO service_checks (id, service, at, millis, problem)"
            + " VALUES (?, ?, ?, ?, ?)";
    private static final String REMOVE = "DELETE FROM service_checks WHERE id IN"
            + " (SELECT id FROM service_checks WHERE at < ? LIMIT 1000)";

    private final JdbcOperations operations;
    private final Ids ids;

    ServiceCheckStore(@Named("writer") JdbcOperations operations, Ids ids) {
        this.operations = operations;
        this.ids = ids;
    }

    /** Adds checks. */
    void save(List<ServiceCheck> checks) {
        Rows.write(operations, SAVE, checks, (statement, check) -> {
            statement.setLong(1, ids.next());
            statement.setString(2, check.service());
            statement.setLong(3, check.at().toEpochMilli());
            statement.setInt(4, check.millis());
            statement.setString(5, check.problem().orElse(null));
        });
    }

    /** Removes up to 1,000 checks from before; {@return how many} */
    int deleteBefore(long before) {
        return operations.prepareStatement(REMOVE, statement -> {
            statement.setLong(1, before);
            return statement.executeUpdate();
        });
    }
}
