package org.reelgraph.connections.sync;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads synchronisations. */
@SqlRepository
interface SyncJobRepository extends GenericRepository<SyncJob, Long> {

    /** {@return the synchronisations with these ids, in no particular order} */
    @Query("SELECT * FROM sync_jobs WHERE id" + JsonArray.IN_IDS)
    List<SyncJob> findByIds(String ids);
}
