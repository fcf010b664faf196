package org.reelgraph.connections.sync;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.Submission;

/** The mutations that synchronise the library: they queue jobs and return at once. */
@Singleton
class SyncMutations implements SchemaContributor {

    /** The input of {@code syncConnection}. */
    @Introspected
    record SyncConnectionInput(String id, Optional<List<String>> sections, SyncMode mode, boolean dryRun,
            Optional<String> confirmDeletions) {
    }

    /** The input of {@code replaySnapshot}. */
    @Introspected
    record ReplaySnapshotInput(String jobId, boolean dryRun) {
    }

    /** The job, or why there is none. */
    public record SyncConnectionPayload(@Nullable Job job, boolean joined, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    /** The job, or why there is none. */
    public record ReplaySnapshotPayload(@Nullable Job job, List<UserError> userErrors) implements MutationPayload {
    }

    private final Syncs syncs;

    SyncMutations(Syncs syncs) {
        this.syncs = syncs;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation()
                .field("syncConnection", SyncConnectionInput.class,
                        (input, env) -> sync(input, Actor.of(Caller.of(env))))
                .field("replaySnapshot", ReplaySnapshotInput.class,
                        (input, env) -> replay(input, Actor.of(Caller.of(env))));
        schema.type("SyncConnectionPayload", SyncConnectionPayload.class);
        schema.type("ReplaySnapshotPayload", ReplaySnapshotPayload.class);
    }

    private SyncConnectionPayload sync(SyncConnectionInput input, Actor who) {
        var submitted = syncs.submit(who, "syncConnection",
                new SyncInput(input.id(), input.sections().orElse(List.of()), input.mode(), input.dryRun(),
                        false, input.confirmDeletions(), Optional.empty()),
                JobQueue.ANYBODY);
        return new SyncConnectionPayload(job(submitted), submitted.job().map(Submission::joined).orElse(false),
                withinInput(submitted.errors()));
    }

    private ReplaySnapshotPayload replay(ReplaySnapshotInput input, Actor who) {
        var submitted = syncs.submit(who, "replaySnapshot", new SyncInput("", List.of(), SyncMode.FULL, input.dryRun(),
                false, Optional.empty(), Optional.of(input.jobId())), JobQueue.ANYBODY);
        return new ReplaySnapshotPayload(job(submitted), submitted.errors().stream()
                .map(error -> UserError.of(error.code()).at("input", "jobId").saying(error.message())).toList());
    }

    private static @Nullable Job job(Syncs.Submitted submitted) {
        return submitted.job().map(Submission::job).orElse(null);
    }

    private static List<UserError> withinInput(List<UserError> errors) {
        return UserError.allBelow("input", errors);
    }
}
