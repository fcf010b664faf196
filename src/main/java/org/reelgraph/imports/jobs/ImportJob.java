package org.reelgraph.imports.jobs;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.reelgraph.graphql.GlobalId;
import org.reelgraph.imports.formats.ImportFormat;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.ImportOptions.ConflictPolicy;
import org.reelgraph.imports.merge.ImportOptions.ErrorPolicy;
import org.reelgraph.storage.InstantColumn;

/**
 * An import of a file or folder.
 *
 * @param path  below the import folder, or absolute where the command line named one outside of it
 * @param total how many records there are, as far as it is known
 * @param error why it failed, or what else is to be known of its end
 */
@MappedEntity("import_jobs")
public record ImportJob(@Id long id, Status status, ImportFormat format, String path, String source,
        ConflictPolicy onConflict, ErrorPolicy errorPolicy, boolean prune, boolean dryRun, int processed, int total,
        int created, int updated, int unchanged, int skipped, int failed, @Nullable String error,
        @MappedProperty(converter = InstantColumn.class) Instant requestedAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant startedAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant finishedAt) {

    /** What its global ids start with. */
    static final String PREFIX = "importjob";

    /** How far a job is. */
    public enum Status {
        QUEUED, RUNNING, SUCCEEDED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED
    }

    static ImportJob queued(long id, ImportFormat format, String path, ImportOptions options, Instant at) {
        return new ImportJob(id, Status.QUEUED, format, path, options.source(), options.onConflict(),
                options.errorPolicy(), options.prune(), options.dryRun(), 0, 0, 0, 0, 0, 0, 0, null, at, null, null);
    }

    String globalId() {
        return GlobalId.of(PREFIX, id);
    }

    ImportOptions options() {
        return new ImportOptions(source, onConflict, errorPolicy, prune, dryRun);
    }

    ImportJob started(Instant at) {
        return new ImportJob(id, Status.RUNNING, format, path, source, onConflict, errorPolicy, prune, dryRun, 0, 0, 0,
                0, 0, 0, 0, null, requestedAt, at, null);
    }

    ImportJob counted(Counts counts) {
        return new ImportJob(id, status, format, path, source, onConflict, errorPolicy, prune, dryRun,
                counts.processed(), Math.max(counts.total(), counts.processed()), counts.created(), counts.updated(),
                counts.unchanged(), counts.skipped(), counts.failed(), error, requestedAt, startedAt, finishedAt);
    }

    /** {@return the job where nothing but its failures counts} */
    ImportJob rejected() {
        return counted(new Counts(total, 0, 0, 0, processed - failed, failed));
    }

    ImportJob finished(Status as, @Nullable String why, Instant at) {
        return new ImportJob(id, as, format, path, source, onConflict, errorPolicy, prune, dryRun, processed, total,
                created, updated, unchanged, skipped, failed, why, requestedAt, startedAt, at);
    }
}
