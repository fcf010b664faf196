package org.reelgraph.storage.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.value.PropertyResolver;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data source {@code default}: it gives connections to the replica to reads that ask for one ({@link #at}), and
 * connections to the database to all others. So repositories need not know where they read.
 */
@WithReplica
@Singleton
class ReplicaRoute implements BeanCreatedEventListener<DataSource>, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaRoute.class);
    // As many as there are threads that answer queries, and one more.
    private static final int CONNECTIONS = 8;
    private static final Duration WAIT = Duration.ofMillis(500);

    /**
     * What a read asks for.
     *
     * @param position what the replica has to have
     * @param chosen   is run when it has that
     * @param behind   is run when it hasn't
     */
    private record Wish(long position, Runnable chosen, Runnable behind) {
    }

    private final ScopedValue<Wish> wish = ScopedValue.newInstance();
    private final ReplicaWatch watch;
    private final HikariDataSource replica;

    ReplicaRoute(PropertyResolver settings, PostgresqlPools pools, ReplicaWatch watch) {
        this.watch = watch;
        var pool = new HikariConfig();
        pool.setPoolName("replica");
        pool.setDataSource(pools.ofReplica(DatabaseAddress.ofReplica(settings).orElseThrow()));
        pool.setReadOnly(true);
        pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        pool.setInitializationFailTimeout(-1);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(WAIT.toMillis());
        pool.setValidationTimeout(WAIT.toMillis() / 2);
        this.replica = new HikariDataSource(pool);
    }

    /** After {@link ConnectionWait}, which is for the database only, and before the framework wraps the data source. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 2;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        return event.getBeanIdentifier().getName().equals("default") ? routed(event.getBean()) : event.getBean();
    }

    private DataSource routed(DataSource database) {
        return new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                var found = wish.isBound() ? ofReplica(wish.get()) : Optional.<Connection>empty();
                return found.isPresent() ? found.get() : database.getConnection();
            }

            @Override
            public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
                return database.getConnection(user, password);
            }
        };
    }

    /** Does work whose first read may go to the replica if that has this position. */
    void at(long position, Runnable chosen, Runnable behind, Runnable work) {
        if (watch.isReadable()) {
            ScopedValue.where(wish, new Wish(Math.max(position, watch.least()), chosen, behind)).run(work);
        } else {
            work.run();
        }
    }

    private Optional<Connection> ofReplica(Wish asked) {
        Connection connection;
        try {
            connection = replica.getConnection();
        } catch (SQLException e) {
            watch.failed(e);
            return Optional.empty();
        }
        try {
            if (connection.unwrap(ReplicaConnection.class).hasReplayed(asked.position())) {
                asked.chosen().run();
                return Optional.of(connection);
            }
            connection.close();
            asked.behind().run();
        } catch (SQLException e) {
            LOG.debug("The replica doesn't say how far it is: {}", e.getMessage());
            replica.evictConnection(connection);
        }
        return Optional.empty();
    }

    @PreDestroy
    void close() {
        replica.close();
    }
}
