package org.reelgraph.imports.jobs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.imports.formats.FormatReader;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.Reading;
import org.reelgraph.imports.formats.SourceRecord;
import org.reelgraph.imports.merge.CatalogMerge;
import org.reelgraph.imports.merge.ImportMemory;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.Result;
import org.reelgraph.imports.records.MediaRecord;

/**
 * One job's records on their way from the reader to the catalogue, in batches of bounded size. A batch, its records' report
 * and the job's counts are written in one transaction. For one thread.
 */
final class JobBatches {

    private static final int MOST_RECORDS = 100;
    private static final int MOST_ROWS = 5_000;

    /** The job was told to end before its source did. */
    static final class Stopped extends RuntimeException {

        private final transient ImportJob job;

        private Stopped(ImportJob job) {
            super("stopped", null, false, false);
            this.job = job;
        }

        /** {@return the job as far as it came} */
        ImportJob job() {
            return job;
        }
    }

    private final CatalogMerge merge;
    private final JobStores stores;
    private final ImportOptions options;
    private final JobListener listener;
    private final BooleanSupplier stopping;
    private final ImportMemory memory = new ImportMemory();
    private final List<SourceRecord> open = new ArrayList<>();
    private int openRows;
    private ImportJob job;
    private Counts counts = Counts.NONE;

    JobBatches(ImportJob job, ImportOptions options, CatalogMerge merge, JobStores stores, JobListener listener,
            BooleanSupplier stopping) {
        this.job = job;
        this.options = options;
        this.merge = merge;
        this.stores = stores;
        this.listener = listener;
        this.stopping = stopping;
    }

    /**
     * {@return the job with its counts, once all is read}
     *
     * @throws Stopped where it was told to stop
     */
    ImportJob read(FormatReader reader, ImportSource source, Reading reading) {
        reader.read(source, reading, record -> {
            if (isFull(record)) {
                lookAhead(reader, source, reading);
                write();
            }
            endIfStopping();
            open.add(record);
            openRows += rows(record);
        });
        write();
        return job;
    }

    private boolean isFull(SourceRecord next) {
        return open.size() >= MOST_RECORDS || !open.isEmpty() && openRows + rows(next) > MOST_ROWS;
    }

    private static int rows(SourceRecord record) {
        return record.media() == null ? 1 : record.media().size();
    }

    private void endIfStopping() {
        if (stopping.getAsBoolean()) {
            throw new Stopped(job);
        }
    }

    // Once, and only where there is more than one batch: which records there are, and which items will move to other
    // rating keys.
    private void lookAhead(FormatReader reader, ImportSource source, Reading reading) {
        if (counts.total() > 0) {
            return;
        }
        var ahead = new EnumMap<MediaKind, List<MediaRecord>>(MediaKind.class);
        var total = new int[1];
        reader.read(source, reading.ofKeys(), record -> {
            endIfStopping();
            total[0]++;
            if (record.isSound()) {
                var kind = record.media().kind();
                var some = ahead.computeIfAbsent(kind, any -> new ArrayList<>());
                some.add(record.media());
                if (some.size() == MOST_RECORDS) {
                    merge.lookAhead(kind, some, job.source(), memory);
                    some.clear();
                }
            }
        });
        ahead.forEach((kind, some) -> merge.lookAhead(kind, some, job.source(), memory));
        counts = counts.of(total[0]);
    }

    private void write() {
        var first = counts.processed();
        var reported = new ArrayList<ImportRecord>(open.size());
        job = stores.write(() -> {
            reported.clear();
            var results = merged();
            for (var record : open) {
                var position = first + reported.size();
                reported.add(record.isSound()
                        ? ImportRecord.merged(stores.ids().next(), job.id(), position, results.get(record.media()),
                                record.notices())
                        : ImportRecord.unread(stores.ids().next(), job.id(), position, record));
            }
            stores.records().insert(reported);
            var after = counts;
            for (var record : reported) {
                after = after.and(record.outcome());
            }
            return stores.jobs().update(job.counted(after));
        });
        reported.forEach(record -> counts = counts.and(record.outcome()));
        open.clear();
        openRows = 0;
        listener.progress(job, reported);
    }

    private Map<MediaRecord, Result> merged() {
        var results = new IdentityHashMap<MediaRecord, Result>();
        for (var kind : MediaKind.values()) {
            var sound = open.stream().filter(record -> record.isSound() && record.media().kind() == kind)
                    .map(SourceRecord::media).toList();
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
