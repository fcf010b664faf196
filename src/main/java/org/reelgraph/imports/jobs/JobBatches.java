package org.reelgraph.imports.jobs;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.formats.FormatReader;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceRecord;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.jobs.ImportJob.Status;
import org.reelgraph.imports.merge.CatalogMerge;
import org.reelgraph.imports.merge.ImportMemory;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.Result;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.jobs.LoadThrottle;

/**
 * Passes one job's records from the reader to the catalogue in batches of limited size. Batches are small while queries
 * are running, so that no query waits long for one. A batch, its report and the job's counts are written in one
 * transaction. Not thread-safe.
 */
final class JobBatches {

    private static final int MAX_RECORDS = 100;
    private static final int MAX_ROWS = 5_000;
    private static final int SMALL = 20;

    /** The job has to end before all of its source is read. */
    static final class Ended extends RuntimeException {

        private final transient ImportJob job;

        private Ended(String reason, ImportJob job) {
            super(reason, null, false, false);
            this.job = job;
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage(), "The constructor takes one.");
        }

        /** {@return the job at this point} */
        ImportJob job() {
            return job;
        }
    }

    private static final class OrderMatters extends RuntimeException {
        private OrderMatters() {
            super(null, null, false, false);
        }
    }

    private record Numbered(int position, SourceRecord source) {
    }

    private final CatalogMerge merge;
    private final JobStores stores;
    private final ImportOptions options;
    private final JobListener listener;
    private final LoadThrottle pace;
    private final BooleanSupplier stopping;
    private final ImportMemory memory;
    private final List<Numbered> open = new ArrayList<>();
    private int openRows;
    private ImportJob job;
    private Counts counts;
    // Of a job that goes on: all its records are merged once more, since later ones may refer to them, and those that
    // have a report keep it.
    private final BitSet reported = new BitSet();

    JobBatches(ImportJob job, ImportOptions options, CatalogMerge merge, JobStores stores, JobListener listener,
            LoadThrottle pace, BooleanSupplier stopping) {
        this.job = job;
        this.options = options;
        this.merge = merge;
        this.stores = stores;
        this.listener = listener;
        this.pace = pace;
        this.stopping = stopping;
        this.counts = Counts.of(job);
        if (job.processed() > 0) {
            stores.write(() -> stores.jobs().findPositions(job.id())).forEach(reported::set);
        }
        this.memory = new ImportMemory(Objects.requireNonNull(job.startedAt(), "The job was started."));
    }

    /** {@return what the records read so far refer to} */
    ImportMemory memory() {
        return memory;
    }

    /**
     * {@return the job with its counts, once everything is read}
     *
     * @throws Ended if the job was told to stop, or the files have changed
     */
    ImportJob read(FormatReader reader, ImportSource source, Reading reading) {
        if (!reported.isEmpty()) {
            readKnownFirst(reader, source, reading);
            return job;
        }
        var next = new AtomicInteger();
        try {
            reader.read(source, reading, record -> {
                if (isFull(record)) {
                    endIfOrderMatters();
                    write();
                }
                add(next.getAndIncrement(), record);
            });
            write();
        } catch (OrderMatters e) {
            open.clear();
            openRows = 0;
            readKnownFirst(reader, source, reading);
        }
        return job;
    }

    // Order matters from the second batch on, and only if there are items that records may refer to.
    private void endIfOrderMatters() {
        if (counts.processed() == 0 && merge.holdsAny(job.source())) {
            throw new OrderMatters();
        }
    }

    private void readKnownFirst(FormatReader reader, ImportSource source, Reading reading) {
        var ahead = new LookAhead(merge, job.source());
        reader.read(source, reading, record -> {
            nextStep();
            ahead.add(record);
        });
        ahead.end();
        if (reported.length() > ahead.total() + job.removed()) {
            throw new Ended("The files have changed since the import began.", job);
        }
        counts = counts.of(ahead.total());
        for (var known : List.of(true, false)) {
            if (ahead.count(known) > 0) {
                read(reader, source, reading, ahead, known);
            }
        }
    }

    private void read(FormatReader reader, ImportSource source, Reading reading, LookAhead ahead, boolean known) {
        var next = new AtomicInteger();
        reader.read(source, reading, record -> {
            var position = next.getAndIncrement();
            if (!ahead.isSame(position, record)) {
                throw new Ended(changed(record), job);
            }
            if (ahead.isKnown(position) == known) {
                if (isFull(record)) {
                    write();
                }
                add(position, record);
            }
        });
        write();
    }

    private static String changed(SourceRecord record) {
        return record.errors().stream().map(UserError::message).findFirst()
                .orElse("'" + record.origin().file() + "' changed while it was read.");
    }

    private boolean isFull(SourceRecord next) {
        var parts = pace.isAlone() ? 1 : SMALL;
        return open.size() >= MAX_RECORDS / parts
                || !open.isEmpty() && openRows + rows(next) > MAX_ROWS / parts;
    }

    private void add(int position, SourceRecord record) {
        nextStep();
        open.add(new Numbered(position, record));
        openRows += rows(record);
    }

    private static int rows(SourceRecord record) {
        return record.media() == null ? 1 : record.media().size();
    }

    private void nextStep() {
        pace.keep();
        if (stopping.getAsBoolean()) {
            throw new Ended(JobRunner.STOPPED, job);
        }
    }

    private void write() {
        var reports = new ArrayList<ImportRecord>(open.size());
        // Once, because the memory of the import learns from each record.
        job = stores.writeOnce(() -> {
            var results = merged();
            for (var record : open) {
                if (!reported.get(record.position())) {
                    reports.add(report(record, results));
                }
            }
            stores.records().insert(reports);
            counts = counts.and(reports);
            return stores.update(Status.RUNNING, job, job.counted(counts));
        });
        open.clear();
        openRows = 0;
        listener.progress(job, reports);
    }

    private ImportRecord report(Numbered record, Map<MediaRecord, Result> results) {
        var source = record.source();
        var id = stores.ids().next();
        var result = results.get(source.media());
        return result == null
                ? ImportRecord.unread(id, job.id(), record.position(), source)
                : ImportRecord.merged(id, job.id(), record.position(), result, source.notices());
    }

    private Map<MediaRecord, Result> merged() {
        var results = new IdentityHashMap<MediaRecord, Result>();
        for (var kind : MediaKind.values()) {
            var sound = open.stream().map(Numbered::source)
                    .filter(SourceRecord::isSound).map(SourceRecord::media).filter(media -> media.kind() == kind)
                    .toList();
            if (!sound.isEmpty()) {
                var merged = merge.merge(kind, sound, options, memory);
                for (var i = 0; i < sound.size(); i++) {
                    results.put(sound.get(i), merged.get(i));
                }
            }
        }
        return results;
    }
}
