package org.reelgraph.storage.postgresql;

import io.micronaut.core.value.PropertyResolver;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.reelgraph.storage.DatabaseHealth;
import org.reelgraph.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks twice a second whether the database answers, on a connection and a thread of its own. While it doesn't, whoever
 * needs it is refused at once, and whoever waits for an answer is interrupted: a network that swallows packets would keep
 * them waiting for hours. Once it answers again, everything goes on.
 */
@OnPostgresql
@Singleton
class DatabaseWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final long PAUSE = 500;

    private final DatabaseAddress address;
    private final DatabaseHealth health;
    private final Set<Connection> connections = Collections
            .synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final ScheduledThreadPoolExecutor clock;
    private final Probe database;

    DatabaseWatch(PropertyResolver settings, DatabaseHealth health) {
        this.address = DatabaseAddress.in(settings).orElseThrow();
        this.health = health;
        this.database = new Probe(address);
        this.clock = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("database-watch").factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        clock.scheduleWithFixedDelay(this::look, PAUSE, PAUSE, TimeUnit.MILLISECONDS);
    }

    /**
     * {@return a new connection, which is aborted once the database doesn't answer}
     *
     * @throws SQLException if it can't be made; then the database is looked at immediately
     */
    Connection opened(PostgresqlPools.Opening opening) throws SQLException {
        try {
            var connection = opening.open();
            connections.add(connection);
            return connection;
        } catch (SQLException e) {
            if (!StorageFailure.of(e).equals(Optional.of(StorageFailure.UNREACHABLE))) {
                LOG.warn("The database {} refuses a connection: {}", address, PostgresqlEarlyConnection.inWords(e));
            }
            clock.execute(this::look);
            throw e;
        }
    }

    /** @throws SQLException if the database didn't answer when it was looked at last */
    void requireDatabase() throws SQLException {
        if (health.absence().isPresent()) {
            throw new SQLException("The database can't be reached", PostgresqlFailureCodes.UNREACHABLE);
        }
    }

    private void look() {
        try {
            ask();
            found();
        } catch (SQLException e) {
            // It may have no connection left for this one and nevertheless answer the others.
            if (StorageFailure.of(e).equals(Optional.of(StorageFailure.NO_CONNECTION))) {
                found();
            } else {
                lost(e);
            }
        } catch (RuntimeException e) {
            // The next look is only taken if this one ends well.
            LOG.error("The database could not be looked at", e);
        }
    }

    // A server that no longer is the primary is as good as none, but the address may lead to another one by now.
    private void ask() throws SQLException {
        if (isStandby()) {
            database.close();
            if (isStandby()) {
                throw new SQLException("it has become a standby", PostgresqlFailureCodes.UNREACHABLE);
            }
        }
    }

    private boolean isStandby() throws SQLException {
        return database.ask("SELECT CAST(pg_is_in_recovery() AS text)").equals(Optional.of("true"));
    }

    private void found() {
        if (health.absence().isPresent()) {
            health.noteUnreachable(false);
            LOG.info("The database is back");
        }
    }

    private void lost(SQLException failure) {
        if (health.absence().isEmpty()) {
            health.noteUnreachable(true);
            LOG.error("The database {} can't be reached: {}. Until it is back, requests get SERVICE_UNAVAILABLE.",
                    address,
                    PostgresqlEarlyConnection.inWords(failure));
            List.copyOf(connections).forEach(Probe::abort);
        }
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
        database.close();
    }
}
