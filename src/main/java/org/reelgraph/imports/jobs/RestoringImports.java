package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.ImportOptions.ConflictPolicy;
import org.reelgraph.imports.merge.ImportOptions.ErrorPolicy;
import org.reelgraph.imports.merge.MissingPolicy;
import org.reelgraph.imports.merge.Result.Outcome;
import org.reelgraph.imports.records.Authority;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.jobs.JobState;

/** Imports by which one item becomes what a file tells of it, and nothing beyond that. */
@Singleton
public class RestoringImports {

    private static final String FORMAT = "JSON_LINES";

    private final JobStores stores;
    private final ImportRecordReader records;

    RestoringImports(JobStores stores, ImportRecordReader records) {
        this.stores = stores;
        this.records = records;
    }

    /**
     * What is to be restored.
     *
     * @param path   the file, relative to the import folder: one line in Reelgraph's own format
     * @param source where the item comes from
     * @param item   the item's id when the file was written; if it is gone, the item is found again as in any import
     */
    public record Restored(String path, String source, long item) {
    }

    /** Queues an import that is done next, in the caller's write transaction. */
    public Job queue(Restored restored, boolean dryRun, JobOwner owner) {
        var options = new ImportOptions(restored.source(), ConflictPolicy.UPDATE, ErrorPolicy.IGNORE_FAILED, true,
                dryRun, false, MissingPolicy.IGNORE, Authority.DESCRIPTION, null);
        var input = ImportJobKind.restoring(restored.path(), FORMAT, options, restored.item());
        return stores.queue().submit(new JobRequest(ImportJobKind.NAME, input, owner, Integer.MAX_VALUE, null)).job();
    }

    /** {@return the import with an id, as it is now} */
    public Optional<Job> find(long id) {
        return stores.queue().find(id);
    }

    /** Asks that an import ends that hasn't ended, in the caller's write transaction. */
    public void cancel(long id) {
        stores.queue().cancel(id);
    }

    /** {@return how an import has ended that wasn't cancelled: done if the item is what the file tells} */
    public JobEnd end(Job imported) {
        if (imported.state() == JobState.FAILED) {
            return JobEnd.failed("The item was not restored. " + imported.error());
        }
        var record = records.findPages(List.of(imported.id()), -1, 1, Optional.empty()).getFirst();
        var title = "'" + record.displayTitle() + "'";
        if (record.outcome() == Outcome.FAILED) {
            return JobEnd.failed(title + " was not restored. "
                    + String.join(" ", record.userErrors().stream().map(UserError::message).toList()));
        }
        return record.notices().isEmpty()
                ? JobEnd.succeeded()
                : JobEnd.withErrors(title + " is not all as it was. " + String.join(" ", record.notices().stream()
                        .map(notice -> String.join(".", notice.path()) + ": " + notice.message()).toList()));
    }
}
