package org.reelgraph.mediaos.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.formats.SourceRecord;
import org.reelgraph.imports.jobs.EntryMerge.Entry;
import org.reelgraph.imports.merge.CatalogMerge;
import org.reelgraph.imports.merge.ImportMemory;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.Result;
import org.reelgraph.imports.merge.Result.Outcome;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.mediaos.entries.EntryJson;
import org.reelgraph.mediaos.entries.EntryStore;
import org.reelgraph.mediaos.entries.EntryStore.Place;
import org.reelgraph.mediaos.entries.Meaning;
import org.reelgraph.mediaos.entries.Secrets;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.importing.MediaOsMerge;
import org.reelgraph.mediaos.library.LibraryFile;
import org.reelgraph.mediaos.mirror.FileVersions;
import org.reelgraph.mediaos.mirror.MirrorState;
import org.reelgraph.mediaos.mirror.MirrorStore;
import org.reelgraph.mediaos.reading.FileRecords.Whole;
import org.reelgraph.storage.WriteTransactions;

/** Brings the database to what a file says, by what an import does. Only what differs is written. */
@Singleton
class TakingIn {

    private static final int COMPARED_AT_ONCE = 500;
    private static final int KEPT_AT_ONCE = 100;
    // So that what usually changes is there at once, and a whole library doesn't keep all others waiting.
    private static final int MOST_IN_TRANSACTION = 5_000;
    private static final ImportOptions OPTIONS = ImportOptions.of(LibraryFile.SOURCE);

    private final EntryStore entries;
    private final MirrorStore mirror;
    private final Secrets secrets;
    private final CatalogMerge catalog;
    private final MediaOsMerge merge;
    private final WriteTransactions transactions;
    private final Clock clock;

    TakingIn(EntryStore entries, MirrorStore mirror, Secrets secrets, CatalogMerge catalog, MediaOsMerge merge,
            WriteTransactions transactions, Clock clock) {
        this.entries = entries;
        this.mirror = mirror;
        this.secrets = secrets;
        this.catalog = catalog;
        this.merge = merge;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * How the database is then.
     *
     * @param version      in which version it has what the file is made of
     * @param failed       how many entries can't be kept as what they mean
     * @param firstFailure why the first of them can't
     */
    record Taken(String version, int failed, Optional<String> firstFailure) {
    }

    /** Another server has taken in the file meanwhile. */
    static final class Overtaken extends RuntimeException {

        Overtaken() {
            super(null, null, false, false);
        }
    }

    /**
     * Takes in a file.
     *
     * @throws Overtaken if another server did so meanwhile; what this one has done is right nevertheless
     */
    <T> Taken takeIn(MediaOsFile<T> file, Path folder, Whole whole) {
        var before = transactions.within(() -> mirror.find(file.name(), folder.toString()));
        var comparing = compare(file, whole.records());
        var failures = comparing.faulty().stream().map(FileRecords::inWords)
                .collect(Collectors.toCollection(ArrayList::new));
        var memory = new ImportMemory(clock.instant());
        var changed = comparing.changed();
        var start = 0;
        for (; changed.size() - start > MOST_IN_TRANSACTION; start += MOST_IN_TRANSACTION) {
            var part = changed.subList(start, start + MOST_IN_TRANSACTION);
            var isFirst = start == 0;
            transactions.once(() -> failures
                    .addAll(keep(file, folder, before, isFirst, comparing, part, memory)));
        }
        var rest = changed.subList(start, changed.size());
        var isFirst = start == 0;
        var version = transactions.once(() -> {
            failures.addAll(keep(file, folder, before, isFirst, comparing, rest, memory));
            return save(file, folder, before, whole.digest());
        });
        if (file.name().equals(LibraryFile.NAME) && !changed.isEmpty()) {
            catalog.indexRest();
        }
        return new Taken(version, failures.size(), failures.stream().findFirst());
    }

    // What is gone goes first.
    private <T> List<String> keep(MediaOsFile<T> file, Path folder, MirrorState before, boolean isFirst,
            FileComparing<T> comparing, List<SourceRecord> part, ImportMemory memory) {
        if (!mirror.find(file.name(), folder.toString()).equals(before)) {
            throw new Overtaken();
        }
        if (isFirst) {
            leave(file, comparing.seen());
            if (!comparing.moved().isEmpty()) {
                entries.update(comparing.moved());
            }
        }
        var failures = keep(part, memory);
        leaveFormerRows(file, comparing, part);
        return failures;
    }

    private <T> FileComparing<T> compare(MediaOsFile<T> file, List<SourceRecord> records) {
        var meaning = new Meaning<>(file, file.secrets().isEmpty()
                ? new Secrets.Revealed()
                : transactions.within(secrets::all));
        var comparing = new FileComparing<>(meaning, entries);
        for (var start = 0; start < records.size(); start += COMPARED_AT_ONCE) {
            var some = records.subList(start, Math.min(start + COMPARED_AT_ONCE, records.size()));
            transactions.once(() -> {
                comparing.compare(some);
                return true;
            });
        }
        return comparing;
    }

    // First of all, since something new may be called like something that is gone.
    private <T> void leave(MediaOsFile<T> file, Set<EntryKey> seen) {
        var gone = entries.findPlaces(file.name()).stream().filter(place -> !seen.contains(place.key())).toList();
        if (gone.isEmpty()) {
            return;
        }
        var rows = gone.stream().flatMap(place -> place.rowId().stream()).collect(Collectors.toSet());
        var alive = rows.isEmpty() ? Set.<Long>of() : file.find(rows).keySet();
        var leaving = alive.isEmpty() ? Set.<Long>of() : file.leaving(said(file, alive));
        if (!leaving.isEmpty()) {
            file.delete(leaving, Actor.SYSTEM);
        }
        // A row that stays keeps its entry, and so does a user who isn't in the file because they are suspended.
        var ended = gone.stream()
                .filter(place -> place.rowId().isEmpty() || leaving.contains(place.rowId().get())
                        || file.isWhole() && !alive.contains(place.rowId().get()))
                .map(Place::id).toList();
        if (!ended.isEmpty()) {
            entries.delete(file.name(), ended);
        }
    }

    private Map<Long, ObjectNode> said(MediaOsFile<?> file, Set<Long> rows) {
        return entries.findByRows(file.name(), rows).stream().collect(Collectors.toMap(
                entry -> entry.rowId().orElseThrow(), entry -> EntryJson.object(entry.json()), (one, other) -> one));
    }

    // An item of another kind is another row.
    private <T> void leaveFormerRows(MediaOsFile<T> file, FileComparing<T> comparing, List<SourceRecord> part) {
        var keys = part.stream().map(FileComparing::keyOf).filter(comparing.formerRows()::containsKey).toList();
        if (keys.isEmpty()) {
            return;
        }
        var former = keys.stream().map(comparing.formerRows()::get).collect(Collectors.toSet());
        entries.findByRows(file.name(), former).forEach(entry -> former.remove(entry.rowId().orElseThrow()));
        if (!former.isEmpty() && file.isWhole()) {
            var alive = file.find(former).keySet();
            if (!alive.isEmpty()) {
                file.delete(alive, Actor.SYSTEM);
            }
        }
    }

    private List<String> keep(List<SourceRecord> records, ImportMemory memory) {
        var failures = new ArrayList<String>();
        for (var start = 0; start < records.size(); start += KEPT_AT_ONCE) {
            var some = records.subList(start, Math.min(start + KEPT_AT_ONCE, records.size()));
            var media = merged(some, memory);
            var results = merge.follow(some.stream().map(record -> new Entry(record,
                    Optional.ofNullable(media.get(record.media())))).toList(), OPTIONS, Actor.SYSTEM);
            for (var i = 0; i < some.size(); i++) {
                // What is wrong with a file is known before.
                if (results.get(i).outcome() == Outcome.FAILED && some.get(i).errors().isEmpty()) {
                    failures.add(FileRecords.placeOf(some.get(i)) + ": " + results.get(i).userErrors().stream()
                            .map(UserError::message).collect(Collectors.joining(" ")));
                }
            }
        }
        return failures;
    }

    private IdentityHashMap<MediaRecord, Result> merged(List<SourceRecord> records, ImportMemory memory) {
        var results = new IdentityHashMap<MediaRecord, Result>();
        for (var kind : MediaKind.values()) {
            var ofKind = records.stream().filter(SourceRecord::isSound).map(SourceRecord::media)
                    .filter(media -> media.kind() == kind).toList();
            if (!ofKind.isEmpty()) {
                var merged = catalog.merge(kind, ofKind, OPTIONS, memory);
                for (var i = 0; i < ofKind.size(); i++) {
                    results.put(ofKind.get(i), merged.get(i));
                }
            }
        }
        return results;
    }

    private String save(MediaOsFile<?> file, Path folder, MirrorState before, String digest) {
        var versions = mirror.versions();
        var now = before.written(FileVersions.of(file, versions), Optional.of(digest), before.writtenAt(), List.of());
        if (!now.equals(before)) {
            mirror.save(now, folder.toString());
        }
        return watched(file, versions);
    }

    /** {@return a text that differs once somebody else has changed what was taken in; other media don't matter} */
    static String watched(MediaOsFile<?> file, Map<String, Long> versions) {
        return file.name().equals(LibraryFile.NAME)
                ? String.valueOf(versions.get(EntryStore.versionName(file.name())))
                : FileVersions.of(file, versions);
    }
}
