package org.reelgraph.connections.sync;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * What a job that synchronises the library has beside what all jobs have.
 *
 * @param id           that of the job
 * @param connectionId null once the connection is deleted
 * @param replayOf     the job whose answers it imports once more, without asking the server
 * @param requests     how many were sent
 * @param snapshots    how many answers are kept
 */
@MappedEntity("sync_jobs")
@GeneratedBuilder
record SyncJob(@Id long id, @Nullable Long connectionId, String connectionName, SyncMode mode,
        @Nullable Long replayOf, int requests, int snapshots, long snapshotBytes) {

    /** {@return the job whose answers are imported} */
    long answersOf() {
        return replayOf == null ? id : replayOf;
    }
}
