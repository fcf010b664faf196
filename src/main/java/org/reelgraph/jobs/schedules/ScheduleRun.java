package org.reelgraph.jobs.schedules;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * What became of one time at which a job of a schedule was due.
 *
 * @param jobId  the job; null if none started
 * @param reason why none started, or what else is to be said
 */
@MappedEntity("schedule_runs")
public record ScheduleRun(@Id long id, long scheduleId, @MappedProperty(converter = InstantColumn.class) Instant dueAt,
        Cause cause, Outcome outcome, @Nullable Long jobId, @Nullable String reason) {

    /** Why a job was due. */
    public enum Cause {
        TIME, CHANGE, REQUEST
    }

    /** What became of it. */
    public enum Outcome {
        STARTED, SKIPPED, MISSED
    }
}
