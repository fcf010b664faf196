package org.reelgraph.storage.postgresql;

import java.sql.SQLException;
import java.time.Duration;
import org.reelgraph.storage.LockWaits;

/**
 * The connection that writes. Its transactions begin with a lock, so that those of several programs come one after the
 * other, as the changes feed and the imports need it. It waits for other programs as {@link LockWaits} allows.
 */
final class WritingConnection extends TranslatingConnection {

    // Any number, as long as nothing else in the database takes it for a lock: "reelgraph" in ASCII, the first eight.
    private static final long LOCK = 0x7265656c67726170L;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final String SECONDS_OF_SILENCE = "10";
    private static final String MILLISECONDS_OF_IDLENESS = "30000";
    private static final long[] PAUSES = {1, 2, 5, 10, 15, 20, 25};

    private final LockWaits waits;

    WritingConnection(DatabaseAddress address, LockWaits waits) throws SQLException {
        this.waits = waits;
        super(address);
        // An import fills tables. A plan that was made for a statement while they were empty would go on reading them
        // as a whole. To plan each statement anew would cost more than all the rest of an import, since checks of
        // foreign keys are statements too.
        set("enable_seqscan", "off");
        set("jit", "off");
        // Other programs get the lock of one that hangs, and of one whose machine has vanished.
        set("idle_in_transaction_session_timeout", MILLISECONDS_OF_IDLENESS);
        set("tcp_keepalives_idle", SECONDS_OF_SILENCE);
        set("tcp_keepalives_interval", SECONDS_OF_SILENCE);
        set("tcp_keepalives_count", "2");
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        super.setAutoCommit(autoCommit);
        if (!autoCommit) {
            try {
                lock();
            } catch (SQLException e) {
                rollback();
                super.setAutoCommit(true);
                throw e;
            }
        }
    }

    private void lock() throws SQLException {
        var end = System.nanoTime() + LONGEST_WAIT.toNanos();
        try (var statement = prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
            statement.setLong(1, LOCK);
            for (var attempt = 0;; attempt++) {
                try (var row = statement.executeQuery()) {
                    if (row.next() && row.getBoolean(1)) {
                        return;
                    }
                }
                if (!waits.pause(end, Duration.ofMillis(PAUSES[Math.min(attempt, PAUSES.length - 1)]))) {
                    throw new SQLException("Another program writes to the database",
                            PostgresqlFailureCodes.NOT_FREE);
                }
            }
        }
    }
}
