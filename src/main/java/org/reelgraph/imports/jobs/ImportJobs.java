package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.imports.formats.FormatReaders;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.jobs.JobStores.JobLost;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.jobs.JobLock;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.sql.InstantColumn;

/** Accepts import jobs, either for the server's queue or to run them at once. */
@Singleton
public class ImportJobs {

    // A job that ends the program, as one that needs more memory than there is, must not do so for ever.
    private static final int RESTARTS = 3;

    private final FormatReaders readers;
    private final JobRunner runner;
    private final JobLock lock;
    private final JobStores stores;
    private final Folders folders;

    ImportJobs(FormatReaders readers, JobRunner runner, JobLock lock, JobStores stores, Folders folders) {
        this.readers = readers;
        this.runner = runner;
        this.lock = lock;
        this.stores = stores;
        this.folders = folders;
    }

    /**
     * {@return a new queued job}
     *
     * @param path   relative to the import folder
     * @param format detected from the content if null
     * @throws SourceException if there is nothing to import at the path, or nothing with this format
     */
    ImportJob enqueue(Actor who, String path, @Nullable String format, ImportOptions options)
            throws SourceException {
        var found = readers.locate(ImportSource.below(folders.importDir(), path), format);
        return saved(who, ImportJob.queued(stores.ids().next(), found.format(), nameOf(found.source().path()), options,
                RESTARTS, InstantColumn.now()));
    }

    /**
     * Runs an import of any file or folder at once or, if another process is running a job, after that job.
     *
     * @param path   any path; it may also be relative to the import folder
     * @param format detected from the content if null
     * @return the finished job; empty if it was stopped before it started
     * @throws SourceException if there is nothing to import at the path, or nothing with this format
     */
    public Optional<ImportJob> run(Path path, @Nullable String format, ImportOptions options,
            JobListener listener)
            throws SourceException {
        var found = readers.locate(ImportSource.anywhere(path, folders.importDir()), format);
        try (var held = hold(listener).orElse(null)) {
            if (held == null) {
                return Optional.empty();
            }
            runner.recoverInterrupted();
            var job = saved(Actor.COMMAND_LINE, ImportJob.queued(stores.ids().next(), found.format(),
                    nameOf(found.source().path()), options, 0, InstantColumn.now()));
            return Optional.of(ended(job, found.source(), listener, held));
        }
    }

    private ImportJob ended(ImportJob job, ImportSource source, JobListener listener, JobLock.Held held) {
        try {
            return runner.run(job, source, listener, held);
        } catch (JobLost e) {
            return job.finished(ImportJob.Status.FAILED, e.getMessage(), InstantColumn.now());
        }
    }

    private ImportJob saved(Actor who, ImportJob job) {
        return stores.write(() -> stores.audit().within(who.needing(Role.MODERATOR), "importLibrary", job.globalId(),
                job.path(), () -> stores.jobs().save(job)));
    }

    private Optional<JobLock.Held> hold(JobListener listener) {
        var held = lock.tryHold();
        if (held.isPresent()) {
            return held;
        }
        listener.waits();
        return lock.hold(runner::isStopping);
    }

    /** Makes a running import end after its current batch. */
    public void stop() {
        runner.stop();
    }

    private String nameOf(Path path) throws SourceException {
        var importFolder = ImportSource.below(folders.importDir(), ".").path();
        return path.equals(importFolder)
                ? "."
                : path.startsWith(importFolder) ? importFolder.relativize(path).toString() : path.toString();
    }
}
