package org.reelgraph.imports.jobs;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.SqlRepository;

/** Access to jobs on the writer's connection. */
@SqlRepository("writer")
interface ImportJobStore extends GenericRepository<ImportJob, Long> {

    /** Adds a job. */
    ImportJob save(ImportJob job);

    /** Saves a job's state. */
    ImportJob update(ImportJob job);

    /** {@return the queued job that has waited longest} */
    @Query("SELECT * FROM import_jobs WHERE status = 'QUEUED' AND finished_at IS NULL ORDER BY id LIMIT 1")
    Optional<ImportJob> findNext();

    /** {@return the jobs that are marked as running} */
    @Query("SELECT * FROM import_jobs WHERE status = 'RUNNING' AND finished_at IS NULL")
    List<ImportJob> findRunning();

    /** {@return 1 if the job is in this state and may be restarted so many more times, else 0} */
    @Query("SELECT count(*) FROM import_jobs WHERE id = :id AND status = :status AND restarts_left = :restartsLeft")
    int countAs(long id, String status, int restartsLeft);

    /** {@return the positions of a job's records} */
    @Query("SELECT position FROM import_records WHERE job_id = :jobId")
    List<Integer> findPositions(long jobId);

    /** Removes all records of a job. */
    @Query("DELETE FROM import_records WHERE job_id = :jobId")
    void deleteRecords(long jobId);

    /** Marks all records that didn't fail as skipped. */
    @Query("UPDATE import_records SET outcome = 'SKIPPED', changes = NULL,"
            + " media_id = CASE outcome WHEN 'CREATED' THEN NULL ELSE media_id END"
            + " WHERE job_id = :jobId AND outcome <> 'FAILED'")
    void skipAll(long jobId);
}
