package org.reelgraph.imports.jobs;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.ImportOptions.ConflictPolicy;
import org.reelgraph.imports.merge.ImportOptions.ErrorPolicy;
import org.reelgraph.imports.merge.MissingPolicy;
import org.reelgraph.imports.records.Authority;
import org.reelgraph.jobs.Progress;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * What a job that imports a file or folder has beside what all jobs have.
 *
 * @param id      that of the job
 * @param path    relative to the import folder; absolute for a path outside it, which only the command line accepts
 * @param total   number of records, as far as known
 * @param missing number of the source's items that are missing from a complete import; null if they were not looked for
 * @param removed how many of these were removed
 */
@MappedEntity("import_jobs")
@GeneratedBuilder
public record ImportJob(@Id long id, String format, String path, String source, ConflictPolicy onConflict,
        ErrorPolicy errorPolicy, boolean prune, boolean strict, boolean complete, boolean removeMissing,
        @Nullable Integer maxRemovals, @Nullable String confirmDeletions, boolean dryRun, int processed, int total,
        int created, int updated,
        int unchanged, int skipped, int failed, @Nullable Integer missing, int removed) {

    static ImportJob of(long id, String format, String path, ImportOptions options) {
        return ImportJobBuilder.builder().id(id).format(format).path(path)
                .source(options.source()).onConflict(options.onConflict()).errorPolicy(options.errorPolicy())
                .prune(options.prune()).strict(options.strict()).complete(options.missing().complete())
                .removeMissing(options.missing().remove()).maxRemovals(options.missing().maxRemovals())
                .confirmDeletions(options.confirmDeletions())
                .dryRun(options.dryRun()).build();
    }

    ImportOptions options() {
        return new ImportOptions(source, onConflict, errorPolicy, prune, dryRun, strict,
                new MissingPolicy(complete, removeMissing, maxRemovals), Authority.DESCRIPTION,
                confirmDeletions);
    }

    /** {@return whether each batch is written for good, so that a later run goes on after it} */
    boolean isWrittenInParts() {
        return !dryRun && !options().rejectsAll();
    }

    Progress progress() {
        return new Progress(processed, total, "records", path);
    }

    /** {@return the job before its first record} */
    ImportJob fromTheBeginning() {
        return ImportJobBuilder.builder(counted(Counts.NONE)).missing(null).removed(0).build();
    }

    ImportJob counted(Counts counts) {
        return ImportJobBuilder.builder(this).processed(counts.processed())
                .total(Math.max(counts.total(), counts.processed())).created(counts.created())
                .updated(counts.updated()).unchanged(counts.unchanged()).skipped(counts.skipped())
                .failed(counts.failed()).build();
    }

    /** {@return the job with all records counted as skipped except those that failed} */
    ImportJob rejected() {
        var counted = counted(new Counts(total, 0, 0, 0, processed - failed, failed));
        return ImportJobBuilder.builder(counted).removed(0).build();
    }

    /** {@return the job with the number of missing items} */
    ImportJob missing(int items) {
        return ImportJobBuilder.builder(this).missing(items).build();
    }

    /** {@return the job with this many more items removed} */
    ImportJob removed(int more) {
        return ImportJobBuilder.builder(this).removed(removed + more).build();
    }
}
