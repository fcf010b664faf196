package org.reelgraph.jobs.schedules;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.sql.GeneratedBuilder;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * Says when jobs start by themselves.
 *
 * @param kind             of the jobs
 * @param input            of the jobs, as JSON
 * @param cron             when they start, by the clocks of the zone; null if only changes start them
 * @param watch            whether a change of what they read starts them
 * @param toleranceSeconds how late a job may start
 * @param lastRun          when a job started last
 * @param nextRun          when the next one starts; null if it is disabled or has no times
 * @param fingerprint      what the last job found; null if changes don't matter
 * @param absence          why there is nothing to read any more; null if there is
 */
@MappedEntity("schedules")
@GeneratedBuilder
public record Schedule(@Id long id, String name, String kind, String input, @Nullable String cron, String zone,
        boolean enabled, boolean watch, int toleranceSeconds,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant lastRun,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant nextRun, @Nullable String fingerprint,
        @Nullable String absence, @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt) {

    /** The prefix of its global ids. */
    static final String PREFIX = "schedule";

    /** {@return its global id} */
    String globalId() {
        return GlobalId.of(PREFIX, id);
    }

    ZoneId zoneId() {
        return ZoneId.of(zone);
    }

    Duration tolerance() {
        return Duration.ofSeconds(toleranceSeconds);
    }

    /** {@return whether both have the same times} */
    boolean hasTimesOf(Schedule other) {
        return enabled == other.enabled && zone.equals(other.zone)
                && (cron == null ? other.cron == null : cron.equals(other.cron));
    }

    /** {@return the same schedule with another next run} */
    Schedule next(@Nullable Instant run) {
        return ScheduleBuilder.builder(this).nextRun(run).build();
    }
}
