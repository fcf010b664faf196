package org.reelgraph.imports.jobs;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.deletion.GuardedDeletions;
import org.reelgraph.imports.formats.FormatReader;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceRecord;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.jobs.EntryMerge.Entry;
import org.reelgraph.imports.jobs.WatchHistory.Watched;
import org.reelgraph.imports.merge.CatalogMerge;
import org.reelgraph.imports.merge.ImportMemory;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.Result;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.LoadThrottle;
import org.reelgraph.storage.sql.InstantColumn;

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

        private Ended(@Nullable String reason, ImportJob job) {
            super(reason, null, false, false);
            this.job = job;
        }

        /** {@return the end of a job that was told to stop} */
        static Ended stopped(ImportJob job) {
            return new Ended(null, job);
        }

        /** {@return why; empty if the job was told to} */
        Optional<String> reason() {
            return Optional.ofNullable(getMessage());
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
    private final EntryMerge entries;
    private final JobStores stores;
    private final ImportOptions options;
    private final JobListener listener;
    private final LoadThrottle pace;
    private final JobRun run;
    private final ImportMemory memory;
    private final HandledRecords handled;
    private final Optional<Checkpoint> before;
    private final GuardedDeletions deletions;
    private final List<Numbered> open = new ArrayList<>();
    private int openRows;
    private ImportJob job;
    private Counts counts;
    private int end;
    private Optional<String> savedFiles = Optional.empty();

    JobBatches(ImportJob job, ImportOptions options, CatalogMerge merge, EntryMerge entries, JobStores stores,
            JobListener listener, LoadThrottle pace, JobRun run) {
        this.job = job;
        this.options = options;
        this.merge = merge;
        this.entries = entries;
        this.stores = stores;
        this.listener = listener;
        this.pace = pace;
        this.run = run;
        this.counts = Counts.of(job);
        this.handled = stores.handled(run.job(), job);
        this.before = job.processed() > 0 ? run.checkpoint().map(Checkpoint::read) : Optional.empty();
        this.deletions = options.isRestore()
                ? stores.guard().beginConfirmed(job.id())
                : stores.guard().begin(job.id(), job.confirmDeletions());
        this.memory = new ImportMemory(Objects.requireNonNullElseGet(run.job().startedAt(), InstantColumn::now),
                OptionalLong.of(job.id()), deletions);
    }

    /** {@return what the records read so far refer to} */
    ImportMemory memory() {
        return memory;
    }

    /** {@return the number of records of the source, once everything is read} */
    int end() {
        return end;
    }

    /**
     * {@return the job with its counts, once everything is read}
     *
     * @throws Ended if the job was told to stop, or the files have changed
     */
    ImportJob read(FormatReader reader, ImportSource source, Reading reading) {
        if (!handled.isEmpty()) {
            goOn(reader, source, reading);
            return job;
        }
        var next = new AtomicInteger();
        try {
            reader.read(source, reading, record -> {
                if (isFull(record)) {
                    endIfOrderMatters();
                    write(Optional.of(Checkpoint.inOrder(source.state())));
                }
                add(next.getAndIncrement(), record);
            });
            write(Optional.of(Checkpoint.inOrder(source.state())));
            end = next.get();
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
        reader.read(source, reading.withoutParts(), record -> {
            nextStep();
            ahead.add(record);
        });
        ahead.end();
        read(reader, source, reading, ahead, Checkpoint.knownFirst(source.state(), ahead.known()));
    }

    // The import has to know what the handled records refer to, since later ones may refer to the same. Those that were
    // told apart when it began still are, whatever it has written since.
    private void goOn(FormatReader reader, ImportSource source, Reading reading) {
        var ahead = before.isPresent()
                ? new LookAhead(before.get().knownRecords())
                : new LookAhead(merge, job.source());
        memory.recallFormerRatingKeys(stores.write(() -> stores.formerKeys().find(job.id())));
        var next = new AtomicInteger();
        reader.read(source, reading, record -> {
            nextStep();
            ahead.add(record);
            recall(next.getAndIncrement(), record);
        });
        recallOpen();
        memory.takeFormerRatingKeys(); // what recalling changes was changed before
        ahead.end();
        if (handled.length() > ahead.total() || before.filter(saved -> !source.isStill(saved.files())).isPresent()) {
            throw new Ended(changedSince(), job);
        }
        read(reader, source, reading, ahead, Checkpoint.knownFirst(source.state(), ahead.known()));
    }

    private void recall(int position, SourceRecord record) {
        if (!handled.contains(position)) {
            return;
        }
        if (!handled.isSame(position, record)) {
            throw new Ended(changedSince() + " " + record.origin().inWords() + " is another record now.", job);
        }
        if (handled.wasTaken(position) && record.isSound()) {
            open.add(new Numbered(position, record));
        }
        if (open.size() == MAX_RECORDS) {
            recallOpen();
        }
    }

    private String changedSince() {
        return "'" + job.path() + "' has changed since the import began.";
    }

    private void recallOpen() {
        for (var kind : MediaKind.values()) {
            var records = soundOf(kind);
            if (!records.isEmpty()) {
                merge.recall(kind, records, options, memory);
            }
        }
        open.clear();
    }

    private void read(FormatReader reader, ImportSource source, Reading reading, LookAhead ahead,
            Checkpoint checkpoint) {
        end = ahead.total();
        counts = counts.of(ahead.total() - handled.byOtherJobs());
        for (var known : List.of(true, false)) {
            if (ahead.count(known) > 0) {
                read(reader, source, reading, ahead, position -> ahead.isKnown(position) == known, checkpoint);
            }
        }
    }

    private void read(FormatReader reader, ImportSource source, Reading reading, LookAhead ahead,
            IntPredicate isWanted, Checkpoint checkpoint) {
        var next = new AtomicInteger();
        reader.read(source, reading, record -> {
            var position = next.getAndIncrement();
            if (!ahead.isSame(position, record)) {
                throw new Ended(changed(record), job);
            }
            if (isWanted.test(position) && !handled.contains(position)) {
                if (isFull(record)) {
                    write(Optional.of(checkpoint));
                }
                add(position, record);
            }
        });
        write(Optional.of(checkpoint));
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
        if (run.isStopping()) {
            throw Ended.stopped(job);
        }
    }

    private void write(Optional<Checkpoint> checkpoint) {
        var reports = new ArrayList<ImportRecord>(open.size());
        // The same for all batches, but for the number of files that were read.
        var news = checkpoint.filter(each -> !savedFiles.equals(Optional.ofNullable(each.files())));
        // Once, because the memory of the import learns from each record.
        job = stores.writeOnce(() -> {
            var results = merged();
            keepViewings(results);
            var ofEntries = mergedEntries(results);
            for (var record : open) {
                reports.add(report(record, results, ofEntries));
            }
            stores.records().insert(reports);
            if (job.isWrittenInParts()) {
                stores.formerKeys().add(job.id(), memory.takeFormerRatingKeys());
            }
            deletions.save();
            counts = counts.and(reports);
            return stores.save(run, job.counted(counts), news);
        });
        news.ifPresent(saved -> savedFiles = Optional.ofNullable(saved.files()));
        open.clear();
        openRows = 0;
        listener.progress(job, reports);
    }

    private void keepViewings(Map<MediaRecord, Result> results) {
        var watched = new ArrayList<Watched>();
        for (var record : open) {
            var item = Optional.ofNullable(results.get(record.source().media())).map(Result::mediaId);
            item.ifPresent(id -> record.source().viewings().forEach(viewing -> watched.add(new Watched(id, viewing))));
        }
        if (!options.dryRun() && !watched.isEmpty()) {
            stores.history().add(job.format(), watched);
        }
    }

    private Map<SourceRecord, Result> mergedEntries(Map<MediaRecord, Result> media) {
        var ofEntries = open.stream().map(Numbered::source).filter(record -> record.entry().isPresent())
                .map(record -> new Entry(record, Optional.ofNullable(media.get(record.media())))).toList();
        var results = new IdentityHashMap<SourceRecord, Result>();
        if (!ofEntries.isEmpty()) {
            var merged = entries.merge(ofEntries, options, JobOwner.of(run.job()).actor(), job.id());
            for (var i = 0; i < ofEntries.size(); i++) {
                results.put(ofEntries.get(i).source(), merged.get(i));
            }
        }
        return results;
    }

    private ImportRecord report(Numbered record, Map<MediaRecord, Result> results,
            Map<SourceRecord, Result> ofEntries) {
        var source = record.source();
        var id = stores.ids().next();
        var result = ofEntries.getOrDefault(source, results.get(source.media()));
        return result == null
                ? ImportRecord.unread(id, job.id(), record.position(), source)
                : ImportRecord.merged(id, job.id(), record.position(), result, source.notices());
    }

    private Map<MediaRecord, Result> merged() {
        var results = new IdentityHashMap<MediaRecord, Result>();
        for (var kind : MediaKind.values()) {
            var sound = soundOf(kind);
            if (!sound.isEmpty()) {
                var merged = merge.merge(kind, sound, options, memory);
                for (var i = 0; i < sound.size(); i++) {
                    results.put(sound.get(i), merged.get(i));
                }
            }
        }
        return results;
    }

    private List<MediaRecord> soundOf(MediaKind kind) {
        return open.stream().map(Numbered::source).filter(SourceRecord::isSound).map(SourceRecord::media)
                .filter(media -> media.kind() == kind).toList();
    }
}
