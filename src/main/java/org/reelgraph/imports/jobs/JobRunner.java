package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditEntry;
import org.reelgraph.graphql.execution.QueryLoad;
import org.reelgraph.imports.formats.FormatReaders;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.jobs.ImportJob.Status;
import org.reelgraph.imports.jobs.JobStores.JobLost;
import org.reelgraph.imports.jobs.MissingMedia.Settled;
import org.reelgraph.imports.merge.CatalogMerge;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.records.Validation;
import org.reelgraph.jobs.JobLock;
import org.reelgraph.jobs.LoadThrottle;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.LockWaits;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.sql.InstantColumn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a job to its end on the calling thread. The caller has to hold the {@link JobLock}. */
@Singleton
class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    static final String STOPPED = "The program was stopped during the import.";
    private static final long LITTLE_SPACE = 1_000_000;

    private final FormatReaders readers;
    private final CatalogMerge merge;
    private final MissingMedia missing;
    private final JobStores stores;
    private final Folders folders;
    private final QueryLoad queries;
    private final ZoneId zone;
    private final LockWaits waits;
    // Error messages of jobs that could not be marked as failed.
    private final Map<Long, String> unwritten = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    JobRunner(FormatReaders readers, CatalogMerge merge, MissingMedia missing, JobStores stores, Folders folders,
            QueryLoad queries, ImportSettings settings, LockWaits waits) {
        this.readers = readers;
        this.merge = merge;
        this.missing = missing;
        this.stores = stores;
        this.folders = folders;
        this.queries = queries;
        this.zone = settings.importZone();
        this.waits = waits;
    }

    /** Makes the running job fail after its current batch. */
    void stop() {
        stopping = true;
        waits.endSoon();
    }

    boolean isStopping() {
        return stopping;
    }

    /**
     * Lets jobs go on whose process ended before they did, or whose failure couldn't be written, since then it was the
     * database that failed. Those that the command line ran, or that have gone on too often, as a job does that ends
     * each process, are marked as failed.
     */
    void recoverInterrupted() {
        // At once, since a process that has lost the lock may still write until its job is taken over.
        stores.write(() -> {
            var left = stores.jobs().findRunning();
            left.forEach(this::recover);
            return left;
        }).forEach(job -> LOG.warn("Import job {} was left running", job.id()));
        unwritten.clear();
    }

    private void recover(ImportJob job) {
        if (job.restartsLeft() > 0) {
            stores.update(Status.RUNNING, job, job.interrupted());
        } else {
            fail(job, unwritten.getOrDefault(job.id(), "The program ended before the import did."));
        }
    }

    /** {@return whether a failed job could not be marked as failed} */
    boolean hasUnwritten() {
        return !unwritten.isEmpty();
    }

    /** {@return the job, which failed before it started or went on} */
    ImportJob refuse(ImportJob queued, String reason) {
        var job = begin(queued);
        return job.processed() > 0
                ? fail(job, "The program ended before the import did, and this one can't go on. " + reason)
                : stores.write(() -> ended(job, Status.FAILED, reason));
    }

    private ImportJob begin(ImportJob queued) {
        return stores.write(() -> {
            if (!queued.isContinued()) {
                stores.jobs().deleteRecords(queued.id());
            }
            return stores.update(Status.QUEUED, queued, queued.started(InstantColumn.now()));
        });
    }

    /**
     * {@return the job after it has ended}
     *
     * @throws JobLost if another process may have taken it over
     */
    ImportJob run(ImportJob queued, ImportSource source, JobListener listener, JobLock.Held lock) {
        var ended = runToItsEnd(queued, source, listener, lock);
        if (!ended.dryRun()) {
            tidyUp();
        }
        return ended;
    }

    // The job is finished even if this fails. Without it, searches take longer but find the same.
    private void tidyUp() {
        try {
            while (!stopping && merge.tidySome()) {
                // One part at a time, so that other writers get their turn.
            }
        } catch (RuntimeException e) {
            LOG.warn("The search index could not be tidied up after an import", e);
        }
    }

    private ImportJob runToItsEnd(ImportJob queued, ImportSource source, JobListener listener, JobLock.Held lock) {
        var job = begin(queued);
        var written = new AtomicReference<>(job);
        try {
            return job.options().rejectsAll()
                    ? allOrNothing(job, source, listener)
                    : finish(settled(job, job.options(), source, (running, records) -> {
                        written.set(running);
                        listener.progress(running, records);
                    }));
        } catch (JobBatches.Ended e) {
            // What an all-or-nothing import had written is rolled back with its transaction.
            return fail(job.options().rejectsAll() ? job : e.job(), e.getMessage());
        } catch (JobLost e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            if (job.restartsLeft() > 0 && lock.isLost()) {
                throw new JobLost(
                        "Import job " + job.id() + " has stopped, since the connection to the database was lost."
                                + " It goes on once the database is back.");
            }
            return failUnexpectedly(Objects.requireNonNull(written.get(), "It is set from the start."), e);
        }
    }

    // The database itself may have failed. Then the next holder of the lock marks the job.
    private ImportJob failUnexpectedly(ImportJob job, Throwable cause) {
        var reason = reasonOf(job, cause);
        try {
            var asStored = running().stream().filter(each -> each.id() == job.id()).findFirst().orElse(job);
            return fail(asStored.restartsLeft() == job.restartsLeft() ? asStored : job, reason);
        } catch (JobLost e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Import job {} could not be marked as failed", job.id(), e);
            unwritten.put(job.id(), reason);
            return job.finished(Status.FAILED, reason, InstantColumn.now());
        }
    }

    private String reasonOf(ImportJob job, Throwable cause) {
        var ofStorage = StorageFailure.of(cause);
        if (ofStorage.isPresent()) {
            LOG.error("Import job {} failed: {}", job.id(), ofStorage.get().inWords());
            return stopping && ofStorage.get() == StorageFailure.BUSY
                    ? STOPPED
                    : "The import failed: " + ofStorage.get().inWords() + ".";
        }
        var reference = UUID.randomUUID().toString();
        LOG.error("Error {} in import job {}", reference, job.id(), cause);
        if (cause instanceof OutOfMemoryError) {
            return "The program has too little memory for this import.";
        }
        // The database's error may be lost along with the transaction that could not be ended.
        return folders.dataDir().toFile().getUsableSpace() < LITTLE_SPACE
                ? "The disk that the data folder lies on is full."
                : "Internal error, reference " + reference + ".";
    }

    private ImportJob allOrNothing(ImportJob job, ImportSource source, JobListener listener) {
        if (!job.dryRun()) {
            try {
                return stores.writeOnce(() -> {
                    var done = settled(job, job.options(), source, (running, records) -> listener.progress(running,
                            records.stream().filter(record -> record.userErrors().isEmpty()).toList()));
                    if (done.job().failed() > 0) {
                        throw new Rejected();
                    }
                    return finish(done);
                });
            } catch (Rejected e) {
                LOG.debug("Import job {} is rolled back", job.id());
            }
        }
        var trial = settled(job, job.options().asDryRun(), source, job.dryRun()
                ? listener
                : (running, records) -> listener.progress(running,
                        records.stream().filter(record -> !record.userErrors().isEmpty()).toList()));
        return job.dryRun() && trial.job().failed() == 0 ? finish(trial) : reject(trial.job());
    }

    // If the trial had no failures although the import before it did, the files were changed in between.
    private ImportJob reject(ImportJob trial) {
        var reason = trial.failed() == 0
                ? "Records failed at first and no longer when the files were read again: they changed meanwhile."
                        + " Nothing was written."
                : trial.failed() + " of " + trial.total() + " records failed, so nothing was written.";
        return stores.write(() -> {
            stores.jobs().skipAll(trial.id());
            return ended(trial.rejected(), Status.FAILED, reason);
        });
    }

    private Settled settled(ImportJob job, ImportOptions options, ImportSource source, JobListener listener) {
        var batches = new JobBatches(job, options, merge, stores, listener, pace(options), this::isStopping);
        var reader = readers.of(job.format());
        var read = batches.read(reader, source, new Reading(job.source(), zone,
                options.strict() ? Validation.Policy.STRICT : Validation.Policy.LENIENT));
        return missing.settle(read, options, batches.memory(), listener, () -> reader.gap(source));
    }

    // A transaction that blocks all other writers should finish quickly, so it is not throttled.
    private LoadThrottle pace(ImportOptions options) {
        return options.rejectsAll() && !options.dryRun() ? new LoadThrottle(() -> 0) : new LoadThrottle(queries::nanos);
    }

    private List<ImportJob> running() {
        return stores.write(() -> stores.jobs().findRunning());
    }

    private ImportJob finish(Settled done) {
        var status = done.job().failed() == 0 && done.objection().isEmpty()
                ? Status.SUCCEEDED
                : Status.COMPLETED_WITH_ERRORS;
        return stores.write(() -> ended(done.job(), status, done.objection().orElse(null)));
    }

    private ImportJob fail(ImportJob job, String reason) {
        var nothing = job.processed() == 0 || job.dryRun() || job.options().rejectsAll();
        var done = nothing
                ? " Nothing was written."
                : " " + job.processed() + " records were processed and are kept; import again for the others.";
        return stores.write(() -> {
            if (job.options().rejectsAll()) {
                stores.jobs().skipAll(job.id());
            }
            return ended(job.options().rejectsAll() ? job.rejected() : job, Status.FAILED, reason + done);
        });
    }

    // Must be called in a transaction.
    private ImportJob ended(ImportJob job, Status as, @Nullable String reason) {
        stores.audit().record(Actor.SYSTEM, "endImport",
                as == Status.FAILED ? AuditEntry.Outcome.FAILED : AuditEntry.Outcome.SUCCESS, job.globalId(),
                job.path() + ": " + as);
        return stores.update(Status.RUNNING, job, job.finished(as, reason, InstantColumn.now()));
    }

    private static final class Rejected extends RuntimeException {
        private Rejected() {
            super(null, null, false, false);
        }
    }
}
