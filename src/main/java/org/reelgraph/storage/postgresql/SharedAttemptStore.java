package org.reelgraph.storage.postgresql;

import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.quotas.AttemptCounter;
import org.reelgraph.storage.quotas.Attempts;
import org.reelgraph.storage.quotas.LocalAttemptCounter;

/** Counts attempts in the database, together with all servers that use it. */
@OnPostgresql
@Primary
@Singleton
class SharedAttemptStore implements AttemptCounter {

    private static final String FIND = "SELECT count, next_at FROM attempts WHERE id = ?";
    private static final String ADD = "INSERT INTO attempts (count, next_at, id) VALUES (?, ?, ?)"
            + " ON CONFLICT (id) DO NOTHING";
    private static final String CHANGE = "UPDATE attempts SET count = ?, next_at = ?"
            + " WHERE id = ? AND count = ? AND next_at = ?";
    private static final String FORGET = "DELETE FROM attempts WHERE id = ?";

    private final SharedCounts counts;
    private final LocalAttemptCounter alone;

    SharedAttemptStore(SharedCounts counts, LocalAttemptCounter alone) {
        this.counts = counts;
        this.alone = alone;
    }

    @Override
    public long count(String key, int free) {
        return counts.together(() -> {
            try (var connection = counts.database().getConnection()) {
                return count(connection, key, free);
            } catch (SQLException e) {
                throw new StorageException("An attempt can't be counted: " + e.getMessage(), e);
            }
        }, () -> alone.count(key, free));
    }

    // If another server counts one at the same time, it is tried again with what that has written.
    private long count(Connection connection, String key, int free) throws SQLException {
        while (true) {
            var stored = find(connection, key);
            var now = counts.time().currentTimeNanos(); // not before: what is stored would be later
            var before = stored == null || now - stored.nextAt() > Attempts.KEPT.toNanos()
                    ? Attempts.none(now)
                    : stored;
            if (before.tooEarly(now) > 0) {
                return before.tooEarly(now);
            }
            if (isWritten(connection, key, stored, before.another(now, free))) {
                return 0;
            }
        }
    }

    private static @Nullable Attempts find(Connection connection, String key) throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, key);
            try (var row = statement.executeQuery()) {
                return row.next() ? new Attempts(row.getInt(1), row.getLong(2)) : null;
            }
        }
    }

    private static boolean isWritten(Connection connection, String key, @Nullable Attempts before, Attempts after)
            throws SQLException {
        try (var statement = connection.prepareStatement(before == null ? ADD : CHANGE)) {
            statement.setInt(1, after.count());
            statement.setLong(2, after.nextAt());
            statement.setString(3, key);
            if (before != null) {
                statement.setInt(4, before.count());
                statement.setLong(5, before.nextAt());
            }
            return statement.executeUpdate() > 0;
        }
    }

    @Override
    public void forget(String key) {
        counts.together(() -> {
            try (var connection = counts.database().getConnection();
                    var statement = connection.prepareStatement(FORGET)) {
                statement.setString(1, key);
                return statement.executeUpdate();
            } catch (SQLException e) {
                throw new StorageException("Attempts can't be forgotten: " + e.getMessage(), e);
            }
        }, () -> 0);
        alone.forget(key);
    }
}
