package org.reelgraph.jobs.schedules;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.storage.retention.RetentionRule;

/** How long the histories of schedules are kept. */
@Singleton
class ScheduleHistoryRetention implements RetentionRule {

    private static final Duration KEPT = Duration.ofDays(90);

    private final ScheduleRunStore runs;

    ScheduleHistoryRetention(ScheduleRunStore runs) {
        this.runs = runs;
    }

    @Override
    public String contents() {
        return "entries of schedules' histories";
    }

    @Override
    public Duration kept() {
        return KEPT;
    }

    @Override
    public int removeSome(Instant before) {
        return runs.deleteBefore(before.toEpochMilli());
    }
}
