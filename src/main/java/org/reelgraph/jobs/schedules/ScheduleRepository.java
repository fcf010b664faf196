package org.reelgraph.jobs.schedules;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads schedules. */
@SqlRepository
interface ScheduleRepository extends GenericRepository<Schedule, Long> {

    Optional<Schedule> findById(long id);

    /** {@return the schedules with these ids, in no particular order} */
    @Query("SELECT * FROM schedules WHERE id" + JsonArray.IN_IDS)
    List<Schedule> findByIds(String ids);

    /** {@return the schedules before this one, newest first} */
    @Query("SELECT * FROM schedules WHERE id < :before ORDER BY id DESC LIMIT :most")
    List<Schedule> findPage(long before, int most);

    /** {@return all schedules by name} */
    @Query("SELECT * FROM schedules ORDER BY name")
    List<Schedule> findAll();

    /** {@return the number of schedules} */
    @Query("SELECT count(*) FROM schedules")
    int count();

    /** {@return the schedule with this name} */
    @Query("SELECT * FROM schedules WHERE name = :name")
    Optional<Schedule> findByName(String name);

    /** {@return the enabled schedules} */
    @Query("SELECT * FROM schedules WHERE enabled = 1")
    List<Schedule> findEnabled();

    /** {@return the enabled schedules that are due, or watch for changes} */
    @Query("SELECT * FROM schedules WHERE enabled = 1 AND (watch = 1 OR next_run <= :now) ORDER BY next_run, id")
    List<Schedule> findDueOrWatching(long now);
}
