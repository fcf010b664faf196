package org.reelgraph.jobs;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Loader.PageKey;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaAssembly.TypeFields;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** What all jobs have in common, by id and as lists. */
@Singleton
class JobFields implements SchemaContributor {

    private static final String JOBS = "jobs";
    private static final ListName LOG = ListName.of("jobLog");
    private static final Cursor FIRST = Cursor.of(LOG, -1);

    /** How far a job is, for clients. */
    public record JobProgress(long done, @Nullable Long total, @Nullable String unit, @Nullable Double rate,
            @Nullable Instant estimatedEnd, @Nullable String current) {

        private static final double MILLIS = 1_000;

        static JobProgress of(Job job) {
            var running = !job.state().isEnded() && job.progressAt() != null;
            var rate = running ? job.rate() : null;
            var left = job.total() - job.done();
            // A job that counts as it goes along knows no more than what it has done.
            var isKnown = job.total() > 0 && (left > 0 || job.state().isEnded());
            var end = rate == null || rate <= 0 || left <= 0 || job.progressAt() == null
                    ? null
                    : job.progressAt().plusMillis((long) (left / rate * MILLIS));
            return new JobProgress(job.done(), isKnown ? (Long) job.total() : null, job.unit(), rate, end,
                    job.currentItem());
        }
    }

    /** Jobs that are paused together. */
    public record JobPause(@Nullable String kind, @Nullable String group) {

        static JobPause of(JobScope scope) {
            return new JobPause(scope.kind().orElse(null), scope.group().orElse(null));
        }
    }

    /** Who asked for a job, for clients. */
    public record Owner(JobOwner.Kind kind, @Nullable Long ownerId, String label) {
    }

    private final JobRepository jobs;
    private final JobKinds kinds;
    private final JobWatch watch;
    private final Loader<Long, Job> jobById;
    private final Loader<PageKey<PageRequest>, List<JobLogEntry>> logPages;
    private final Loader<Long, Integer> logCounts;

    JobFields(JobRepository jobs, JobKinds kinds, JobLogReader log, JobWatch watch) {
        this.jobs = jobs;
        this.kinds = kinds;
        this.watch = watch;
        jobById = new Loader<>("JobById", ids -> jobs.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(Job::id, job -> job)));
        logPages = Loader.ofPages("JobLogPageByJob", (ids, page) -> log.findPages(ids,
                page.from().orElse(FIRST).number(0), page.limit()), JobLogEntry::jobId);
        logCounts = Loader.withDefault("JobLogCountByJob", 0, ids -> counts(log, ids));
    }

    private static Map<Long, Integer> counts(JobLogReader log, Set<Long> ids) {
        var found = new HashMap<Long, Integer>();
        log.countByJob(ids).forEach(count -> found.put(count.jobId(), count.messages()));
        return found;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(jobById, logPages, logCounts));
        schema.query().field("job", env -> find(env, Required.argument(env, "id"))).field(JOBS, this::page)
                .field("jobPauses", env -> pauses());
        schema.subscription().stream("jobUpdated", this::follow);
        schema.connection("Job");
        schema.connection("JobLogEntry");
        schema.type("JobLogEntry", JobLogEntry.class);
        schema.type("JobProgress", JobProgress.class);
        schema.type("JobPause", JobPause.class);
        schema.type("JobOwner", Owner.class).field("user", env -> user(schema, env));
        schema.distinguish(Job.class, job -> kinds.of(job.kind()).typeName());
        kinds.all().forEach(kind -> addCommon(schema.node(new NodeType<>(kind.typeName(), kind.idPrefix(), Job.class,
                Job::id, (env, id) -> find(env, kind, id)))));
    }

    private void addCommon(TypeFields type) {
        type.property("owner", (Job job) -> new Owner(job.ownerKind(), job.ownerId(), job.ownerLabel()))
                .property("progress", JobProgress::of).property("group", Job::jobGroup).property("jobKind", Job::kind)
                .field("retryOf", env -> retryOf(env, Required.source(env))).field("log", this::log);
    }

    private CompletableFuture<@Nullable Job> find(DataFetchingEnvironment env, JobKind kind, long id) {
        return jobById.load(env, id).thenApply(job -> job != null && job.kind().equals(kind.name()) ? job : null);
    }

    private CompletableFuture<@Nullable Job> find(DataFetchingEnvironment env, String text) {
        return find(env, kindOf(text), GlobalId.parse(text).id());
    }

    private JobKind kindOf(String text) {
        return kinds.ofPrefix(GlobalId.parse(text).prefix())
                .orElseThrow(() -> RequestException.badInput("'" + text + "' isn't an id of a job."));
    }

    private Publisher<Job> follow(DataFetchingEnvironment env) {
        String text = env.getArgument("id");
        if (text == null) {
            return watch.ofAll();
        }
        var kind = kindOf(text).name();
        return watch.of(jobs.find(GlobalId.parse(text).id()).filter(job -> job.kind().equals(kind))
                .orElseThrow(() -> RequestException.badInput("There is no job '" + text + "'.")));
    }

    private @Nullable CompletableFuture<@Nullable Job> retryOf(DataFetchingEnvironment env, Job job) {
        return job.retryOf() == null ? null : jobById.load(env, job.retryOf());
    }

    private static @Nullable Object user(SchemaAssembly schema, DataFetchingEnvironment env) {
        Owner owner = Required.source(env);
        return owner.kind() == JobOwner.Kind.USER && owner.ownerId() != null
                ? schema.nodeOf("user").find().apply(env, owner.ownerId())
                : null;
    }

    private Connection<Job> page(DataFetchingEnvironment env) {
        var filter = JobFilter.of(env.getArgument("filter"));
        var order = JobOrder.FIELDS.order(env.getArgument("orderBy"));
        return Connection.inOrder(env, ListName.of(JOBS, filter, order), order,
                (way, from, most) -> jobs.findPage(filter, way, from, most), count -> jobs.count(filter));
    }

    private CompletableFuture<Connection<JobLogEntry>> log(DataFetchingEnvironment env) {
        var id = Required.<Job>source(env).id();
        var page = PageRequest.of(env, LOG, 1);
        return logPages.load(env, new PageKey<>(id, page)).thenApply(messages -> Connection.of(messages, page,
                message -> Cursor.of(LOG, message.position()), count -> logCounts.load(count, id)));
    }

    private List<JobPause> pauses() {
        return jobs.findPauses().stream().map(text -> JobPause.of(new JobScope(text))).toList();
    }
}
