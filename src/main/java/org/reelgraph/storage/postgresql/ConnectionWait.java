package org.reelgraph.storage.postgresql;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PgConnection;

/**
 * Bounds how long a connection of a pool is waited for, and ends the wait when the database is gone. The pools
 * themselves only give up after {@link #LOOK}.
 */
@OnPostgresql
@Singleton
class ConnectionWait implements BeanCreatedEventListener<DataSource>, Ordered {

    /** The shortest time that the pools take, in milliseconds. */
    static final int LOOK = 250;

    // One connection writes, and an import that is all or nothing keeps it for as long as it takes.
    private static final Duration OF_WRITERS = Duration.ofMinutes(15);

    private final DatabaseWatch watch;
    private final Duration ofReaders;

    ConnectionWait(PropertyResolver settings, DatabaseWatch watch) {
        this.watch = watch;
        this.ofReaders = DatabaseLimits.in(settings).timeout();
    }

    /** Before the framework wraps the data source. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        return waiting(event.getBean(),
                event.getBeanIdentifier().getName().equals("writer") ? OF_WRITERS : ofReaders);
    }

    private DataSource waiting(DataSource pool, Duration longest) {
        return new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                var end = System.nanoTime() + longest.toNanos();
                while (true) {
                    watch.requireDatabase();
                    try {
                        var connection = pool.getConnection();
                        if (!connection.unwrap(PgConnection.class).isClosed()) {
                            return connection;
                        }
                        // The watch has aborted them, and the pool only looks at those that were idle for a while.
                        pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
                        connection.close();
                    } catch (SQLTransientConnectionException e) {
                        if (System.nanoTime() - end > 0) {
                            throw failure(e);
                        }
                    }
                }
            }
        };
    }

    // The pool says with which error it tried to connect meanwhile. Whatever that was, there is no database for us.
    private static SQLException failure(SQLTransientConnectionException ofPool) {
        var state = String.valueOf(ofPool.getSQLState());
        return ofPool.getSQLState() == null || state.equals(PostgresqlFailureCodes.TOO_MANY)
                ? new SQLException("No connection became free", PostgresqlFailureCodes.TOO_MANY, ofPool)
                : new SQLException("No connection could be made", PostgresqlFailureCodes.UNREACHABLE, ofPool);
    }
}
