package org.reelgraph.storage.postgresql;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.value.PropertyResolver;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.reelgraph.storage.LockWaits;

/** Gives the pools their connections. */
@OnPostgresql
@Singleton
class PostgresqlPools implements BeanCreatedEventListener<DatasourceConfiguration> {

    /** How a pool's connection is made. */
    interface Opening {
        Connection open() throws SQLException;
    }

    private final DatabaseAddress address;
    private final DatabaseLimits limits;
    private final LockWaits waits;
    private final DatabaseWatch watch;
    private final ReadSweeper ofDatabase = new ReadSweeper();
    // Of its own, since a replica that doesn't answer may hold it up.
    private final ReadSweeper ofReplica = new ReadSweeper();

    PostgresqlPools(PropertyResolver settings, LockWaits waits, DatabaseWatch watch) {
        this.address = DatabaseAddress.in(settings).orElseThrow();
        this.limits = DatabaseLimits.in(settings);
        this.waits = waits;
        this.watch = watch;
    }

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        var pool = event.getBean();
        pool.setDataSource(pool.getName().equals("writer")
                ? source(() -> watch.opened(() -> new WritingConnection(address, waits)))
                : source(() -> watch.opened(() -> new ReadingConnection(address, limits.statement(), ofDatabase))));
        return pool;
    }

    /** {@return connections to a replica, without a pool; they outlive an absence of the database} */
    DataSource ofReplica(DatabaseAddress replica) {
        return source(() -> new ReplicaConnection(replica, limits.statement(), ofReplica));
    }

    private static PGSimpleDataSource source(Opening opening) {
        return new PGSimpleDataSource() {
            @Override
            public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
                return opening.open();
            }
        };
    }

    @PreDestroy
    void stop() {
        ofDatabase.stop();
        ofReplica.stop();
    }
}
