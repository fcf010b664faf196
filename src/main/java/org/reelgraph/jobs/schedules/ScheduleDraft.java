package org.reelgraph.jobs.schedules;

import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * What somebody decides about a schedule; see {@link Schedule}.
 *
 * @param input of the jobs, as JSON
 * @param zone  null for the default one
 */
@GeneratedBuilder
record ScheduleDraft(String name, String kind, String input, @Nullable String cron, @Nullable String zone,
        boolean enabled, boolean watch, int toleranceSeconds) {

    /** {@return what was decided about a schedule} */
    static ScheduleDraft of(Schedule schedule) {
        return new ScheduleDraft(schedule.name(), schedule.kind(), schedule.input(), schedule.cron(), schedule.zone(),
                schedule.enabled(), schedule.watch(), schedule.toleranceSeconds());
    }
}
