package org.reelgraph.imports.jobs;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.reelgraph.storage.sql.SqlRepository;

/** Access to imports on the writer's connection. */
@SqlRepository("writer")
interface ImportJobStore extends GenericRepository<ImportJob, Long> {

    /** Adds an import. */
    ImportJob save(ImportJob job);

    /** Saves an import's state. */
    ImportJob update(ImportJob job);

    /** {@return the import of a job} */
    @Query("SELECT * FROM import_jobs WHERE id = :id")
    Optional<ImportJob> find(long id);

    /** Removes all records of a job. */
    @Query("DELETE FROM import_records WHERE job_id = :jobId")
    void deleteRecords(long jobId);

    /** Marks all records that didn't fail as skipped. */
    @Query("UPDATE import_records SET outcome = 'SKIPPED', changes = NULL,"
            + " media_id = CASE outcome WHEN 'CREATED' THEN NULL ELSE media_id END"
            + " WHERE job_id = :jobId AND outcome <> 'FAILED'")
    void skipAll(long jobId);
}
