package org.reelgraph.jobs.postgresql;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.jobs.JobLock;
import org.reelgraph.storage.StorageException;

/**
 * A lock that the database holds for a connection, so that programs on several machines exclude each other. It is
 * released when the connection ends, as it does with its program.
 */
@Primary
@Requires(property = "reelgraph.storage", value = "postgresql")
@Singleton
class AdvisoryJobLock implements JobLock {

    // Any number, as long as nothing else in the database takes it for a lock: "reeljobs" in ASCII.
    private static final String TRY = "SELECT pg_try_advisory_lock(8243106209288118899)";

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
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new StorageException("The job lock could not be released: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public Optional<Held> tryHold() {
        try {
            var connection = DriverManager.getConnection(url, user, password);
            if (isLockedBy(connection)) {
                return Optional.of(new HeldConnection(connection));
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
