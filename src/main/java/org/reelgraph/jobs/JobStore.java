package org.reelgraph.jobs;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/**
 * The queue on the writer's connection. Every change of a state names the states before it, and that of a running job the
 * run that has it; it returns 0 if that isn't so any more, and nothing is changed then.
 */
@SqlRepository("writer")
interface JobStore extends GenericRepository<Job, Long> {

    String WAITING = " state IN ('QUEUED', 'INTERRUPTED') AND finished_at IS NULL";
    String RUNNING = " state IN ('RUNNING', 'CANCELLING') AND finished_at IS NULL";
    String NOT_PAUSED = " AND NOT EXISTS (SELECT 1 FROM job_pauses WHERE scope = '' OR scope = 'KIND ' || jobs.kind"
            + " OR scope = 'GROUP ' || jobs.job_group)";
    String MAY_BEGIN = WAITING + " AND (next_attempt_at IS NULL OR next_attempt_at <= :now OR lease_owner IS NOT NULL)"
            + " AND kind" + JsonArray.IN_VALUES + NOT_PAUSED;
    String ORDER = " ORDER BY priority DESC, position";

    /** Adds a job. */
    Job save(Job job);

    /** {@return the job} */
    @Query("SELECT * FROM jobs WHERE id = :id")
    Optional<Job> find(long id);

    /** {@return the job for this piece of work that hasn't ended} */
    @Query("SELECT * FROM jobs WHERE work_key = :key AND finished_at IS NULL")
    Optional<Job> findOpen(String key);

    /** {@return the most urgent job that may be begun, by whoever has reserved it} */
    @Query("SELECT * FROM jobs WHERE job_group = :jobGroup AND" + MAY_BEGIN + ORDER + " LIMIT 1")
    Optional<Job> findNext(String jobGroup, long now, String values);

    /** {@return all jobs that may be begun, by whoever has reserved them or has what they need, the most urgent first} */
    @Query("SELECT * FROM jobs WHERE job_group = :jobGroup AND" + MAY_BEGIN + ORDER)
    List<Job> findAllNext(String jobGroup, long now, String values);

    /** {@return when the next job of the group may be begun again} */
    @Query("SELECT min(next_attempt_at) FROM jobs WHERE job_group = :jobGroup AND" + WAITING + NOT_PAUSED)
    Optional<Long> findNextTime(String jobGroup);

    /** {@return the jobs that haven't ended} */
    @Query("SELECT * FROM jobs WHERE finished_at IS NULL")
    List<Job> findAllOpen();

    /** {@return the jobs of a group that somebody began and nobody ended} */
    @Query("SELECT * FROM jobs WHERE job_group = :jobGroup AND" + RUNNING)
    List<Job> findRunning(String jobGroup);

    /** {@return the jobs of a group that wait, in their order} */
    @Query("SELECT * FROM jobs WHERE job_group = :jobGroup AND" + WAITING + ORDER)
    List<Job> findWaiting(String jobGroup);

    /** {@return 1 if this execution has the turn of its group} */
    @Query("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'jobs' AND task_instance = :jobGroup AND picked = 1"
            + " AND picked_by = :program AND version = :version")
    int countTurns(String jobGroup, String program, long version);

    /** Begins a job, unless it is paused. */
    @Query("UPDATE jobs SET state = 'RUNNING', lease_owner = :lease, attempts = attempts + 1, next_attempt_at = NULL,"
            + " error = NULL, rate = NULL, started_at = coalesce(started_at, :now) WHERE id = :id AND" + WAITING
            + NOT_PAUSED)
    int begin(long id, String lease, long now);

    /** Saves how far a running job is. If it has come further, it may be begun again so many more times. */
    @Query("UPDATE jobs SET checkpoint = coalesce(:checkpoint, checkpoint), done = :done, total = :total, unit = :unit,"
            + " current_item = :current, rate = coalesce(:rate, rate), progress_at = :now,"
            + " max_attempts = CASE WHEN :done > done THEN attempts + :further ELSE max_attempts END"
            + " WHERE id = :id AND lease_owner = :lease AND" + RUNNING)
    int progress(long id, String lease, @Nullable String checkpoint, long done, long total, String unit,
            @Nullable String current, @Nullable Double rate, int further, long now);

    /** {@return 1 if a run still has the job} */
    @Query("SELECT count(*) FROM jobs WHERE id = :id AND lease_owner = :lease AND" + RUNNING)
    int countLeases(long id, String lease);

    /** {@return 1 if the job was cancelled and hasn't ended} */
    @Query("SELECT count(*) FROM jobs WHERE id = :id AND state = 'CANCELLING'")
    int countCancelling(long id);

    /** Ends a running job; a cancelled one as cancelled. */
    @Query("UPDATE jobs SET state = CASE state WHEN 'CANCELLING' THEN 'CANCELLED' ELSE :state END, error = :error,"
            + " finished_at = :now, lease_owner = NULL, next_attempt_at = NULL, current_item = NULL"
            + " WHERE id = :id AND coalesce(lease_owner, '') = :lease AND" + RUNNING)
    int end(long id, String lease, String state, @Nullable String error, long now);

    /** Leaves a running job to a later run. */
    @Query("UPDATE jobs SET state = 'INTERRUPTED', error = :error, next_attempt_at = :at, lease_owner = NULL,"
            + " attempts = attempts - :unused, current_item = NULL"
            + " WHERE id = :id AND coalesce(lease_owner, '') = :lease AND state = 'RUNNING'")
    int interrupt(long id, String lease, @Nullable String error, @Nullable Long at, int unused);

    /** Cancels a job that waits. */
    @Query("UPDATE jobs SET state = 'CANCELLED', finished_at = :now, lease_owner = NULL, next_attempt_at = NULL"
            + " WHERE id = :id AND" + WAITING)
    int cancelWaiting(long id, long now);

    /** Asks that a running job ends. */
    @Query("UPDATE jobs SET state = 'CANCELLING' WHERE id = :id AND state = 'RUNNING'")
    int cancelRunning(long id);

    /** Keeps a job that waits for the program that has reserved it. */
    @Query("UPDATE jobs SET next_attempt_at = :until WHERE id = :id AND lease_owner = :program AND state = 'QUEUED'")
    int reserve(long id, String program, long until);

    /** Leaves a job that waits to the program that has reserved it. */
    @Query("UPDATE jobs SET offer = NULL WHERE id = :id AND state = 'QUEUED'")
    int decline(long id);

    /** Gives a job that waits another place. */
    @Query("UPDATE jobs SET priority = :priority, position = :position WHERE id = :id AND" + WAITING)
    int place(long id, int priority, long position);

    /** Has whoever looks first take the turn of a group. */
    @Query("UPDATE scheduled_tasks SET execution_time = :now WHERE task_name = 'jobs' AND task_instance = :jobGroup"
            + " AND picked = 0 AND execution_time > :now")
    void wake(String jobGroup, long now);

    /** Has a message come after those that a job has, up to so many. */
    @Query("INSERT INTO job_log (id, job_id, position, at, level, message) SELECT :id, :jobId, count(*), :at, :level,"
            + " :message FROM job_log WHERE job_id = :jobId HAVING count(*) < :most")
    void log(long id, long jobId, long at, String level, String message, int most);

    /** Begins no job of a scope. */
    @Query("INSERT INTO job_pauses (scope, paused_at) SELECT :scope, :now"
            + " WHERE NOT EXISTS (SELECT 1 FROM job_pauses WHERE scope = :scope)")
    int pause(String scope, long now);

    /** Begins jobs of a scope again. */
    @Query("DELETE FROM job_pauses WHERE scope = :scope")
    int resume(String scope);

    /** {@return 1 if a job is paused} */
    @Query("SELECT count(*) FROM jobs WHERE id = :id AND NOT (1 = 1" + NOT_PAUSED + ")")
    int countPausing(long id);

    /** {@return what is paused} */
    @Query("SELECT scope FROM job_pauses ORDER BY scope")
    List<String> findPauses();

    /** Removes a job that ended before, with all that belongs to it; {@return how many} */
    @Query("DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE finished_at < :before LIMIT 1)")
    int deleteBefore(long before);

    /** Cancels all jobs that haven't ended. */
    @Query("UPDATE jobs SET state = 'CANCELLED', error = :reason, finished_at = :now, lease_owner = NULL, offer = NULL,"
            + " next_attempt_at = NULL, current_item = NULL WHERE finished_at IS NULL")
    void cancelAll(String reason, long now);

    /** Removes a job with all that belongs to it. */
    @Query("DELETE FROM jobs WHERE id = :id")
    void delete(long id);
}
