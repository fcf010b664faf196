package org.reelgraph.storage.postgresql;

import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.reelgraph.storage.ReadTransactions;
import org.reelgraph.storage.Replicas;

/** Replicas that the database streams its write-ahead log to. */
@WithReplica
@Singleton
class StreamingReplicas implements Replicas {

    private final ReadTransactions reads;
    private final ReplicaRoute route;

    StreamingReplicas(ReadTransactions reads, ReplicaRoute route) {
        this.reads = reads;
        this.route = route;
    }

    @Override
    public long position() {
        return reads.onConnection(connection -> {
            try (var statement = connection.prepareStatement(LogPosition.WRITTEN);
                    var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            } catch (SQLException e) {
                throw new DataAccessException("The database doesn't say how far it has written: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public void read(long position, Runnable chosen, Runnable behind, Runnable work) {
        route.at(position, chosen, behind, work);
    }
}
