package org.reelgraph.storage.postgresql;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.PropertySource;
import java.util.Map;

/** Chooses PostgreSQL and configures its data sources if {@code REELGRAPH_DATABASE} is set, and says whether there is a replica. */
@ContextConfigurer
public final class PostgresqlConfiguration implements ApplicationContextConfigurer {

    private static final int VALIDATION = 1_000;

    /** Before stored settings are read from the database. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public void configure(ApplicationContext context) {
        var environment = context.getEnvironment();
        DatabaseAddress.in(environment).ifPresent(
                address -> environment.addPropertySource(PropertySource.of("postgresql", Map.ofEntries(
                        Map.entry("reelgraph.storage", "postgresql"),
                        Map.entry("reelgraph.migrations", "classpath:migrations/postgresql"),
                        Map.entry("reelgraph.undo-migrations", "migrations/undo/postgresql"),
                        Map.entry("datasources.default.url", address.url()),
                        Map.entry("datasources.default.username", address.user()),
                        Map.entry("datasources.default.password", address.password()),
                        Map.entry("datasources.default.driver-class-name", "org.postgresql.Driver"),
                        Map.entry("datasources.default.transaction-isolation", "TRANSACTION_REPEATABLE_READ"),
                        Map.entry("datasources.default.maximum-pool-size", "${reelgraph.database-connections}"),
                        Map.entry("datasources.default.connection-timeout", ConnectionWait.LOOK),
                        Map.entry("datasources.default.validation-timeout", VALIDATION),
                        Map.entry("datasources.writer.url", address.url()),
                        Map.entry("datasources.writer.username", address.user()),
                        Map.entry("datasources.writer.password", address.password()),
                        Map.entry("datasources.writer.driver-class-name", "org.postgresql.Driver"),
                        // Each statement sees what was committed before the transaction got its turn.
                        Map.entry("datasources.writer.transaction-isolation", "TRANSACTION_READ_COMMITTED"),
                        Map.entry("datasources.writer.minimum-idle", 0),
                        Map.entry("datasources.writer.connection-timeout", ConnectionWait.LOOK),
                        Map.entry("datasources.writer.validation-timeout", VALIDATION),
                        // Mutations aren't committed together: a savepoint would be a round trip, and PostgreSQL groups commits itself.
                        Map.entry("micronaut.executors.writes.n-threads", 1),
                        // DatabaseWatch knows sooner, and without a connection of the pools.
                        Map.entry("endpoints.health.jdbc.enabled", false),
                        Map.entry("flyway.datasources.writer.init-sql", "SET client_min_messages = warning")))));
        DatabaseAddress.ofReplica(environment).ifPresent(replica -> environment
                .addPropertySource(PropertySource.of("replica", Map.of("reelgraph.replica", "true"))));
    }
}
