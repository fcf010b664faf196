package org.reelgraph.jobs.schedules;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.ArgumentValue;
import org.reelgraph.graphql.schema.ExplicitNulls;
import org.reelgraph.graphql.schema.IdInput;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.NameInput;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobQueue;

/** The mutations of schedules. */
@Singleton
class ScheduleMutations implements SchemaContributor {

    /** The input of {@code createSchedule}. */
    @Introspected
    record CreateScheduleInput(String name, Map<String, Object> work, Optional<String> cron, Optional<String> zone,
            boolean enabled, boolean watch, int toleranceSeconds) {
    }

    /** The input of {@code updateSchedule}: what is omitted stays. */
    @Introspected
    record UpdateScheduleInput(String id, ArgumentValue<String> name, ArgumentValue<Map<String, Object>> work,
            ArgumentValue<String> cron, ArgumentValue<String> zone, ArgumentValue<Boolean> enabled,
            ArgumentValue<Boolean> watch, ArgumentValue<Integer> toleranceSeconds) {

        /** {@return what is null and can't be} */
        List<UserError> nulls() {
            return ExplicitNulls.errors(Map.of("name", name, "work", work, "zone", zone, "enabled", enabled, "watch",
                    watch, "toleranceSeconds", toleranceSeconds));
        }
    }

    /** The new schedule, or why there is none. */
    public record CreateSchedulePayload(@Nullable Schedule schedule, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    /** The changed schedule, or why it wasn't changed. */
    public record UpdateSchedulePayload(@Nullable Schedule schedule, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    /** The id of the deleted schedule, or why none was deleted. */
    public record DeleteSchedulePayload(@Nullable String deletedId, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    /** The job that was started, or why none was. */
    public record RunScheduleNowPayload(@Nullable Schedule schedule, @Nullable Job job, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    private final Schedules schedules;
    private final ScheduleKinds kinds;

    ScheduleMutations(Schedules schedules, ScheduleKinds kinds) {
        this.schedules = schedules;
        this.kinds = kinds;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("createSchedule", CreateScheduleInput.class, this::create)
                .field("updateSchedule", UpdateScheduleInput.class,
                        (input, env) -> update(input, schema.nodeOf(Schedule.PREFIX).idOf(input.id()), env))
                .field("deleteSchedule", IdInput.class,
                        (input, env) -> delete(schema.nodeOf(Schedule.PREFIX).idOf(input.id()), env))
                .field("runScheduleNow", IdInput.class,
                        (input, env) -> runNow(schema.nodeOf(Schedule.PREFIX).idOf(input.id()), env));
        schema.type("CreateSchedulePayload", CreateSchedulePayload.class);
        schema.type("UpdateSchedulePayload", UpdateSchedulePayload.class);
        schema.type("DeleteSchedulePayload", DeleteSchedulePayload.class);
        schema.type("RunScheduleNowPayload", RunScheduleNowPayload.class);
    }

    private static Actor actor(DataFetchingEnvironment env) {
        return Actor.of(Caller.of(env));
    }

    private List<UserError> errors(ScheduledWork work) {
        return kinds.check(work.kind(), work.input()).stream().map(work::located).toList();
    }

    private CreateSchedulePayload create(CreateScheduleInput input, DataFetchingEnvironment env) {
        var work = ScheduledWork.of(input.work());
        var created = schedules.create(actor(env), new ScheduleDraft(NameInput.normalized(input.name()), work.kind(),
                work.json(), input.cron().map(String::strip).orElse(null), input.zone().orElse(null), input.enabled(),
                input.watch(), input.toleranceSeconds()), errors(work));
        return new CreateSchedulePayload(created.schedule().orElse(null), created.errors());
    }

    private UpdateSchedulePayload update(UpdateScheduleInput input, long id, DataFetchingEnvironment env) {
        var work = input.work().map(ScheduledWork::of);
        var errors = Stream.concat(input.nulls().stream(), work.map(this::errors).stream().flatMap(List::stream))
                .toList();
        var changed = schedules.update(actor(env), id, draft -> changed(draft, input, work), errors);
        return new UpdateSchedulePayload(changed.schedule().orElse(null), changed.errors());
    }

    private static ScheduleDraft changed(ScheduleDraft draft, UpdateScheduleInput input,
            Optional<ScheduledWork> work) {
        return new ScheduleDraft(input.name().map(NameInput::normalized).orElse(draft.name()),
                work.map(ScheduledWork::kind).orElse(draft.kind()), work.map(ScheduledWork::json).orElse(draft.input()),
                input.cron().given() ? input.cron().map(String::strip).orElse(null) : draft.cron(),
                input.zone().value().orElse(draft.zone()), input.enabled().value().orElse(draft.enabled()),
                input.watch().value().orElse(draft.watch()),
                input.toleranceSeconds().value().orElse(draft.toleranceSeconds()));
    }

    private DeleteSchedulePayload delete(long id, DataFetchingEnvironment env) {
        return schedules.delete(actor(env), id)
                .map(deleted -> new DeleteSchedulePayload(deleted.globalId(), List.of()))
                .orElseGet(() -> new DeleteSchedulePayload(null, List.of(Schedules.unknown())));
    }

    private RunScheduleNowPayload runNow(long id, DataFetchingEnvironment env) {
        var started = schedules.runNow(actor(env), id, JobQueue.ANYBODY);
        return new RunScheduleNowPayload(started.schedule().orElse(null), started.job().orElse(null),
                started.errors());
    }
}
