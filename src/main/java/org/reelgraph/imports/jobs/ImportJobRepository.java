package org.reelgraph.imports.jobs;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads jobs. */
@SqlRepository
interface ImportJobRepository extends GenericRepository<ImportJob, Long> {

    /** {@return the jobs with these ids, in no particular order} */
    @Query("SELECT * FROM import_jobs WHERE id" + JsonArray.IN_IDS)
    List<ImportJob> findByIds(String ids);

    /** {@return the jobs before this one, newest first} */
    @Query("SELECT * FROM import_jobs WHERE id < :before ORDER BY id DESC LIMIT :most")
    List<ImportJob> findPage(long before, int most);

    /** {@return the number of jobs} */
    @Query("SELECT count(*) FROM import_jobs")
    int count();
}
