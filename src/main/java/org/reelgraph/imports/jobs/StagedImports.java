package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.reelgraph.imports.formats.FormatReader;
import org.reelgraph.imports.formats.FormatReaders;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.formats.SourceRecord;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.storage.sql.JsonArray;

/** Imports what jobs of other kinds have laid ready as files: as a part of that job, with its records. */
@Singleton
public class StagedImports {

    private static final int AT_ONCE = 500;

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

    /** {@return how far the import is; needs the transaction of the writer} */
    public ImportJob of(long job) {
        return stores.jobs().find(job).orElseThrow();
    }

    /** {@return how far the import is} */
    public Optional<ImportJob> find(long job) {
        return imports.findByIds(JsonArray.ofIds(List.of(job))).stream().findFirst();
    }

    /**
     * Imports the files of a folder, from where an earlier run of the same job left it; {@return how it ended}
     *
     * @param isEmpty whether nothing is to be imported, and only what is missing has to be found
     */
    public JobEnd run(JobRun run, Path folder, boolean isEmpty, Absence absence) {
        try {
            var job = stores.write(() -> of(run.job().id()));
            return runner.run(job, run, new JobRunner.Work(ImportSource.anywhere(folder, folder),
                    isEmpty ? new NothingToRead(job.format()) : readers.of(job.format()), absence), JobListener.NONE);
        } catch (SourceException e) {
            return JobEnd.failed(e.getMessage());
        }
    }

    /** Takes note of the end of a job, in the transaction that ends it. */
    public void ended(Job job) {
        stores.formerKeys().delete(job.id());
    }

    /** Passes on the rating keys of all items whose records failed. */
    public void failedKeys(long job, Consumer<String> keys) {
        var after = -1L;
        while (true) {
            var page = records.findPages(List.of(job), after, AT_ONCE, Optional.of("FAILED"));
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
