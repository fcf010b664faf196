package org.reelgraph.storage.postgresql;

import java.sql.SQLException;
import java.time.Duration;

/** A connection that reads at a replica, and knows how far that had come when it was asked last. */
final class ReplicaConnection extends ReadingConnection {

    private long replayed = -1;

    ReplicaConnection(DatabaseAddress address, Duration statement, ReadSweeper sweeper) throws SQLException {
        super(address, statement, sweeper);
    }

    /**
     * {@return whether a transaction that begins after this sees what was written up to a position; never where the
     * server is no replica}
     */
    boolean hasReplayed(long position) throws SQLException {
        if (replayed < position) {
            try (var statement = prepareStatement(LogPosition.REPLAYED); var row = statement.executeQuery()) {
                row.next();
                var now = row.getLong(1);
                replayed = row.wasNull() ? -1 : now;
            }
        }
        return replayed >= position;
    }
}
