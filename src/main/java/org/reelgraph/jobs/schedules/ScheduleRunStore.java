package org.reelgraph.jobs.schedules;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import org.reelgraph.storage.sql.SqlRepository;

/** The histories of schedules on the writer's connection. */
@SqlRepository("writer")
interface ScheduleRunStore extends GenericRepository<ScheduleRun, Long> {

    ScheduleRun save(ScheduleRun run);

    /** {@return 1 if it is known what became of this time, else 0} */
    @Query("SELECT count(*) FROM schedule_runs WHERE schedule_id = :scheduleId AND due_at = :moment AND cause = 'TIME'")
    int countAt(long scheduleId, long moment);

    /** Removes up to 1,000 entries from before; {@return how many} */
    @Query("DELETE FROM schedule_runs WHERE id IN (SELECT id FROM schedule_runs WHERE due_at < :before LIMIT 1000)")
    int deleteBefore(long before);
}
