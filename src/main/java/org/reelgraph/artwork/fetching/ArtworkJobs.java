package org.reelgraph.artwork.fetching;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reelgraph.artwork.fetching.ArtworkFetch.Outcome;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobPages;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobRepository;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.storage.WriteTransactions;

/** Jobs that fetch artwork, what became of each picture, and the mutation that queues a job and returns at once. */
@Singleton
class ArtworkJobs implements SchemaContributor {

    private static final String LIST = "artworkJobs";

    /** The job, or why there is none. */
    public record RefreshArtworkPayload(@Nullable Job job, boolean joined, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    private final JobQueue queue;
    private final JobRepository jobs;
    private final ArtworkJobKind kind;
    private final JobPages<ArtworkFetch> fetches;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    ArtworkJobs(JobQueue queue, JobRepository jobs, ArtworkJobKind kind, FetchReader fetches, AuditTrail audit,
            WriteTransactions transactions) {
        this.queue = queue;
        this.jobs = jobs;
        this.kind = kind;
        this.fetches = new JobPages<>("ArtworkFetch", ListName.of("artworkFetches"), fetches,
                fetch -> Objects.requireNonNull(fetch.jobId(), "It was found by it."), ArtworkFetch::position);
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        fetches.addTo(schema);
        schema.mutation().field("refreshArtwork", this::refresh);
        schema.type("RefreshArtworkPayload", RefreshArtworkPayload.class);
        schema.query()
                .field("artworkJob",
                        env -> schema.nodeOf(ArtworkJobKind.PREFIX).find(env, Required.argument(env, "id")))
                .field(LIST, this::page);
        schema.connection("ArtworkJob");
        schema.connection("ArtworkFetch");
        schema.type("ArtworkJob", Job.class)
                .property("force", (Job job) -> RefreshInput.of(JobInput.read(job.input())).force())
                .property("storedCount", (Job job) -> count(job, Outcome.STORED))
                .property("unchangedCount", (Job job) -> count(job, Outcome.UNCHANGED))
                .property("failedCount", (Job job) -> count(job, Outcome.FAILED)).field("fetches", fetches::page);
    }

    private static int count(Job job, Outcome outcome) {
        return FetchTally.of(job.checkpoint()).count(outcome);
    }

    private Connection<Job> page(DataFetchingEnvironment env) {
        return Connection.newestFirst(env, LIST, (before, most) -> jobs.findPage(ArtworkJobKind.NAME, before, most),
                Job::id, count -> jobs.count(ArtworkJobKind.NAME));
    }

    private RefreshArtworkPayload refresh(DataFetchingEnvironment env) {
        var input = RefreshInput.of(Required.<Map<String, Object>>argument(env, "input"));
        var errors = kind.check(input.asMap()).stream().map(error -> error.below("input")).toList();
        return errors.isEmpty()
                ? submitted(Actor.of(Caller.of(env)), input)
                : new RefreshArtworkPayload(null, false, errors);
    }

    private RefreshArtworkPayload submitted(Actor who, RefreshInput input) {
        var map = input.asMap();
        var request = new JobRequest(ArtworkJobKind.NAME, map, JobOwner.of(who), 0, kind.key(map).orElse(null));
        var submission = transactions.within(() -> audit.within(who.needing(Role.MODERATOR), "refreshArtwork",
                () -> queue.submit(request), job -> GlobalId.of(ArtworkJobKind.PREFIX, job.job().id()),
                job -> input.inWords()));
        return new RefreshArtworkPayload(submission.job(), submission.joined(), List.of());
    }
}
