package org.reelgraph.mediaos.entries;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.reelgraph.mediaos.entries.FileRendering.Alive;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.files.MediaOsFile.Stored;
import org.reelgraph.storage.Ids;

/** Sees to it that whatever the database has is an entry of its file. Needs the writer's transaction. */
@Singleton
class EntryKeeping {

    private static final int AT_ONCE = 1_000;

    private final EntryStore store;
    private final Secrets secrets;
    private final Ids ids;

    EntryKeeping(EntryStore store, Secrets secrets, Ids ids) {
        this.store = store;
        this.secrets = secrets;
        this.ids = ids;
    }

    /** {@return those of some entries that were not deleted, with what the database has} */
    <T> List<Alive<T>> alive(MediaOsFile<T> file, List<KeptEntry> entries) {
        var rows = entries.stream().flatMap(entry -> entry.rowId().stream()).toList();
        return Alive.of(entries, rows.isEmpty() ? new HashMap<>() : file.find(rows));
    }

    /** Makes entries of rows that have none, and writes secrets that changed if MediaOS' key is there. */
    <T> void settle(MediaOsFile<T> file, Optional<String> key) {
        for (var page = file.findAfter(0, AT_ONCE); !page.isEmpty(); page = file
                .findAfter(page.getLast().rowId(), AT_ONCE)) {
            addEntries(file, page);
        }
        if (key.isPresent() && !file.secrets().isEmpty()) {
            writeSecrets(file, key.get());
        }
    }

    private <T> void addEntries(MediaOsFile<T> file, List<Stored<T>> page) {
        var known = store.findByRows(file.name(), page.stream().map(Stored::rowId).toList()).stream()
                .flatMap(entry -> entry.rowId().stream()).collect(Collectors.toSet());
        var others = page.stream().filter(stored -> !known.contains(stored.rowId())).toList();
        if (others.isEmpty()) {
            return;
        }
        var keys = others.stream().map(file::newKey).toList();
        var there = store.find(file.name(), keys.stream().map(EntryKey::key).toList());
        var alive = alive(file, there).stream().map(each -> each.entry().key()).collect(Collectors.toSet());
        var deleted = new HashMap<EntryKey, KeptEntry>();
        there.stream().filter(entry -> !alive.contains(entry.key())).forEach(entry -> deleted.put(entry.key(), entry));
        var added = new ArrayList<KeptEntry>();
        var revived = new ArrayList<KeptEntry>();
        var taken = new HashSet<>(alive);
        var position = store.end(file.name());
        for (var i = 0; i < others.size(); i++) {
            var row = others.get(i).rowId();
            var key = free(keys.get(i), taken, row);
            // Something of this key was deleted and made anew.
            if (deleted.containsKey(key)) {
                revived.add(deleted.get(key).of(row));
            } else {
                added.add(new KeptEntry(ids.next(), file.name(), key, position++, Optional.of(row),
                        file.fresh(key).toString()));
            }
        }
        store.insert(added);
        store.update(revived);
    }

    private static EntryKey free(EntryKey key, Set<EntryKey> taken, long row) {
        var free = taken.contains(key) ? new EntryKey(key.list(), key.key() + "-" + row) : key;
        taken.add(free);
        return free;
    }

    private <T> void writeSecrets(MediaOsFile<T> file, String key) {
        var meaning = new Meaning<>(file, secrets.all());
        for (var page = store.findAfter(file.name(), Optional.empty(), AT_ONCE); !page.isEmpty(); page = store
                .findAfter(file.name(), Optional.of(page.getLast()), AT_ONCE)) {
            var changed = new ArrayList<KeptEntry>();
            for (var each : alive(file, page)) {
                each.value().flatMap(value -> sealed(meaning, each.entry(), value, key)).ifPresent(changed::add);
            }
            store.update(changed);
        }
    }

    private <T> Optional<KeptEntry> sealed(Meaning<T> meaning, KeptEntry entry, T value, String key) {
        var owed = meaning.said(entry, value).owed();
        if (owed.isEmpty()) {
            return Optional.empty();
        }
        var now = meaning.file().write(value);
        var none = JsonNodeFactory.instance.objectNode();
        var written = none.objectNode();
        owed.forEach(name -> written.put(name, secrets.seal(now.get(name).asText(), key)));
        return Optional.of(entry.saying(new Overlay(none, written, Set.of()).over(entry.json())));
    }
}
