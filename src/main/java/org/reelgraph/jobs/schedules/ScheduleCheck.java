package org.reelgraph.jobs.schedules;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.NameInput;

/** Checks what somebody decides about a schedule, other than the input of its jobs. Needs the writer's transaction. */
@Singleton
class ScheduleCheck {

    private static final int LONGEST_TOLERANCE = 7 * 24 * 60 * 60;

    private final ScheduleStore store;
    private final ScheduleKinds kinds;
    private final ScheduleTimes times;

    ScheduleCheck(ScheduleStore store, ScheduleKinds kinds, ScheduleTimes times) {
        this.store = store;
        this.kinds = kinds;
        this.times = times;
    }

    /**
     * {@return what is wrong; empty if nothing is}
     *
     * @param id the schedule's, unless it is new
     */
    List<UserError> check(ScheduleDraft draft, Optional<Long> id, Instant now) {
        return Stream.of(name(draft, id), cron(draft, now), times.zoneError(draft.zone(), path("zone")),
                watch(draft), tolerance(draft)).flatMap(Optional::stream).toList();
    }

    private static List<String> path(String field) {
        return List.of("input", field);
    }

    private Optional<UserError> name(ScheduleDraft draft, Optional<Long> id) {
        return NameInput.error(draft.name(), "A schedule", path("name"))
                .or(() -> store.findByName(draft.name()).filter(other -> !id.equals(Optional.of(other.id())))
                        .map(other -> UserError.of(UserErrorCode.ALREADY_EXISTS).at(path("name"))
                                .saying("There is a schedule '" + other.name() + "' already.")));
    }

    private static Optional<UserError> cron(ScheduleDraft draft, Instant now) {
        var cron = draft.cron();
        if (cron != null) {
            return ScheduleTimes.cronError(cron, now, path("cron"));
        }
        return draft.watch()
                ? Optional.empty()
                : Optional.of(UserError.of(UserErrorCode.REQUIRED).at(path("cron"))
                        .saying("A schedule needs a cron expression, or has to watch for changes."));
    }

    private Optional<UserError> watch(ScheduleDraft draft) {
        return draft.watch() && kinds.source(draft.kind()).isEmpty()
                ? Optional.of(UserError.of(UserErrorCode.INVALID).at(path("watch"))
                        .saying("There is nothing to watch for jobs of the kind " + draft.kind() + "."))
                : Optional.empty();
    }

    private static Optional<UserError> tolerance(ScheduleDraft draft) {
        return draft.toleranceSeconds() < 0 || draft.toleranceSeconds() > LONGEST_TOLERANCE
                ? Optional.of(UserError.of(UserErrorCode.OUT_OF_RANGE).at(path("toleranceSeconds"))
                        .saying("toleranceSeconds must be from 0 to " + LONGEST_TOLERANCE + ", which is a week."))
                : Optional.empty();
    }
}
