package org.reelgraph.mediaos.mirror;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.storage.WriteTransactions;

/** How the mirror is, and the mutations that check and repair it. */
@Singleton
class MirrorFields implements SchemaContributor {

    /** The input of {@code repairMirror}. */
    @Introspected
    record RepairMirrorInput(boolean force) {
    }

    /** The input of {@code checkMirror}. */
    @Introspected
    record CheckMirrorInput(Optional<List<String>> only) {
    }

    /** How the mirror is then. */
    public record RepairMirrorPayload(MirrorStatus mirror, List<UserError> userErrors) implements MutationPayload {
    }

    /** @param job null if the input was rejected */
    public record CheckMirrorPayload(@Nullable Job job, List<UserError> userErrors) implements MutationPayload {
    }

    private final Mirror mirror;
    private final MirrorCheckJobKind kind;
    private final JobQueue queue;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    MirrorFields(Mirror mirror, MirrorCheckJobKind kind, JobQueue queue, AuditTrail audit,
            WriteTransactions transactions) {
        this.mirror = mirror;
        this.kind = kind;
        this.queue = queue;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("mirrorStatus", env -> mirror.status());
        schema.type("MirrorStatus", MirrorStatus.class).property("state", MirrorStatus::state)
                .property("folder", (MirrorStatus status) -> status.folder().orElse(null))
                .property("lastCheckedAt", (MirrorStatus status) -> status.lastCheckedAt().orElse(null));
        schema.type("MirroredFile", MirroredFile.class);
        schema.mutation().field("repairMirror", RepairMirrorInput.class, this::repair)
                .field("checkMirror", CheckMirrorInput.class, (input, env) -> check(Caller.of(env), input));
        schema.type("RepairMirrorPayload", RepairMirrorPayload.class);
        schema.type("CheckMirrorPayload", CheckMirrorPayload.class);
    }

    private RepairMirrorPayload repair(RepairMirrorInput input, DataFetchingEnvironment env) {
        transactions.within(() -> audit.within(Actor.of(Caller.of(env)).needing(Role.ADMIN), "repairMirror", null,
                input.force() ? "force" : null, () -> true));
        mirror.repair(input.force());
        return new RepairMirrorPayload(mirror.status(), List.of());
    }

    private CheckMirrorPayload check(Caller caller, CheckMirrorInput input) {
        var only = Map.<String, Object>of(MirrorCheckJobKind.ONLY, input.only().orElse(List.of()));
        var errors = UserError.allBelow("input", kind.check(only));
        if (!errors.isEmpty()) {
            return new CheckMirrorPayload(null, errors);
        }
        var who = Actor.of(caller);
        var request = new JobRequest(kind.name(), only, JobOwner.of(who), 0, null);
        return new CheckMirrorPayload(transactions.within(() -> audit.within(who.needing(Role.ADMIN), "checkMirror",
                () -> queue.submit(request).job(), job -> GlobalId.of(kind.idPrefix(), job.id()), job -> "")),
                List.of());
    }
}
