package org.reelgraph.jobs;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.IdInput;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.jobs.JobFields.JobPause;
import org.reelgraph.storage.WriteTransactions;

/** Mutations of jobs of every kind. */
@Singleton
class JobMutations implements SchemaContributor {

    /** The input of {@code cancelJob}. */
    @Introspected
    record CancelJobInput(String id, boolean undo) {
    }

    /** The input of {@code reorderJob}: at most one of the others. */
    @Introspected
    record ReorderJobInput(String id, Optional<String> before, Optional<String> after) {
    }

    /** The input of {@code pauseJobs} and {@code resumeJobs}: at most one of both. */
    @Introspected
    record JobScopeInput(Optional<String> kind, Optional<String> group) {
    }

    /** The job as it is now, or what is wrong. */
    public record CancelJobPayload(@Nullable Job job, @Nullable Job undoJob,
            List<UserError> userErrors) implements MutationPayload {
    }

    /** The new job, or what is wrong. */
    public record RetryJobPayload(@Nullable Job job, List<UserError> userErrors) implements MutationPayload {
    }

    /** The job as it is now, or what is wrong. */
    public record ReorderJobPayload(@Nullable Job job, List<UserError> userErrors) implements MutationPayload {
    }

    /** What is paused now, or what is wrong. */
    public record PauseJobsPayload(List<JobPause> pauses, List<UserError> userErrors) implements MutationPayload {
    }

    /** What is paused now, or what is wrong. */
    public record ResumeJobsPayload(List<JobPause> pauses, List<UserError> userErrors) implements MutationPayload {
    }

    private final JobAdministration administration;
    private final JobStore store;
    private final WriteTransactions transactions;

    JobMutations(JobAdministration administration, JobStore store, WriteTransactions transactions) {
        this.administration = administration;
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("cancelJob", CancelJobInput.class, (input, env) -> {
            var answer = administration.cancel(actor(env), input.id(), input.undo());
            return new CancelJobPayload(answer.job(), answer.undo(), answer.errors());
        }).field("retryJob", IdInput.class, (input, env) -> {
            var answer = administration.retry(actor(env), input.id());
            return new RetryJobPayload(answer.job(), answer.errors());
        }).field("reorderJob", ReorderJobInput.class, (input, env) -> {
            var answer = administration.reorder(actor(env), input.id(), input.before(), input.after());
            return new ReorderJobPayload(answer.job(), answer.errors());
        }).field("pauseJobs", JobScopeInput.class, (input, env) -> {
            var errors = administration.pause(actor(env), true, input.kind(), input.group());
            return new PauseJobsPayload(pauses(), errors);
        }).field("resumeJobs", JobScopeInput.class, (input, env) -> {
            var errors = administration.pause(actor(env), false, input.kind(), input.group());
            return new ResumeJobsPayload(pauses(), errors);
        });
        schema.type("CancelJobPayload", CancelJobPayload.class);
        schema.type("RetryJobPayload", RetryJobPayload.class);
        schema.type("ReorderJobPayload", ReorderJobPayload.class);
        schema.type("PauseJobsPayload", PauseJobsPayload.class);
        schema.type("ResumeJobsPayload", ResumeJobsPayload.class);
    }

    private static Actor actor(DataFetchingEnvironment env) {
        return Actor.of(Caller.of(env));
    }

    private List<JobPause> pauses() {
        return transactions.within(store::findPauses).stream().map(text -> JobPause.of(new JobScope(text))).toList();
    }
}
