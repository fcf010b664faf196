package org.reelgraph.backups;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobStopped;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.WriteTransactions;

/** Jobs that make backups. They don't wait for imports. The checkpoint is the number of the backup that was made. */
@Singleton
class BackupJobKind implements RestoringKind {

    /** The kind's name. */
    static final String NAME = "BACKUP";
    /** The group of jobs that read backups or the library, and change neither. */
    static final String GROUP = "backups";
    /** The note in the input. */
    static final String NOTE = "note";

    private static final int LONGEST_NOTE = 500;

    private final Backups backups;
    private final WriteTransactions transactions;

    BackupJobKind(Backups backups, WriteTransactions transactions) {
        this.backups = backups;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Role role() {
        return Role.ADMIN;
    }

    @Override
    public String typeName() {
        return "BackupJob";
    }

    @Override
    public String idPrefix() {
        return "backupjob";
    }

    @Override
    public String group() {
        return GROUP;
    }

    @Override
    public List<UserError> check(Map<String, Object> input) {
        return note(input).length() <= LONGEST_NOTE
                ? List.of()
                : List.of(UserError.of(UserErrorCode.OUT_OF_RANGE).at(NOTE)
                        .saying("The note may have up to " + LONGEST_NOTE + " characters."));
    }

    private static String note(Map<String, Object> input) {
        return Optional.ofNullable(input.get(NOTE)).map(Object::toString).orElse("");
    }

    @Override
    public JobEnd run(JobRun run) {
        var progress = new JobProgress(run, transactions);
        try {
            var kind = run.job().ownerKind() == JobOwner.Kind.SCHEDULE ? BackupKind.SCHEDULED : BackupKind.MANUAL;
            var made = backups.create(kind, note(run.input()), progress, run::requireLease);
            var rows = made.backup().manifest().rows();
            progress.save(String.valueOf(made.backup().id()), rows, rows);
            return made.problem().map(JobEnd::withErrors).orElseGet(JobEnd::succeeded);
        } catch (JobStopped e) {
            return run.stopped();
        } catch (StorageException e) {
            return JobEnd.failed(backups.described(e));
        }
    }
}
