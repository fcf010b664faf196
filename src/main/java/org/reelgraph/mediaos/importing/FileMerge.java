package org.reelgraph.mediaos.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.jobs.EntryMerge.Entry;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.ImportOptions.ConflictPolicy;
import org.reelgraph.imports.merge.Result;
import org.reelgraph.imports.merge.Result.Outcome;
import org.reelgraph.imports.merge.ResultBuilder;
import org.reelgraph.mediaos.entries.EntryJson;
import org.reelgraph.mediaos.entries.EntryStore;
import org.reelgraph.mediaos.entries.KeptEntry;
import org.reelgraph.mediaos.entries.Meaning;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.files.MediaOsFile.Incoming;
import org.reelgraph.mediaos.files.MediaOsFile.Kept;
import org.reelgraph.storage.Ids;

/** Keeps some entries of one file. What can't be kept as what it means is kept as it is written. */
final class FileMerge<T> {

    private final Meaning<T> meaning;
    private final MediaOsFile<T> file;
    private final EntryStore store;
    private final Ids ids;
    private final ImportOptions options;
    private final boolean isTruth;
    private final List<KeptEntry> added = new ArrayList<>();
    private final List<KeptEntry> changed = new ArrayList<>();
    private final List<Entry> entries;
    private final Map<EntryKey, KeptEntry> known;
    private final Map<Long, T> before;
    private final List<Incoming<T>> incoming = new ArrayList<>();
    private final Map<Entry, Integer> places = new HashMap<>();

    /** @param isTruth whether what the file says holds, whatever the database has */
    FileMerge(Meaning<T> meaning, EntryStore store, Ids ids, ImportOptions options, List<Entry> entries,
            boolean isTruth) {
        this.meaning = meaning;
        this.file = meaning.file();
        this.store = store;
        this.ids = ids;
        this.options = options;
        this.entries = entries;
        this.isTruth = isTruth;
        known = store.find(file.name(), entries.stream().map(entry -> keyOf(entry).key()).toList()).stream()
                .collect(Collectors.toMap(KeptEntry::key, Function.identity()));
        var rows = known.values().stream().flatMap(entry -> entry.rowId().stream()).toList();
        before = rows.isEmpty() ? Map.of() : file.find(rows);
        for (var entry : entries) {
            if (isToBeKept(entry)) {
                meaning.of(keyOf(entry), MediaOsMerge.entryOf(entry).json(), error -> {
                }).ifPresent(value -> {
                    places.put(entry, incoming.size());
                    incoming.add(new Incoming<>(keyOf(entry), value, rowOf(keyOf(entry))));
                });
            }
        }
    }

    /** {@return the rows that entries are to become which were never imported, as far as they are there already} */
    Map<EntryKey, Long> matched(Actor actor) {
        var matched = new HashMap<EntryKey, Long>();
        if (file.isPutBack() && incoming.stream().anyMatch(entry -> entry.rowId().isEmpty())) {
            var kept = file.keep(incoming, actor, true);
            for (var i = 0; i < kept.size(); i++) {
                var entry = incoming.get(i);
                kept.get(i).rowId().filter(row -> entry.rowId().isEmpty())
                        .ifPresent(row -> matched.put(entry.key(), row));
            }
        }
        return matched;
    }

    /** {@return what became of each entry, in order} */
    List<Result> merge(Actor actor) {
        var kept = incoming.isEmpty()
                ? List.<Kept>of()
                : withoutTwins(isTruth ? file.follow(incoming, actor) : file.keep(incoming, actor, options.dryRun()));
        var after = after(kept);
        var results = entries.stream().map(entry -> {
            var place = places.get(entry);
            return place == null ? other(entry) : result(entry, kept.get(place), after.get(place));
        }).toList();
        if (!options.dryRun()) {
            store.insert(added);
            store.update(changed);
        }
        return results;
    }

    private static EntryKey keyOf(Entry entry) {
        return MediaOsEntries.keyOf(MediaOsMerge.entryOf(entry));
    }

    private Optional<Long> rowOf(EntryKey key) {
        return Optional.ofNullable(known.get(key)).flatMap(KeptEntry::rowId).filter(before::containsKey);
    }

    private boolean isToBeKept(Entry entry) {
        return entry.source().errors().isEmpty() && entry.source().media() == null
                && (options.onConflict() == ConflictPolicy.UPDATE || !isThere(keyOf(entry)));
    }

    private boolean isThere(EntryKey key) {
        var entry = known.get(key);
        return entry != null && (entry.rowId().isEmpty() || rowOf(key).isPresent());
    }

    // Two entries can't be one row, or one of them would be lost.
    private List<Kept> withoutTwins(List<Kept> kept) {
        var rows = kept.stream().flatMap(each -> each.rowId().stream()).toList();
        var owners = new HashMap<Long, EntryKey>();
        if (!rows.isEmpty()) {
            store.findByRows(file.name(), rows).forEach(entry -> owners.put(entry.rowId().orElseThrow(), entry.key()));
        }
        var single = new ArrayList<Kept>();
        for (var i = 0; i < kept.size(); i++) {
            var key = incoming.get(i).key();
            var owner = kept.get(i).rowId().map(row -> owners.computeIfAbsent(row, any -> key)).orElse(key);
            single.add(owner.equals(key)
                    ? kept.get(i)
                    : Kept.failed(UserError.of(UserErrorCode.DUPLICATE).at()
                            .saying("This is the same as " + owner.inWords() + ".")));
        }
        return single;
    }

    private List<Optional<T>> after(List<Kept> kept) {
        var rows = kept.stream().flatMap(each -> each.rowId().stream()).toList();
        var values = options.dryRun() || rows.isEmpty() ? Map.<Long, T>of() : file.find(rows);
        var after = new ArrayList<Optional<T>>();
        for (var i = 0; i < kept.size(); i++) {
            after.add(options.dryRun()
                    ? Optional.of(incoming.get(i).value())
                    : kept.get(i).rowId().map(values::get));
        }
        return after;
    }

    private Result result(Entry entry, Kept kept, Optional<T> after) {
        var result = MediaOsMerge.result(entry.source(), Outcome.valueOf(kept.outcome().name()))
                .userErrors(kept.errors());
        if (kept.outcome() == MediaOsFile.Outcome.FAILED) {
            keepAsItIs(entry);
            return result.build();
        }
        if (kept.outcome() == MediaOsFile.Outcome.UPDATED) {
            var old = rowOf(keyOf(entry)).map(before::get);
            old.ifPresent(value -> after.ifPresent(now -> result.changes(FieldDifference.ofMeaning(file, value, now))));
        }
        return noted(entry, result.build(), kept.rowId());
    }

    private Result other(Entry entry) {
        if (entry.media().isPresent()) {
            return ofMedia(entry, entry.media().get());
        }
        var source = entry.source();
        if (source.errors().isEmpty()) {
            return options.onConflict() == ConflictPolicy.SKIP
                    ? MediaOsMerge.result(source, Outcome.SKIPPED).build()
                    : MediaOsMerge.result(source, Outcome.FAILED)
                            .userErrors(List.of(UserError.of(UserErrorCode.ALREADY_EXISTS).at()
                                    .saying("This exists already.")))
                            .build();
        }
        keepAsItIs(entry);
        return MediaOsMerge.result(source, Outcome.FAILED).userErrors(source.errors()).build();
    }

    private Result ofMedia(Entry entry, Result media) {
        if (media.outcome() == Outcome.FAILED) {
            keepAsItIs(entry);
            return media;
        }
        return media.outcome() == Outcome.SKIPPED
                ? media
                : noted(entry, media, Optional.ofNullable(media.mediaId()));
    }

    // Says that an entry was updated if only members have changed that have no meaning here.
    private Result noted(Entry entry, Result result, Optional<Long> rowId) {
        var source = MediaOsMerge.entryOf(entry);
        var key = keyOf(entry);
        var old = known.get(key);
        if (old == null) {
            added.add(new KeptEntry(ids.next(), file.name(), key, source.position(), rowId, source.json()));
            return rowId.isEmpty() && result.outcome() == Outcome.UNCHANGED
                    ? ResultBuilder.builder(result).outcome(Outcome.CREATED).build()
                    : result;
        }
        var now = new KeptEntry(old.id(), old.file(), key, source.position(), rowId.or(old::rowId), source.json());
        if (!now.equals(old)) {
            changed.add(now);
        }
        if (result.outcome() == Outcome.UNCHANGED && !isSame(old.json(), source.json())) {
            return ResultBuilder.builder(result).outcome(Outcome.UPDATED).changes(FieldDifference.ofOthers(file,
                    EntryJson.object(old.json()), EntryJson.object(source.json()))).build();
        }
        return result;
    }

    private static boolean isSame(String one, String other) {
        return one.equals(other) || EntryJson.isSame(EntryJson.object(one), EntryJson.object(other));
    }

    private void keepAsItIs(Entry entry) {
        var source = MediaOsMerge.entryOf(entry);
        var old = known.get(keyOf(entry));
        if (source.json().isEmpty()) {
            return;
        }
        if (old == null) {
            added.add(new KeptEntry(ids.next(), file.name(), keyOf(entry), source.position(), Optional.empty(),
                    source.json()));
        } else if (old.rowId().isEmpty()) {
            changed.add(new KeptEntry(old.id(), old.file(), old.key(), source.position(), Optional.empty(),
                    source.json()));
        }
    }
}
