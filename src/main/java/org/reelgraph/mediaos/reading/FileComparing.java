package org.reelgraph.mediaos.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reelgraph.imports.formats.SourceRecord;
import org.reelgraph.imports.records.SourceEntry;
import org.reelgraph.imports.records.SourceEntry.Part;
import org.reelgraph.mediaos.entries.EntryStore;
import org.reelgraph.mediaos.entries.KeptEntry;
import org.reelgraph.mediaos.entries.Meaning;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.MediaOsFile;

/**
 * Finds what of a file differs from what the database has of it, some entries at a time, in their order. Needs the
 * writer's transaction.
 */
final class FileComparing<T> {

    private final Meaning<T> meaning;
    private final MediaOsFile<T> file;
    private final EntryStore store;
    private final Set<EntryKey> seen = new HashSet<>();
    private final List<SourceRecord> changed = new ArrayList<>();
    private final List<KeptEntry> moved = new ArrayList<>();
    private final Map<EntryKey, Long> formerRows = new HashMap<>();
    private final List<SourceRecord> faulty = new ArrayList<>();
    private int last = -1;

    FileComparing(Meaning<T> meaning, EntryStore store) {
        this.meaning = meaning;
        this.file = meaning.file();
        this.store = store;
    }

    /** {@return the keys of all entries in the file} */
    Set<EntryKey> seen() {
        return seen;
    }

    /** {@return the entries to be kept} */
    List<SourceRecord> changed() {
        return changed;
    }

    /** {@return the entries that say the same in another place} */
    List<KeptEntry> moved() {
        return moved;
    }

    /** {@return the rows that entries to be kept have had so far} */
    Map<EntryKey, Long> formerRows() {
        return formerRows;
    }

    /** {@return the entries that can't be kept as what they mean, whether or not they have changed} */
    List<SourceRecord> faulty() {
        return faulty;
    }

    void compare(List<SourceRecord> records) {
        var known = store.find(file.name(), records.stream().map(record -> keyOf(record).key()).toList()).stream()
                .collect(Collectors.toMap(KeptEntry::key, Function.identity()));
        var rows = known.values().stream().flatMap(entry -> entry.rowId().stream()).toList();
        var values = rows.isEmpty() ? Map.<Long, T>of() : file.find(rows);
        for (var record : records) {
            if (entryOf(record).part() == Part.ROOT) {
                root(record);
            } else {
                compare(record, Optional.ofNullable(known.get(keyOf(record))), values);
            }
        }
    }

    private static SourceEntry entryOf(SourceRecord record) {
        return record.entry().orElseThrow();
    }

    static EntryKey keyOf(SourceRecord record) {
        return new EntryKey(entryOf(record).list(), entryOf(record).key());
    }

    private void root(SourceRecord record) {
        if (!store.root(file.name()).equals(Optional.of(entryOf(record).json()))) {
            changed.add(record);
        }
    }

    private void compare(SourceRecord record, Optional<KeptEntry> known, Map<Long, T> values) {
        var isFirst = seen.add(keyOf(record));
        var isFaulty = !record.errors().isEmpty();
        if (isFaulty) {
            faulty.add(record);
        }
        if (!isFirst || entryOf(record).json().isEmpty()) {
            return;
        }
        last = known.map(KeptEntry::position).filter(position -> position > last).orElse(last + 1);
        if (known.filter(entry -> isSettled(record, entry, values)).isEmpty()) {
            changed.add(at(record, last));
            known.ifPresent(entry -> entry.rowId().ifPresent(row -> formerRows.put(entry.key(), row)));
        } else if (known.get().position() != last) {
            var entry = known.get();
            moved.add(new KeptEntry(entry.id(), entry.file(), entry.key(), last, entry.rowId(), entry.json()));
        }
    }

    // A faulty entry leaves what there was before. One without a row that isn't faulty may be kept by now.
    private boolean isSettled(SourceRecord record, KeptEntry known, Map<Long, T> values) {
        var value = known.rowId().map(values::get);
        var isSame = known.json().equals(entryOf(record).json());
        if (!record.errors().isEmpty()) {
            return isSame || value.isPresent();
        }
        return isSame && (value.isPresent()
                ? meaning.isSaid(known.key(), known.json(), value.get())
                : known.rowId().isEmpty() && file.members().isEmpty());
    }

    // Entries that say the same keep their place, whatever goes before them.
    private static SourceRecord at(SourceRecord record, int position) {
        var entry = entryOf(record);
        return new SourceRecord(record.origin(), record.media(), record.errors(), record.notices(), record.viewings(),
                Optional.of(new SourceEntry(entry.file(), entry.list(), entry.key(), position, entry.title(),
                        entry.json(), entry.part())));
    }
}
