package org.reelgraph.backups;

import io.micronaut.context.ApplicationContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.UserRepository;
import org.reelgraph.accounts.UserStore;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.exports.files.Draft;
import org.reelgraph.exports.formats.ExportFormats;
import org.reelgraph.exports.formats.ExportMonitor;
import org.reelgraph.exports.library.LibraryView;
import org.reelgraph.exports.library.MediaTree;
import org.reelgraph.exports.library.Selection;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.imports.jobs.RestoringImports;
import org.reelgraph.imports.jobs.RestoringImports.Restored;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobState;
import org.reelgraph.jobs.LogLevel;
import org.reelgraph.jobs.Progress;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.archive.ArchiveFiles;
import org.reelgraph.storage.archive.TrialDatabase;
import org.reelgraph.storage.copy.CopyTargets;
import org.reelgraph.storage.sql.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one user, or one item with all that is below it, out of a backup. A second program on the database in which the
 * backup was tried out reads it. An item then goes through an import, which tells what it changes and can be undone. The
 * job that restores it lets this import go first, and ends as it did.
 */
@Singleton
class PartialRestore {

    // Hidden, so that it is never what an import of the whole import folder means.
    private static final String FOLDER = ".restored";
    private static final String FORMAT = "JSON_LINES";
    private static final String UNIT = "items";

    private static final Logger LOG = LoggerFactory.getLogger(PartialRestore.class);

    private static final ExportMonitor NOBODY = new ExportMonitor() {

        @Override
        public void written(MediaTree tree) {
            // There is only one.
        }

        @Override
        public void leftOut(String message) {
            // The format has a place for everything.
        }
    };

    private final ArchiveFolder folder;
    private final ArchiveFiles files;
    private final TrialDatabase.Kind trials;
    private final Folders folders;
    private final UserStore users;
    private final AuditTrail audit;
    private final WriteTransactions transactions;
    private final RestoringImports imports;

    PartialRestore(ArchiveFolder folder, ArchiveFiles files, TrialDatabase.Kind trials, Folders folders,
            UserStore users, AuditTrail audit, WriteTransactions transactions, RestoringImports imports) {
        this.folder = folder;
        this.files = files;
        this.trials = trials;
        this.folders = folders;
        this.users = users;
        this.audit = audit;
        this.transactions = transactions;
        this.imports = imports;
    }

    /** {@return the part of a library that a global id names; empty if it can't be restored alone} */
    static Optional<GlobalId> part(String id) {
        return GlobalId.find(id).filter(part -> part.prefix().equals(User.PREFIX)
                || Stream.of(MediaKind.values()).anyMatch(kind -> kind.prefix().equals(part.prefix())));
    }

    /** {@return whether a part is an item, which is imported} */
    static boolean isItem(GlobalId part) {
        return !part.prefix().equals(User.PREFIX);
    }

    /**
     * Restores a part of a backup; of an item, queues the import.
     *
     * @param run    keeps the number of the import or of the user as its checkpoint
     * @param dryRun whether only to tell what would change
     * @throws StorageException if that can't be done; nothing has changed then
     */
    JobEnd restore(JobRun run, BackupFile backup, GlobalId part, boolean dryRun) {
        try (var archive = files.open(backup.path()); var trial = trials.in(folder.path())) {
            trial.load(archive, new JobProgress(run, transactions));
            trial.migrate();
            var settings = new HashMap<>(CopyTargets.SETTINGS);
            settings.putAll(trial.settings());
            try (var program = ApplicationContext.run(settings)) {
                return isItem(part)
                        ? item(run, program, part, dryRun)
                        : user(run, program, part, dryRun);
            }
        }
    }

    private static JobEnd missing(GlobalId part) {
        return JobEnd.failed("The backup has no " + GlobalId.of(part.prefix(), part.id()) + ". Nothing has changed.");
    }

    private JobEnd user(JobRun run, ApplicationContext program, GlobalId part, boolean dryRun) {
        var found = program.getBean(UserRepository.class).findById(part.id());
        if (found.isEmpty()) {
            return missing(part);
        }
        var user = found.get();
        var end = user(run, user, dryRun);
        if (end.state() == JobState.SUCCEEDED) {
            run.log(LogLevel.INFO, "The user " + user.email() + " with the role " + user.role()
                    + (dryRun ? " would be" : " was") + " restored, without API keys.");
        }
        return end;
    }

    private JobEnd user(JobRun run, User user, boolean dryRun) {
        return transactions.within(() -> {
            var present = users.findById(user.id()).or(() -> users.findByEmail(user.email()));
            if (present.isPresent()) {
                return JobEnd.failed("There is a user " + present.get().email() + " already. Nothing has changed.");
            }
            if (!dryRun) {
                users.save(user);
                audit.record(Actor.SYSTEM, "restoreBackup", Outcome.SUCCESS, user.globalId(),
                        user.email() + " for " + run.job().ownerLabel());
            }
            run.save(String.valueOf(user.id()), new Progress(1, 1, "users", null));
            return JobEnd.succeeded();
        });
    }

    private JobEnd item(JobRun run, ApplicationContext program, GlobalId part, boolean dryRun) {
        var found = program.getBean(MediaRepository.class).findByIds(List.of(part.id())).stream()
                .filter(item -> item.kind().prefix().equals(part.prefix())).findFirst();
        if (found.isEmpty()) {
            return missing(part);
        }
        var item = found.get();
        var job = run.job();
        var path = path(job, part);
        write(program, item, folders.importDir().resolve(path));
        run.log(LogLevel.INFO, "A job of its own imports '" + item.title() + "'.");
        return transactions.within(() -> {
            var queued = imports.queue(new Restored(path.toString(), item.source(), item.id()), dryRun,
                    new JobOwner(job.ownerKind(), job.ownerId(), job.ownerLabel()));
            run.save(String.valueOf(queued.id()), new Progress(0, 1, UNIT, item.title()));
            return JobEnd.afterOther();
        });
    }

    private static Path path(Job job, GlobalId part) {
        return Path.of(FOLDER, GlobalId.of(part.prefix(), part.id()) + "-" + job.id() + ".jsonl");
    }

    /**
     * Sees to a job that has queued the import of an item.
     *
     * @param id that of the import, the job's checkpoint
     */
    JobEnd afterImport(JobRun run, long id) {
        var imported = transactions.within(() -> imports.find(id));
        if (imported.isEmpty()) {
            return JobEnd.failed("The job that imported the item is no longer there.");
        }
        if (!imported.get().state().isEnded()) {
            return new JobEnd(JobState.INTERRUPTED, "The import of the item hasn't ended yet.");
        }
        return transactions.within(() -> {
            run.save(String.valueOf(id), new Progress(1, 1, UNIT, null));
            return imported.get().state() == JobState.CANCELLED
                    ? new JobEnd(JobState.CANCELLED, "The import of the item was cancelled.")
                    : imports.end(imported.get());
        });
    }

    /** Sees to what the restore of an item leaves, in the transaction in which its job ends. */
    void ended(Job job, GlobalId part, boolean dryRun) {
        var queued = Optional.ofNullable(job.checkpoint()).map(Long::valueOf);
        if (job.state() == JobState.CANCELLED) {
            queued.ifPresent(imports::cancel);
        }
        // Only an import that has failed or was cancelled can be done again, and an undo needs no file.
        var isDone = job.state() == JobState.SUCCEEDED || job.state() == JobState.COMPLETED_WITH_ERRORS;
        if (dryRun || isDone || queued.isEmpty()) {
            var file = folders.importDir().resolve(path(job, part));
            transactions.afterCommit(() -> delete(file));
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The file {} of a restore can't be removed: {}", file, e.getMessage());
        }
    }

    private static void write(ApplicationContext program, MediaItem item, Path file) {
        program.getBean(LibraryView.class)
                .within(new Selection(item.source(), Condition.equal("id", item.id())), library -> {
                    try {
                        Files.createDirectories(file.getParent());
                        try (var draft = Draft.of(file, Draft.Form.FILE, file.getFileName().toString())) {
                            program.getBean(ExportFormats.class).of(FORMAT).write(library, draft, NOBODY);
                            draft.finish();
                        }
                        return file;
                    } catch (IOException e) {
                        throw StorageException.of("The file " + file.getFileName()
                                + " can't be written to the import folder", e);
                    }
                });
    }
}
