package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.execution.QueryLoad;
import org.reelgraph.imports.formats.FormatReader;
import org.reelgraph.imports.formats.FormatReaders;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.jobs.MissingMedia.Settled;
import org.reelgraph.imports.merge.CatalogMerge;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.records.Authority;
import org.reelgraph.imports.records.Validation;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobLost;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobState;
import org.reelgraph.jobs.LoadThrottle;
import org.reelgraph.jobs.LogLevel;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an import to its end on the calling thread, from where an earlier run of the same job left it. */
@Singleton
class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final long LITTLE_SPACE = 1_000_000;

    /**
     * What is imported.
     *
     * @param absence   tells what is missing from it
     * @param authority what the source has to say about its items
     * @param restored  the item that becomes what the only record tells; empty in any other import
     * @param only      the names of the files to import, where they have names of their own; empty to import all
     */
    record Work(ImportSource source, FormatReader reader, Absence absence, Authority authority,
            Optional<Long> restored, Set<String> only) {

        private ImportOptions options(ImportOptions options) {
            var known = options.with(authority);
            return restored.map(known::restoring).orElse(known);
        }
    }

    private final FormatReaders readers;
    private final CatalogMerge merge;
    private final EntryMerge entries;
    private final MissingMedia missing;
    private final JobStores stores;
    private final Folders folders;
    private final QueryLoad queries;
    private final ZoneId zone;

    JobRunner(FormatReaders readers, CatalogMerge merge, EntryMerge entries, MissingMedia missing, JobStores stores,
            Folders folders,
            QueryLoad queries, ImportSettings settings) {
        this.readers = readers;
        this.merge = merge;
        this.entries = entries;
        this.missing = missing;
        this.stores = stores;
        this.folders = folders;
        this.queries = queries;
        this.zone = settings.importZone();
    }

    /** {@return what an import that ends early has left, for people} */
    static String kept(ImportJob job) {
        return job.processed() == 0 || !job.isWrittenInParts()
                ? " Nothing was written."
                : " " + job.processed() + " records were processed and are kept; import again for the others.";
    }

    private static String takenBack(ImportJob job) {
        return job.processed() == 0 || !job.isWrittenInParts()
                ? kept(job)
                : " " + job.processed() + " records were processed; another job takes back what they changed.";
    }

    /**
     * {@return how it ended}
     *
     * @param restored as in {@link Work}
     * @param only     as in {@link Work}
     * @throws JobLost if another process may have taken it over
     */
    JobEnd run(ImportJob stored, JobRun run, ImportSource source, Optional<Long> restored, Set<String> only,
            JobListener listener) {
        var reader = readers.of(stored.format());
        return run(stored, run,
                new Work(source, reader, new WholeSource(merge, () -> reader.gap(source)), reader.authority(),
                        restored, only),
                listener);
    }

    /**
     * {@return how it ended}
     *
     * @throws JobLost if another process may have taken it over
     */
    JobEnd run(ImportJob stored, JobRun run, Work work, JobListener listener) {
        var settled = run.checkpoint().map(Checkpoint::read)
                .filter(saved -> saved.stage() == Checkpoint.Stage.SETTLED);
        var end = settled.isPresent()
                ? finish(stored, Optional.ofNullable(settled.get().objection()))
                : runToItsEnd(begin(stored, run), run, work, listener);
        if (!stored.dryRun() && end.state() != JobState.INTERRUPTED) {
            merge.indexRest();
            tidyUp(run);
        }
        return end;
    }

    private ImportJob begin(ImportJob stored, JobRun run) {
        return stores.write(() -> {
            if (stored.isWrittenInParts()) {
                return stores.save(run, stored, Optional.empty());
            }
            stores.jobs().deleteRecords(stored.id());
            return stores.save(run, stored.fromTheBeginning(), Optional.empty());
        });
    }

    // The import is done even if this fails. Without it, searches take longer but find the same.
    private void tidyUp(JobRun run) {
        try {
            while (!run.isStopping() && merge.tidySome()) {
                // One part at a time, so that other writers get their turn.
            }
        } catch (RuntimeException e) {
            LOG.warn("The search index could not be tidied up after an import", e);
        }
    }

    private JobEnd runToItsEnd(ImportJob job, JobRun run, Work work, JobListener listener) {
        try {
            work.reader().prepare(work.source(), reading(job, job.options(), work));
            return job.options().rejectsAll()
                    ? allOrNothing(job, run, work, listener)
                    : settle(settled(job, job.options(), run, work, listener), run);
        } catch (SourceException e) {
            return JobEnd.failed(e.getMessage() + kept(job));
        } catch (JobBatches.Ended e) {
            // What an all-or-nothing import had written is rolled back with its transaction.
            var left = job.options().rejectsAll() ? job : e.job();
            return e.reason().map(reason -> JobEnd.failed(reason + kept(left)))
                    .orElseGet(() -> stopped(run, left));
        } catch (JobLost e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            if (isPassing(e) || run.isStopping()) {
                throw e;
            }
            run.requireLease();
            return failed(job, e);
        }
    }

    private static JobEnd stopped(JobRun run, ImportJob job) {
        var end = run.stopped();
        return end.state() == JobState.CANCELLED
                ? new JobEnd(JobState.CANCELLED, "It was cancelled." + (run.isTakenBack() ? takenBack(job) : kept(job)))
                : end;
    }

    // The queue has the job begin again.
    private static boolean isPassing(Throwable cause) {
        return StorageFailure.of(cause).filter(failure -> failure == StorageFailure.UNREACHABLE
                || failure == StorageFailure.NO_CONNECTION || failure == StorageFailure.BUSY).isPresent();
    }

    private JobEnd failed(ImportJob job, Throwable cause) {
        var reason = reasonOf(job, cause);
        return JobEnd.failed(reason + kept(stores.write(() -> stores.jobs().find(job.id())).orElse(job)));
    }

    private String reasonOf(ImportJob job, Throwable cause) {
        var ofStorage = StorageFailure.of(cause);
        if (ofStorage.isPresent()) {
            LOG.error("Import job {} failed: {}", job.id(), ofStorage.get().inWords());
            return "The import failed: " + ofStorage.get().inWords() + ".";
        }
        if (cause instanceof RequestException refusal) {
            return "The import failed. " + refusal.getMessage();
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

    private JobEnd allOrNothing(ImportJob job, JobRun run, Work work, JobListener listener) {
        if (!job.dryRun()) {
            try {
                return stores.writeOnce(() -> {
                    var done = settled(job, job.options(), run, work, (running, records) -> listener.progress(running,
                            records.stream().filter(record -> record.userErrors().isEmpty()).toList()));
                    if (done.job().failed() > 0) {
                        throw new Rejected();
                    }
                    return settle(done, run);
                });
            } catch (Rejected e) {
                LOG.debug("Import job {} is rolled back", job.id());
            }
        }
        var trial = settled(job, job.options().asDryRun(), run, work, job.dryRun()
                ? listener
                : (running, records) -> listener.progress(running,
                        records.stream().filter(record -> !record.userErrors().isEmpty()).toList()));
        return job.dryRun() && trial.job().failed() == 0
                ? finish(trial.job(), trial.objection())
                : JobEnd.failed(rejection(trial.job()));
    }

    // If the trial had no failures although the import before it did, the files were changed in between.
    private static String rejection(ImportJob trial) {
        return trial.failed() == 0
                ? "Records failed at first and no longer when the files were read again: they changed meanwhile."
                        + " Nothing was written."
                : trial.failed() + " of " + trial.total() + " records failed, so nothing was written.";
    }

    private Settled settled(ImportJob job, ImportOptions options, JobRun run, Work work, JobListener listener) {
        var batches = new JobBatches(job, work.options(options), merge, entries, stores,
                listener, pace(options), run);
        var read = batches.read(work.reader(), work.source(), reading(job, options, work));
        return missing.settle(read, options, batches, run, listener, work.absence());
    }

    private Reading reading(ImportJob job, ImportOptions options, Work work) {
        return new Reading(job.source(), zone,
                options.strict() ? Validation.Policy.STRICT : Validation.Policy.LENIENT).only(work.only());
    }

    // A transaction that blocks all other writers should finish quickly, so it is not throttled.
    private LoadThrottle pace(ImportOptions options) {
        return options.rejectsAll() && !options.dryRun() ? new LoadThrottle(() -> 0) : new LoadThrottle(queries::nanos);
    }

    private JobEnd settle(Settled done, JobRun run) {
        stores.write(() -> stores.save(run, done.job(), Optional.of(Checkpoint.settled(done.objection()))));
        done.objection().ifPresent(objection -> run.log(LogLevel.WARNING, objection));
        return finish(done.job(), done.objection());
    }

    private static JobEnd finish(ImportJob job, Optional<String> objection) {
        return job.failed() == 0 && objection.isEmpty()
                ? JobEnd.succeeded()
                : JobEnd.withErrors(objection.orElse(null));
    }

    private static final class Rejected extends RuntimeException {
        private Rejected() {
            super(null, null, false, false);
        }
    }
}
