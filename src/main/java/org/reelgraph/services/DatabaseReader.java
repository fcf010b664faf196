package org.reelgraph.services;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.reelgraph.health.Monitored;
import org.reelgraph.health.MonitoredServices;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** The database as a service: it is read. */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseReader implements MonitoredServices {

    private final Statements statements;

    DatabaseReader(Statements statements) {
        this.statements = statements;
    }

    @Override
    public List<Monitored> all() {
        return List.of(new Monitored("database", "DATABASE", "Database", this::problem));
    }

    private Optional<String> problem() {
        try {
            Rows.read(statements, "SELECT 1", List.of(), row -> row.getInt(1));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("It can't be read: " + StorageFailure.reasonOf(e) + ".");
        }
    }
}
