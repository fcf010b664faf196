package org.reelgraph.jobs.schedules;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** Schedules with their histories, and when a cron expression is due. */
@Singleton
class ScheduleQueries implements SchemaContributor {

    private static final String LIST = "schedules";
    private static final ListName HISTORY = ListName.of("scheduleHistory");
    private static final int PREVIEWED = 5;

    /**
     * When a cron expression is due.
     *
     * @param zone by whose clocks; null if there is no such zone
     */
    public record SchedulePreview(@Nullable String zone, List<Instant> runs, List<UserError> userErrors) {
    }

    private final ScheduleRepository schedules;
    private final ScheduleTimes times;
    private final Clock clock;
    private final Loader<Long, Schedule> scheduleById;
    private final Loader<Loader.PageKey<PageRequest>, List<ScheduleRun>> pages;
    private final Loader<Long, Integer> counts;

    ScheduleQueries(ScheduleRepository schedules, ScheduleRunReader runs, ScheduleTimes times, Clock clock) {
        this.schedules = schedules;
        this.times = times;
        this.clock = clock;
        scheduleById = new Loader<>("ScheduleById", ids -> schedules.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(Schedule::id, schedule -> schedule)));
        pages = Loader.ofPages("ScheduleRunPageBySchedule",
                (ids, page) -> runs.findPages(JsonArray.ofIds(ids),
                        page.from().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE), page.limit()),
                ScheduleRun::scheduleId);
        counts = Loader.withDefault("ScheduleRunCountBySchedule", 0,
                ids -> runs.countBySchedule(JsonArray.ofIds(ids)));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(scheduleById, pages, counts));
        schema.node(new NodeType<>("Schedule", Schedule.PREFIX, Schedule.class, Schedule::id, scheduleById::load))
                .property("jobKind", Schedule::kind)
                .property("input", (Schedule schedule) -> ScheduledJobs.input(schedule))
                .field("history", this::history);
        schema.query().field(LIST, this::page)
                .field("schedule", env -> schema.nodeOf(Schedule.PREFIX).find(env, Required.argument(env, "id")))
                .field("previewSchedule", this::preview);
        schema.connection("Schedule");
        schema.connection("ScheduleRun");
        schema.type("ScheduleRun", ScheduleRun.class).field("job", env -> job(schema, env));
        schema.type("SchedulePreview", SchedulePreview.class);
    }

    private Connection<Schedule> page(DataFetchingEnvironment env) {
        return Connection.newestFirst(env, LIST, schedules::findPage, Schedule::id, count -> schedules.count());
    }

    private CompletableFuture<Connection<ScheduleRun>> history(DataFetchingEnvironment env) {
        long schedule = Required.<Schedule>source(env).id();
        var page = PageRequest.of(env, HISTORY, 1);
        return pages.load(env, new Loader.PageKey<>(schedule, page)).thenApply(runs -> Connection.of(runs, page,
                run -> Cursor.of(HISTORY, run.id()), count -> counts.load(count, schedule)));
    }

    @SuppressWarnings("unchecked") // its keys are ids
    private static @Nullable Object job(SchemaAssembly schema, DataFetchingEnvironment env) {
        var id = Required.<ScheduleRun>source(env).jobId();
        return id == null ? null : ((Loader<Long, ?>) schema.loader("JobById")).load(env, id);
    }

    private SchedulePreview preview(DataFetchingEnvironment env) {
        String cron = Required.argument(env, "cron");
        var zone = Optional.<String>ofNullable(env.getArgument("zone")).orElseGet(() -> times.zoneOf(null));
        var now = clock.instant();
        var errors = Stream.of(ScheduleTimes.cronError(cron, now, List.of("cron")),
                times.zoneError(zone, List.of("zone"))).flatMap(Optional::stream).toList();
        return errors.isEmpty()
                ? new SchedulePreview(zone, ScheduleTimes.next(cron, ZoneId.of(zone), now, PREVIEWED), errors)
                : new SchedulePreview(null, List.of(), errors);
    }
}
