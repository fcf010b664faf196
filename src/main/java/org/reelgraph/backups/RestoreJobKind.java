package org.reelgraph.backups;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobErrors;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobStopped;
import org.reelgraph.jobs.Progress;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.archive.Manifest;

/**
 * Jobs that restore backups. The checkpoint tells that it is done: the number of the restore point, or 0 if there is none.
 * For an item, it is the number of the import.
 * A job that was interrupted before doesn't begin again by itself, since much may have changed meanwhile.
 */
@Singleton
class RestoreJobKind implements RestoringKind {

    /** The kind's name. */
    static final String NAME = "RESTORE_BACKUP";

    private final Backups backups;
    private final Restore restore;
    private final PartialRestore partial;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    RestoreJobKind(Backups backups, Restore restore, PartialRestore partial, AuditTrail audit,
            WriteTransactions transactions) {
        this.backups = backups;
        this.restore = restore;
        this.partial = partial;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String typeName() {
        return "RestoreJob";
    }

    @Override
    public Role role() {
        return Role.ADMIN;
    }

    @Override
    public String idPrefix() {
        return "restorejob";
    }

    @Override
    public int attempts() {
        return 2;
    }

    @Override
    public List<UserError> check(Map<String, Object> input) {
        var asked = BackupInput.of(input);
        var backup = asked.findIn(backups);
        if (backup.isEmpty()) {
            return List.of(BackupCheckJobKind.unknown());
        }
        if (asked.only().filter(part -> PartialRestore.part(part).isEmpty()).isPresent()) {
            return List.of(UserError.of(UserErrorCode.INVALID).at(BackupInput.ONLY)
                    .saying("Only a user, a series, a movie, an album or a book can be restored alone."));
        }
        if (asked.dryRun() && asked.only().isEmpty()) {
            return List.of(UserError.of(UserErrorCode.INVALID).at(BackupInput.DRY_RUN)
                    .saying("A dry run is of a user or item. verifyBackup tries out a whole backup."));
        }
        return restore.obstacle(backup.get().path(), asked.options()).stream()
                .map(reason -> UserError.of(JobErrors.CONFLICT).at(BackupInput.ID).saying(reason)).toList();
    }

    // Only an admin may do that.
    @Override
    public Optional<Map<String, Object>> retry(Job ended, Map<String, Object> input) {
        return Optional.empty();
    }

    @Override
    public JobEnd run(JobRun run) {
        if (run.checkpoint().isPresent()) {
            return item(run.input()).isPresent()
                    ? partial.afterImport(run, Long.parseLong(run.checkpoint().get()))
                    : JobEnd.succeeded();
        }
        if (run.job().attempts() > 1) {
            return JobEnd.failed("The program ended before the backup was restored. Nothing has changed.");
        }
        var backup = BackupInput.of(run.input()).findIn(backups);
        if (backup.isEmpty()) {
            return JobEnd.failed(BackupCheckJobKind.unknown().message());
        }
        var part = BackupInput.of(run.input()).only().flatMap(PartialRestore::part);
        try {
            if (part.isPresent()) {
                return partial.restore(run, backup.get(), part.get(), BackupInput.of(run.input()).dryRun());
            }
            restore.restore(backup.get().path(), BackupInput.of(run.input()).options(), new Steps(run, backup.get()));
            return JobEnd.succeeded();
        } catch (JobStopped e) {
            return run.isCancelled()
                    ? run.stopped()
                    : JobEnd.failed("The program stopped before the backup was restored. Nothing has changed.");
        } catch (StorageException e) {
            return JobEnd.failed(backups.described(e));
        }
    }

    private static Optional<GlobalId> item(Map<String, Object> input) {
        return BackupInput.of(input).only().flatMap(PartialRestore::part).filter(PartialRestore::isItem);
    }

    @Override
    public void ended(Job job) {
        var input = JobInput.read(job.input());
        item(input).ifPresent(part -> partial.ended(job, part, BackupInput.of(input).dryRun()));
    }

    @Override
    public Runnable replaced(Job job) {
        return () -> ended(job);
    }

    /** One restore: what is tried out is told; what happens in the one transaction can't be, until that ends. */
    private final class Steps implements Restore.Follower {

        private final JobRun run;
        private final BackupFile backup;
        private final JobProgress progress;
        private boolean isTried;

        private Steps(JobRun run, BackupFile backup) {
            this.run = run;
            this.backup = backup;
            this.progress = new JobProgress(run, transactions);
        }

        @Override
        public void progress(Step step, long done, long total) {
            if (isTried) {
                progress.requireGoingOn();
            } else {
                progress.progress(step, done, total);
                isTried = step == Step.INDEXES;
            }
        }

        @Override
        public void replaced(Manifest restored, Optional<BackupFile> restorePoint) {
            run.save(String.valueOf(restorePoint.map(BackupFile::id).orElse(0L)),
                    new Progress(restored.rows(), restored.rows(), "rows", null));
            audit.record(Actor.SYSTEM, "restoreBackup", Outcome.SUCCESS, backup.globalId(),
                    backup.fileName() + " for " + run.job().ownerLabel());
        }
    }
}
