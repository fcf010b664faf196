package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.imports.formats.FormatReader;
import org.reelgraph.imports.formats.FormatReaders;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.formats.SourceRecord;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.Result.Outcome;
import org.reelgraph.imports.records.Authority;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.storage.sql.JsonArray;

/** Imports what jobs of other kinds have laid ready as files: as a part of that job, with its records. */
@Singleton
public class StagedImports {

    private static final int AT_ONCE = 500;
    private static final String FAILED = Outcome.FAILED.name();

    private final JobRunner runner;
    private final FormatReaders readers;
    private final JobStores stores;
    private final ImportJobRepository imports;
    private final ImportRecordReader records;

    StagedImports(JobRunner runner, FormatReaders readers, JobStores stores, ImportJobRepository imports,
            ImportRecordReader records) {
        this.runner = runner;
        this.readers = readers;
        this.stores = stores;
        this.imports = imports;
        this.records = records;
    }

    /**
     * Adds what belongs to a new job, in its transaction.
     *
     * @param name what the job imports, for people
     */
    public void queued(Job job, String format, String name, ImportOptions options) {
        stores.jobs().save(ImportJob.of(job.id(), format, name, options));
    }

    /** {@return what keeps the import of a job that another state of the library takes away, without what it had done} */
    public Runnable replaced(Job job) {
        return stores.replaced(job);
    }

    /** {@return how far the import is; needs the transaction of the writer} */
    public ImportJob of(long job) {
        return stores.jobs().find(job).orElseThrow();
    }

    /** {@return how far the import is} */
    public Optional<ImportJob> find(long job) {
        return imports.findByIds(JsonArray.ofIds(List.of(job))).stream().findFirst();
    }

    /**
     * What lies ready.
     *
     * @param isEmpty   whether nothing is to be imported, and only what is missing has to be found
     * @param authority what the source has to say about its items
     */
    public record Staged(Path folder, boolean isEmpty, Authority authority) {
    }

    /** Imports the files of a folder, from where an earlier run of the same job left it; {@return how it ended} */
    public JobEnd run(JobRun run, Staged staged, Absence absence) {
        try {
            var job = stores.write(() -> of(run.job().id()));
            return runner.run(job, run, new JobRunner.Work(ImportSource.anywhere(staged.folder(), staged.folder()),
                    staged.isEmpty() ? new NothingToRead(job.format()) : readers.of(job.format()), absence,
                    staged.authority(), Optional.empty(), Set.of()), JobListener.NONE);
        } catch (SourceException e) {
            return JobEnd.failed(e.getMessage());
        }
    }

    /** Takes note of the end of a job, in the transaction that ends it. */
    public void ended(Job job) {
        stores.formerKeys().delete(job.id());
    }

    /** {@return what is wrong with the first records that failed, a line each} */
    public List<String> failures(long job, int most) {
        return records.findPages(List.of(job), -1, most, Optional.of(FAILED)).stream()
                .flatMap(record -> record.userErrors().stream().map(error -> FAILED + " '" + record.displayTitle() + "'"
                        + (record.ratingKey() == null ? "" : " (" + record.ratingKey() + ")") + ": " + error.message()))
                .toList();
    }

    /** Passes on the rating keys of all items whose records failed. */
    public void failedKeys(long job, Consumer<String> keys) {
        var after = -1L;
        while (true) {
            var page = records.findPages(List.of(job), after, AT_ONCE, Optional.of(FAILED));
            page.stream().flatMap(record -> Optional.ofNullable(record.ratingKey()).stream()).forEach(keys);
            if (page.size() < AT_ONCE) {
                return;
            }
            after = page.getLast().position();
        }
    }

    /** A folder of which nothing is imported. */
    private record NothingToRead(String format) implements FormatReader {

        @Override
        public boolean recognises(ImportSource source) {
            return false;
        }

        @Override
        public void check(ImportSource source) {
            // There is nothing to check.
        }

        @Override
        public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
            // There is nothing to read.
        }
    }
}
