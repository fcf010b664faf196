package org.reelgraph.verification;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobRepository;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.verification.checks.Severity;

/** Jobs that verify items, and the mutation that queues one and returns at once. */
@Singleton
class VerifyJobs implements SchemaContributor {

    private static final String LIST = "verifyJobs";

    /** The job, or why there is none. */
    public record VerifyMediaPayload(@Nullable Job job, List<UserError> userErrors) implements MutationPayload {
    }

    private final JobQueue queue;
    private final JobRepository jobs;
    private final VerifyJobKind kind;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    VerifyJobs(JobQueue queue, JobRepository jobs, VerifyJobKind kind, AuditTrail audit,
            WriteTransactions transactions) {
        this.queue = queue;
        this.jobs = jobs;
        this.kind = kind;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("verifyMedia", this::verify);
        schema.type("VerifyMediaPayload", VerifyMediaPayload.class);
        schema.query()
                .field("verifyJob",
                        env -> schema.nodeOf(VerifyJobKind.PREFIX).find(env, Required.argument(env, "id")))
                .field(LIST, this::page);
        schema.connection("VerifyJob");
        schema.type("VerifyJob", Job.class).property("phase", (Job job) -> input(job).phase())
                .property("onlyKind", (Job job) -> input(job).kind().orElse(null))
                .property("filePath", (Job job) -> input(job).path().orElse(null))
                .property("errorCount", (Job job) -> Tally.of(job.checkpoint()).count(Severity.ERROR))
                .property("warningCount", (Job job) -> Tally.of(job.checkpoint()).count(Severity.WARN));
    }

    private static VerifyInput input(Job job) {
        return VerifyInput.of(JobInput.read(job.input()));
    }

    private Connection<Job> page(DataFetchingEnvironment env) {
        return Connection.newestFirst(env, LIST, (before, most) -> jobs.findPage(VerifyJobKind.NAME, before, most),
                Job::id, count -> jobs.count(VerifyJobKind.NAME));
    }

    private VerifyMediaPayload verify(DataFetchingEnvironment env) {
        var input = VerifyInput.of(Required.<Map<String, Object>>argument(env, "input"));
        var errors = UserError.allBelow("input", kind.check(input.asMap()));
        return new VerifyMediaPayload(errors.isEmpty() ? submitted(Actor.of(Caller.of(env)), input) : null, errors);
    }

    private Job submitted(Actor who, VerifyInput input) {
        var request = new JobRequest(VerifyJobKind.NAME, input.asMap(), JobOwner.of(who), 0, null);
        return transactions.within(() -> audit.within(who.needing(Role.MODERATOR), "verifyMedia",
                () -> queue.submit(request).job(), job -> GlobalId.of(VerifyJobKind.PREFIX, job.id()),
                job -> input.inWords()));
    }
}
