package org.reelgraph.connections.sync;

import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.reelgraph.storage.sql.SqlRepository;

/** Synchronisations on the writer's connection. */
@SqlRepository("writer")
interface SyncJobStore extends GenericRepository<SyncJob, Long> {

    SyncJob save(SyncJob job);

    SyncJob update(SyncJob job);

    Optional<SyncJob> findById(long id);
}
