package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.reelgraph.imports.deletion.Deletion;
import org.reelgraph.imports.deletion.GuardedDeletions;
import org.reelgraph.imports.merge.CatalogMerge;
import org.reelgraph.imports.merge.ImportMemory;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.Result;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.LogLevel;

/**
 * Counts the items of a source that are missing from a complete import and, if requested, removes them. Nothing is
 * removed if more items are missing than may be removed without confirmation.
 */
@Singleton
class MissingMedia {

    private static final int AT_ONCE = 100;
    // The whole list is with the job.
    private static final int LOGGED = 100;

    /**
     * A job whose missing items have been handled.
     *
     * @param objection why they were not handled, or not all
     */
    record Settled(ImportJob job, Optional<String> objection) {
    }

    private final CatalogMerge merge;
    private final JobStores stores;

    MissingMedia(CatalogMerge merge, JobStores stores) {
        this.merge = merge;
        this.stores = stores;
    }

    /**
     * Handles missing items as the options say, in the caller's transaction if there is one.
     *
     * @param absence tells what is missing
     * @param read    what was read
     * @return the job afterwards
     */
    Settled settle(ImportJob job, ImportOptions options, JobBatches read, JobRun run, JobListener listener,
            Absence absence) {
        var deletions = stores.guard().begin(job.id(), job.confirmDeletions());
        var settled = settle(job, options, read, deletions, run, listener, absence);
        var withheld = stores.write(() -> deletions.objection(absence.again()));
        stores.write(() -> deletions.titles(LOGGED)).forEach(title -> run.log(LogLevel.WARNING, "Withheld: " + title));
        return settled.objection().isPresent() ? settled : new Settled(settled.job(), withheld);
    }

    private Settled settle(ImportJob job, ImportOptions options, JobBatches read, GuardedDeletions deletions,
            JobRun run,
            JobListener listener, Absence absence) {
        if (!options.missing().complete()) {
            return new Settled(job, Optional.empty());
        }
        var objection = absence.objection(job);
        return objection.isPresent()
                ? new Settled(job, objection)
                : settleMissing(job, options, read, deletions, run, listener,
                        absence.find(job, read.memory(), options.dryRun()), absence.again());
    }

    private Settled settleMissing(ImportJob job, ImportOptions options, JobBatches read, GuardedDeletions deletions,
            JobRun run, JobListener listener, Absence.Missing found, String again) {
        var missing = found.items();
        // Some may be gone already, if the job goes on after the end of another process.
        var counted = job.missing(missing.size() + job.removed());
        if (!options.missing().remove() || missing.isEmpty()) {
            return new Settled(counted, Optional.empty());
        }
        var known = found.of();
        var max = options.missing().maxRemovals();
        var limit = max == null ? deletions.limit(known) : max;
        // They are listed before any is removed.
        var permitted = stores.write(() -> {
            var isPermitted = deletions.permits(listed(missing, read.memory()), limit);
            deletions.save();
            return isPermitted;
        });
        return permitted
                ? new Settled(removed(counted, missing, options, read, run, listener), Optional.empty())
                : new Settled(counted, Optional.of(tooMany(missing.size(), known, limit)
                        + found.otherConfirmation().map(way -> way + ". Or ").orElse("")
                        + stores.write(() -> deletions.howToConfirm(again))));
    }

    private List<Deletion> listed(List<Long> missing, ImportMemory memory) {
        return merge.remove(missing, memory, true).stream()
                .map(item -> Deletion.of(Objects.requireNonNull(item.mediaId(), "It is stored."),
                        Deletion.Type.valueOf(Objects.requireNonNull(item.kind(), "It is stored.").name()),
                        Objects.requireNonNullElse(item.title(), "")))
                .toList();
    }

    private static String tooMany(int missing, int items, int limit) {
        return missing + " of the source's " + items + (missing == 1 ? " items is" : " items are")
                + " missing, and no more than " + limit
                + " may be removed. None was. To confirm, ";
    }

    private ImportJob removed(ImportJob job, List<Long> missing, ImportOptions options, JobBatches read, JobRun run,
            JobListener listener) {
        var current = job;
        for (var from = 0; from < missing.size(); from += AT_ONCE) {
            if (run.isStopping()) {
                throw JobBatches.Ended.stopped(current);
            }
            current = removedSome(current, missing.subList(from, Math.min(from + AT_ONCE, missing.size())), options,
                    read, run, listener);
        }
        return current;
    }

    private ImportJob removedSome(ImportJob job, List<Long> ids, ImportOptions options, JobBatches read, JobRun run,
            JobListener listener) {
        var reported = new ArrayList<ImportRecord>(ids.size());
        var after = stores.write(() -> {
            reported.clear();
            var position = read.end() + job.removed();
            for (Result removed : merge.remove(ids, read.memory(), options.dryRun())) {
                reported.add(ImportRecord.merged(stores.ids().next(), job.id(), position + reported.size(), removed,
                        List.of()));
            }
            stores.records().insert(reported);
            return stores.save(run, job.removed(reported.size()), Optional.empty());
        });
        listener.progress(after, reported);
        return after;
    }
}
