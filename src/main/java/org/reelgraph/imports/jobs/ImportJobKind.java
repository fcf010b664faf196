package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.jobs.JobStores.JobLost;
import org.reelgraph.jobs.JobLock;
import org.reelgraph.jobs.WaitingJobs;
import org.reelgraph.storage.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports as jobs of the server's queue. */
@Singleton
class ImportJobKind implements WaitingJobs {

    private static final Logger LOG = LoggerFactory.getLogger(ImportJobKind.class);

    private final JobRunner runner;
    private final JobStores stores;
    private final Folders folders;

    ImportJobKind(JobRunner runner, JobStores stores, Folders folders) {
        this.runner = runner;
        this.stores = stores;
        this.folders = folders;
    }

    @Override
    public boolean isWaiting() {
        return next().isPresent();
    }

    private Optional<ImportJob> next() {
        return stores.write(() -> stores.jobs().findNext());
    }

    @Override
    public void runNext(JobLock.Held lock) {
        next().ifPresent(job -> run(job, lock));
    }

    private void run(ImportJob job, JobLock.Held lock) {
        try {
            var source = ImportSource.below(folders.importDir(), job.path());
            var ended = runner.run(job, source, JobListener.NONE, lock);
            LOG.info("{} of {} ended as {}: {} created, {} updated, {} unchanged, {} skipped, {} failed",
                    ended.dryRun() ? "Dry run" : "Import", ended.path(), ended.status(), ended.created(),
                    ended.updated(), ended.unchanged(), ended.skipped(), ended.failed());
        } catch (SourceException e) {
            runner.refuse(job, e.getMessage());
        } catch (JobLost e) {
            LOG.warn(e.getMessage());
        }
    }

    @Override
    public void recoverInterrupted() {
        runner.recoverInterrupted();
    }

    @Override
    public boolean hasUnmarkedFailure() {
        return runner.hasUnwritten();
    }

    @Override
    public void stop() {
        runner.stop();
    }
}
