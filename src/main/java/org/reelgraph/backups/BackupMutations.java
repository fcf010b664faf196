package org.reelgraph.backups;

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
import org.reelgraph.graphql.schema.IdInput;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobKind;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.storage.WriteTransactions;

/** The mutations about backups. All but the deletion queue a job and return at once. */
@Singleton
class BackupMutations implements SchemaContributor {

    /** The input of {@code createBackup}. */
    @Introspected
    record CreateBackupInput(Optional<String> note) {
    }

    /** The input of {@code restoreBackup}. */
    @Introspected
    record RestoreBackupInput(String id, boolean allowUnreadableSecrets, boolean skipRestorePoint,
            Optional<String> only, boolean dryRun) {
    }

    /** A job, or why there is none. */
    public record BackupJobPayload(@Nullable Job job, List<UserError> userErrors) implements MutationPayload {
    }

    /** The id of the deleted backup, or why none was deleted. */
    public record DeleteBackupPayload(@Nullable String deletedId, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    private final Backups backups;
    private final BackupJobKind creation;
    private final BackupCheckJobKind check;
    private final RestoreJobKind restore;
    private final JobQueue queue;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    BackupMutations(Backups backups, BackupJobKind creation, BackupCheckJobKind check, RestoreJobKind restore,
            JobQueue queue, AuditTrail audit, WriteTransactions transactions) {
        this.backups = backups;
        this.creation = creation;
        this.check = check;
        this.restore = restore;
        this.queue = queue;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation()
                .field("createBackup", CreateBackupInput.class,
                        (input, env) -> submit(Caller.of(env), "createBackup", creation,
                                input.note().<Map<String, Object>>map(note -> Map.of(BackupJobKind.NOTE, note))
                                        .orElse(Map.of())))
                .field("verifyBackup", IdInput.class,
                        (input, env) -> submit(Caller.of(env), "verifyBackup", check,
                                Map.of(BackupInput.ID, input.id())))
                .field("restoreBackup", RestoreBackupInput.class,
                        (input, env) -> submit(Caller.of(env), "restoreBackup", restore,
                                new BackupInput(input.id(), new Restore.Options(input.allowUnreadableSecrets(),
                                        input.skipRestorePoint()), input.only(), input.dryRun()).map()))
                .field("deleteBackup", IdInput.class, (input, env) -> delete(Caller.of(env), input.id()));
        List.of("CreateBackupPayload", "VerifyBackupPayload", "RestoreBackupPayload")
                .forEach(payload -> schema.type(payload, BackupJobPayload.class));
        schema.type("DeleteBackupPayload", DeleteBackupPayload.class);
    }

    private BackupJobPayload submit(Caller caller, String mutation, JobKind kind, Map<String, Object> input) {
        var errors = UserError.allBelow("input", kind.check(input));
        if (!errors.isEmpty()) {
            return new BackupJobPayload(null, errors);
        }
        var who = Actor.of(caller);
        var request = new JobRequest(kind.name(), input, JobOwner.of(who), 0, null);
        return new BackupJobPayload(transactions.within(() -> audit.within(who.needing(Role.ADMIN), mutation,
                () -> queue.submit(request).job(), job -> GlobalId.of(kind.idPrefix(), job.id()),
                job -> String.valueOf(input.getOrDefault(BackupInput.ID, "")))), List.of());
    }

    private DeleteBackupPayload delete(Caller caller, String id) {
        // Also one that can't be read.
        var backup = backups.name(id);
        if (backup.isEmpty()) {
            return new DeleteBackupPayload(null, List.of(BackupCheckJobKind.unknown().below("input")));
        }
        return transactions.within(() -> audit.within(Actor.of(caller).needing(Role.ADMIN), "deleteBackup",
                backup.get().globalId(), backup.get().text(), () -> {
                    backups.delete(backup.get());
                    return new DeleteBackupPayload(id, List.of());
                }));
    }
}
