package org.reelgraph.jobs.postgresql;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reelgraph.jobs.JobLock;
import org.reelgraph.storage.StorageException;

/**
 * A lock that the database holds for a connection, so that programs on several machines exclude each other. It is
 * released when the connection ends, as it does with its program. The database soon notices if a machine has vanished.
 * A program may lose the lock, as when the database was restarted; what it still writes is refused as soon as another
 * takes its job over.
 */
@Primary
@Requires(property = "reelgraph.storage", value = "postgresql")
@Singleton
class AdvisoryJobLock implements JobLock {

    // Any number, as long as nothing else in the database takes it for a lock: "reeljobs" in ASCII.
    private static final String TRY = "SELECT pg_try_advisory_lock(8243106209288118899)";

    // A machine that has vanished is noticed within half a minute.
    private static final String KEEP_ALIVE = "SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5;"
            + " SET tcp_keepalives_count = 3; SET tcp_user_timeout = 30000";

    private static final int SECONDS_TO_ANSWER = 5;
    private static final Duration PAUSE_BETWEEN_QUESTIONS = Duration.ofMillis(250);

    private final String url;
    private final @Nullable String user;
    private final @Nullable String password;

    AdvisoryJobLock(@Property(name = "datasources.writer.url") String url,
            @Property(name = "datasources.writer.username") @Nullable String user,
            @Property(name = "datasources.writer.password") @Nullable String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    private record HeldConnection(Connection connection) implements Held {

        @Override
        public boolean isLost() {
            try {
                return !connection.isValid(SECONDS_TO_ANSWER);
            } catch (SQLException e) {
                throw new StorageException("The job lock can't be used: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new StorageException("The job lock could not be released: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Optional<Held> tryHold() {
        return hold(() -> true);
    }

    // With one connection, however long it takes.
    @Override
    public Optional<Held> hold(BooleanSupplier giveUp) {
        try {
            var connection = DriverManager.getConnection(url, user, password);
            try (var statement = connection.createStatement()) {
                statement.execute(KEEP_ALIVE);
                var isHeld = isLockedBy(connection);
                while (!isHeld && !giveUp.getAsBoolean()) {
                    LockSupport.parkNanos(PAUSE_BETWEEN_QUESTIONS.toNanos());
                    isHeld = isLockedBy(connection);
                }
                if (isHeld) {
                    return Optional.of(new HeldConnection(connection));
                }
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw new StorageException("The job lock can't be used: " + e.getMessage(), e);
        }
    }

    private static boolean isLockedBy(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(TRY)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
