package org.reelgraph.imports.jobs;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.ImportOptions.ConflictPolicy;
import org.reelgraph.imports.merge.ImportOptions.ErrorPolicy;
import org.reelgraph.imports.merge.MissingPolicy;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * An import of a file or folder.
 *
 * @param path    relative to the import folder; absolute for a path outside it, which only the command line accepts
 * @param total   number of records, as far as known
 * @param missing number of the source's items that are missing from a complete import; null if they were not looked for
 * @param removed how many of these were removed
 * @param error   why the job failed, or a remark about how it ended
 */
@MappedEntity("import_jobs")
public record ImportJob(@Id long id, Status status, String format, String path, String source,
        ConflictPolicy onConflict, ErrorPolicy errorPolicy, boolean prune, boolean strict, boolean complete,
        boolean removeMissing, @Nullable Integer maxRemovals, boolean dryRun, int processed, int total, int created,
        int updated, int unchanged, int skipped, int failed, @Nullable Integer missing, int removed,
        @Nullable String error, @MappedProperty(converter = InstantColumn.class) Instant requestedAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant startedAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant finishedAt) {

    /** The prefix of global ids of jobs. */
    static final String PREFIX = "importjob";

    /** The state of a job. */
    public enum Status {
        QUEUED, RUNNING, SUCCEEDED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED
    }

    static ImportJob queued(long id, String format, String path, ImportOptions options, Instant at) {
        return new ImportJob(id, Status.QUEUED, format, path, options.source(), options.onConflict(),
                options.errorPolicy(), options.prune(), options.strict(), options.missing().complete(),
                options.missing().remove(), options.missing().maxRemovals(), options.dryRun(), 0, 0, 0, 0, 0, 0, 0,
                null, 0, null, at, null, null);
    }

    String globalId() {
        return GlobalId.of(PREFIX, id);
    }

    ImportOptions options() {
        return new ImportOptions(source, onConflict, errorPolicy, prune, dryRun, strict,
                new MissingPolicy(complete, removeMissing, maxRemovals));
    }

    ImportJob started(Instant at) {
        return with(Status.RUNNING, Counts.NONE, null, 0, null, at, null);
    }

    ImportJob counted(Counts counts) {
        return with(status, counts, missing, removed, error, startedAt, finishedAt);
    }

    /** {@return the job with all records counted as skipped except those that failed} */
    ImportJob rejected() {
        return with(status, new Counts(total, 0, 0, 0, processed - failed, failed), missing, 0, error, startedAt,
                finishedAt);
    }

    /** {@return the job with the number of missing items} */
    ImportJob missing(int items) {
        return with(status, counts(), items, removed, error, startedAt, finishedAt);
    }

    /** {@return the job with this many more items removed} */
    ImportJob removed(int more) {
        return with(status, counts(), missing, removed + more, error, startedAt, finishedAt);
    }

    ImportJob finished(Status as, @Nullable String why, Instant at) {
        return with(as, counts(), missing, removed, why, startedAt, at);
    }

    private Counts counts() {
        return new Counts(total, created, updated, unchanged, skipped, failed);
    }

    private ImportJob with(Status newStatus, Counts counts, @Nullable Integer newMissing, int newRemoved,
            @Nullable String newError, @Nullable Instant newStart, @Nullable Instant newEnd) {
        return new ImportJob(id, newStatus, format, path, source, onConflict, errorPolicy, prune, strict, complete,
                removeMissing, maxRemovals, dryRun, counts.processed(), Math.max(counts.total(), counts.processed()),
                counts.created(), counts.updated(), counts.unchanged(), counts.skipped(), counts.failed(), newMissing,
                newRemoved, newError, requestedAt, newStart, newEnd);
    }
}
