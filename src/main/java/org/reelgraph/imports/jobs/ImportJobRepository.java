package org.reelgraph.imports.jobs;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads imports. */
@SqlRepository
interface ImportJobRepository extends GenericRepository<ImportJob, Long> {

    /** {@return the imports with these ids, in no particular order} */
    @Query("SELECT * FROM import_jobs WHERE id" + JsonArray.IN_IDS)
    List<ImportJob> findByIds(String ids);
}
