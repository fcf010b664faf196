package org.reelgraph.storage.postgresql;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.quotas.Attempts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes counts that are over: quotas that are whole again, and attempts that count no more. */
@OnPostgresql
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class SharedCountsCleaner {

    private static final Logger LOG = LoggerFactory.getLogger(SharedCountsCleaner.class);
    // Few at once, and none that another server removes.
    private static final String SOME = "DELETE FROM %s WHERE id IN (SELECT id FROM %1$s WHERE %s < ? LIMIT 1000"
            + " FOR UPDATE SKIP LOCKED)";

    private final SharedCounts counts;

    SharedCountsCleaner(SharedCounts counts) {
        this.counts = counts;
    }

    @Scheduled(fixedDelay = "5m", initialDelay = "5m")
    void clean() {
        try {
            var now = counts.time().currentTimeNanos();
            while (remove("quotas", "expires_at", now / 1_000_000)
                    + remove("attempts", "next_at", now - Attempts.KEPT.toNanos()) > 0) {
                // One part at a time.
            }
        } catch (SQLException | RuntimeException e) {
            if (!StorageFailure.isOutage(e)) {
                LOG.warn("Old counts could not be removed; trying again in 5 minutes", e);
            }
        }
    }

    private int remove(String table, String column, long before) throws SQLException {
        try (var connection = counts.database().getConnection();
                var statement = connection.prepareStatement(SOME.formatted(table, column))) {
            statement.setLong(1, before);
            return statement.executeUpdate();
        }
    }
}
