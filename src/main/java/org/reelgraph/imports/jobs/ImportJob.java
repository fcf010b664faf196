package org.reelgraph.imports.jobs;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.ImportOptions.ConflictPolicy;
import org.reelgraph.imports.merge.ImportOptions.ErrorPolicy;
import org.reelgraph.imports.merge.MissingPolicy;
import org.reelgraph.storage.sql.GeneratedBuilder;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * An import of a file or folder.
 *
 * @param path    relative to the import folder; absolute for a path outside it, which only the command line accepts
 * @param total   number of records, as far as known
 * @param missing number of the source's items that are missing from a complete import; null if they were not looked for
 * @param removed how many of these were removed
 * @param error   why the job failed, or a remark about how it ended
 * @param restartsLeft how often it may still go on in another process, if the one that runs it ends
 */
@MappedEntity("import_jobs")
@GeneratedBuilder
public record ImportJob(@Id long id, Status status, String format, String path, String source,
        ConflictPolicy onConflict, ErrorPolicy errorPolicy, boolean prune, boolean strict, boolean complete,
        boolean removeMissing, @Nullable Integer maxRemovals, boolean dryRun, int processed, int total, int created,
        int updated, int unchanged, int skipped, int failed, @Nullable Integer missing, int removed,
        @Nullable String error, int restartsLeft, @MappedProperty(converter = InstantColumn.class) Instant requestedAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant startedAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant finishedAt) {

    /** The prefix of global ids of jobs. */
    static final String PREFIX = "importjob";

    /** The state of a job. */
    public enum Status {
        QUEUED, RUNNING, SUCCEEDED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED
    }

    static ImportJob queued(long id, String format, String path, ImportOptions options, int restarts, Instant at) {
        return ImportJobBuilder.builder().id(id).status(Status.QUEUED).format(format).path(path)
                .source(options.source()).onConflict(options.onConflict()).errorPolicy(options.errorPolicy())
                .prune(options.prune()).strict(options.strict()).complete(options.missing().complete())
                .removeMissing(options.missing().remove()).maxRemovals(options.missing().maxRemovals())
                .dryRun(options.dryRun()).restartsLeft(restarts).requestedAt(at).build();
    }

    String globalId() {
        return GlobalId.of(PREFIX, id);
    }

    ImportOptions options() {
        return new ImportOptions(source, onConflict, errorPolicy, prune, dryRun, strict,
                new MissingPolicy(complete, removeMissing, maxRemovals));
    }

    /** {@return whether a process that ended before the job did has written some of its records} */
    boolean isContinued() {
        return processed > 0 && !dryRun && !options().rejectsAll();
    }

    /** {@return the job as running: from where it is, if it is continued, or from its beginning} */
    ImportJob started(Instant at) {
        var begun = isContinued()
                ? this
                : ImportJobBuilder.builder(counted(Counts.NONE)).missing(null).removed(0).error(null).build();
        return ImportJobBuilder.builder(begun).status(Status.RUNNING).startedAt(at).finishedAt(null).build();
    }

    /** {@return the job, which another process may continue, since the one that ran it has ended} */
    ImportJob interrupted() {
        return ImportJobBuilder.builder(this).status(Status.QUEUED).restartsLeft(restartsLeft - 1).build();
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

    ImportJob finished(Status as, @Nullable String why, Instant at) {
        return ImportJobBuilder.builder(this).status(as).error(why).finishedAt(at).build();
    }
}
