package org.reelgraph.jobs.schedules;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.reelgraph.storage.sql.SqlRepository;

/** Schedules on the writer's connection. A schedule's version is when somebody changed it last. */
@SqlRepository("writer")
interface ScheduleStore extends GenericRepository<Schedule, Long> {

    Schedule save(Schedule schedule);

    Schedule update(Schedule schedule);

    Optional<Schedule> findById(long id);

    @Query("SELECT * FROM schedules WHERE name = :name")
    Optional<Schedule> findByName(String name);

    @Query("SELECT count(*) FROM schedules")
    int count();

    @Query("DELETE FROM schedules WHERE id = :id")
    void delete(long id);

    /** Takes a time at which a job is due; {@return 1 if it was still to be taken, else 0} */
    @Query("UPDATE schedules SET next_run = :next WHERE id = :id AND enabled = 1 AND next_run = :due"
            + " AND updated_at = :version")
    int take(long id, long due, long version, long next);

    /** Does the same if the schedule has no further times. */
    @Query("UPDATE schedules SET next_run = NULL WHERE id = :id AND enabled = 1 AND next_run = :due"
            + " AND updated_at = :version")
    int takeLast(long id, long due, long version);

    /** Keeps what a job found. */
    @Query("UPDATE schedules SET fingerprint = :fingerprint, absence = NULL WHERE id = :id")
    void keep(long id, String fingerprint);

    /** Keeps why there is nothing to read. */
    @Query("UPDATE schedules SET absence = :reason WHERE id = :id")
    void setAbsence(long id, String reason);

    /** Keeps when a job started. */
    @Query("UPDATE schedules SET last_run = :at WHERE id = :id")
    void started(long id, long at);
}
