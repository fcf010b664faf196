package org.reelgraph.plays;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.connections.ConnectedServer;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.storage.WriteTransactions;

/** Jobs that read play histories, and the mutation that queues one and returns at once. */
@Singleton
class PlayHistoryJobs implements SchemaContributor {

    /** The input of {@code syncPlayHistory}. */
    @Introspected
    record SyncPlayHistoryInput(String id, boolean full) {
    }

    /** The job, or why there is none. */
    public record SyncPlayHistoryPayload(@Nullable Job job, boolean joined, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    private final JobQueue queue;
    private final PlayHistoryJobKind kind;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    PlayHistoryJobs(JobQueue queue, PlayHistoryJobKind kind, AuditTrail audit, WriteTransactions transactions) {
        this.queue = queue;
        this.kind = kind;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("syncPlayHistory", SyncPlayHistoryInput.class,
                (input, env) -> sync(new PlayHistoryInput(input.id(), input.full()), Actor.of(Caller.of(env))));
        schema.type("SyncPlayHistoryPayload", SyncPlayHistoryPayload.class);
        schema.type("PlayHistoryJob", Job.class).property("full", (Job job) -> input(job).full())
                .field("server", env -> server(env, schema));
    }

    private SyncPlayHistoryPayload sync(PlayHistoryInput input, Actor who) {
        return transactions.within(() -> {
            var errors = kind.check(input.map());
            if (!errors.isEmpty()) {
                return new SyncPlayHistoryPayload(null, false,
                        UserError.allBelow("input", errors));
            }
            var request = new JobRequest(PlayHistoryJobKind.NAME, input.map(), JobOwner.of(who), 0,
                    kind.key(input.map()).orElseThrow());
            return audit.within(who.needing(Role.MODERATOR), "syncPlayHistory", input.connection(), null, () -> {
                var submitted = queue.submit(request);
                return new SyncPlayHistoryPayload(submitted.job(), submitted.joined(), List.of());
            });
        });
    }

    private static PlayHistoryInput input(Job job) {
        return PlayHistoryInput.of(JobInput.read(job.input()));
    }

    private static @Nullable Object server(DataFetchingEnvironment env, SchemaAssembly schema) {
        return input(Required.source(env)).connectionId()
                .<Object>map(id -> schema.nodeOf(ConnectedServer.PREFIX).find().apply(env, id)).orElse(null);
    }
}
