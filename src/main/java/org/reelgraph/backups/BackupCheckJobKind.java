package org.reelgraph.backups;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.backups.BackupFile.Name;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobStopped;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.WriteTransactions;

/**
 * Jobs that restore a backup into a database of its own, to see whether it is whole. Without an id in the input, it is the
 * newest one that can be read when the job runs.
 */
@Singleton
class BackupCheckJobKind implements RestoringKind {

    /** The kind's name. */
    static final String NAME = "VERIFY_BACKUP";

    private final Backups backups;
    private final WriteTransactions transactions;

    BackupCheckJobKind(Backups backups, WriteTransactions transactions) {
        this.backups = backups;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String typeName() {
        return "BackupCheckJob";
    }

    @Override
    public String idPrefix() {
        return "backupcheckjob";
    }

    @Override
    public String group() {
        return BackupJobKind.GROUP;
    }

    @Override
    public List<UserError> check(Map<String, Object> input) {
        return isNewest(input) || backups.name(BackupInput.of(input).backup()).isPresent()
                ? List.of()
                : List.of(unknown());
    }

    private static boolean isNewest(Map<String, Object> input) {
        return input.get(BackupInput.ID) == null;
    }

    @Override
    public Role role() {
        return Role.ADMIN;
    }

    @Override
    public Optional<String> key(Map<String, Object> input) {
        return isNewest(input) ? Optional.of(NAME) : Optional.empty();
    }

    /** {@return the mistake that an id is of no backup} */
    static UserError unknown() {
        return UserError.of(UserErrorCode.NOT_FOUND).at(BackupInput.ID)
                .saying("There is no backup with this id that can be read.");
    }

    // Whoever has it tried out regularly relies on there being newer ones.
    private JobEnd endOfNewest(Name tried) {
        var unreadable = backups.unreadableAfter(tried).stream().map(Name::text).toList();
        return unreadable.isEmpty()
                ? JobEnd.succeeded()
                : JobEnd.withErrors(tried.text() + " is whole, but what seems to be newer can't be read: "
                        + String.join(", ", unreadable) + ". Delete it, or find out why.");
    }

    @Override
    public JobEnd run(JobRun run) {
        // Also one that can't be read: the trial tells why.
        var isNewest = isNewest(run.input());
        var name = isNewest ? backups.newest() : backups.name(BackupInput.of(run.input()).backup());
        if (name.isEmpty()) {
            return JobEnd.failed(isNewest ? "There is no backup that could be tried out." : unknown().message());
        }
        var progress = new JobProgress(run, transactions);
        try {
            var rows = backups.verify(backups.path(name.get()), progress).rows();
            progress.save(String.valueOf(name.get().id()), rows, rows);
            return isNewest ? endOfNewest(name.get()) : JobEnd.succeeded();
        } catch (JobStopped e) {
            return run.stopped();
        } catch (StorageException e) {
            return JobEnd.failed(backups.described(e));
        }
    }
}
