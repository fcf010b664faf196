package org.reelgraph.imports.jobs;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.imports.formats.FormatReaders;
import org.reelgraph.imports.formats.ImportFormat;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.jobs.JobLock;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.sql.InstantColumn;

/** Takes import jobs on, for the server's queue or to run at once. */
@Singleton
public class ImportJobs {

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
     * {@return a new job that waits for its turn}
     *
     * @param  path   below the import folder
     * @param  format recognised by the content where null
     * @throws SourceException where there is nothing to import at the path, or nothing of the format
     */
    ImportJob enqueue(Actor who, String path, @Nullable ImportFormat format, ImportOptions options)
            throws SourceException {
        var found = readers.locate(ImportSource.below(folders.importDir(), path), format);
        return saved(who, ImportJob.queued(stores.ids().next(), found.format(), nameOf(found.source().path()), options,
                InstantColumn.now()));
    }

    /**
     * Runs an import of any file or folder at once, or after the job that another process is running.
     *
     * @param  path     anywhere; also below the import folder
     * @param  format   recognised by the content where null
     * @return          the job as it ended; nothing where it was stopped before it began
     * @throws SourceException where there is nothing to import at the path, or nothing of the format
     */
    public Optional<ImportJob> run(Path path, @Nullable ImportFormat format, ImportOptions options,
            JobListener listener)
            throws SourceException {
        var found = readers.locate(ImportSource.anywhere(path, folders.importDir()), format);
        try (var held = hold(listener).orElse(null)) {
            if (held == null) {
                return Optional.empty();
            }
            runner.failInterrupted();
            var job = saved(Actor.COMMAND_LINE, ImportJob.queued(stores.ids().next(), found.format(),
                    nameOf(found.source().path()), options, InstantColumn.now()));
            return Optional.of(runner.run(job, found.source(), listener));
        }
    }

    private ImportJob saved(Actor who, ImportJob job) {
        return stores.write(() -> {
            stores.audit().note(who.needing(Role.MODERATOR), "importLibrary", job.globalId(), job.path());
            return stores.jobs().save(job);
        });
    }

    private Optional<JobLock.Held> hold(JobListener listener) {
        var held = lock.tryHold();
        if (held.isPresent()) {
            return held;
        }
        listener.waits();
        return lock.hold(runner::isStopping);
    }

    /** Has a running import end after its current batch. */
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
