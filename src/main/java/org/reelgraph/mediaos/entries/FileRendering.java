package org.reelgraph.mediaos.entries;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.MediaOsFile;

/**
 * Writes the files of MediaOS as they have to be for what the database has. What the database doesn't know of is written as
 * it was. Needs the writer's transaction.
 */
@Singleton
public class FileRendering {

    private static final int AT_ONCE = 1_000;

    private final EntryStore store;
    private final Secrets secrets;
    private final EntryKeeping keeping;

    FileRendering(EntryStore store, Secrets secrets, EntryKeeping keeping) {
        this.store = store;
        this.secrets = secrets;
        this.keeping = keeping;
    }

    /**
     * What was written.
     *
     * @param entries how many
     * @param owed    secrets that changed and stand in the file as they were, since MediaOS' key wasn't there, in words
     */
    public record Rendered(int entries, List<String> owed) {
    }

    /** {@return whether there is anything to write: an entry, or what a file held beside} */
    public boolean isThere(MediaOsFile<?> file) {
        return store.root(file.name()).isPresent() || !store.findAfter(file.name(), Optional.empty(), 1).isEmpty()
                || !file.findAfter(0, 1).isEmpty();
    }

    /**
     * Writes a file.
     *
     * @param key MediaOS' {@code ENCRYPTION_KEY}, without which secrets that changed can't be written
     * @param into is not closed
     */
    public <T> Rendered render(MediaOsFile<T> file, Optional<String> key, OutputStream into) throws IOException {
        keeping.settle(file, key);
        var meaning = new Meaning<>(file, file.secrets().isEmpty() ? new Secrets.Revealed() : secrets.all());
        var json = EntryJson.printer(into);
        var writing = new Writing<>(meaning, json);
        if (file.layout().whole()) {
            writing.whole();
        } else {
            json.writeStartObject();
            if (file.layout().list().isPresent()) {
                writing.listAndMembers(file.layout().list().get());
            } else {
                writing.entries();
                writing.others();
            }
            json.writeEndObject();
        }
        json.writeRaw('\n');
        json.flush();
        return new Rendered(writing.count, List.copyOf(writing.owed));
    }

    private final class Writing<T> {

        private final Meaning<T> meaning;
        private final String name;
        private final JsonGenerator json;
        private final List<String> owed = new ArrayList<>();
        private int count;

        private Writing(Meaning<T> meaning, JsonGenerator json) {
            this.meaning = meaning;
            this.name = meaning.file().name();
            this.json = json;
        }

        private void whole() throws IOException {
            var entries = alive(store.findMembers(name));
            if (entries.isEmpty()) {
                json.writeStartObject();
                json.writeEndObject();
            } else {
                entry(entries.getFirst());
            }
        }

        private void entries() throws IOException {
            for (var page = page(Optional.empty()); !page.isEmpty(); page = page(Optional.of(page.getLast()))) {
                for (var entry : alive(page)) {
                    json.writeFieldName(entry.entry().key().key());
                    entry(entry);
                }
            }
        }

        private void listAndMembers(String list) throws IOException {
            var members = new HashMap<String, Alive<T>>();
            var order = new LinkedHashSet<String>();
            var first = store.findFirstOfList(name);
            var root = store.root(name).map(EntryJson::object);
            root.ifPresent(there -> there.fieldNames().forEachRemaining(order::add));
            for (var member : alive(store.findMembers(name))) {
                if (first.isPresent() && first.get() < member.entry().position() && root.isEmpty()) {
                    order.add(list);
                }
                order.add(member.entry().key().key());
                members.put(member.entry().key().key(), member);
            }
            if (root.isEmpty() || first.isPresent()) {
                order.add(list);
            }
            for (var member : order) {
                if (member.equals(list)) {
                    list(list);
                } else if (members.containsKey(member)) {
                    json.writeFieldName(member);
                    entry(members.get(member));
                } else if (root.isPresent() && !meaning.file().layout().isEntry(member)) {
                    json.writeFieldName(member);
                    EntryJson.write(root.get().get(member), json);
                }
            }
        }

        private void list(String list) throws IOException {
            json.writeArrayFieldStart(list);
            for (var page = page(Optional.empty()); !page.isEmpty(); page = page(Optional.of(page.getLast()))) {
                for (var entry : alive(page)) {
                    if (entry.entry().key().list().equals(list)) {
                        entry(entry);
                    }
                }
            }
            json.writeEndArray();
        }

        private void others() throws IOException {
            var root = store.root(name);
            if (root.isPresent()) {
                for (var member : EntryJson.object(root.get()).properties()) {
                    json.writeFieldName(member.getKey());
                    EntryJson.write(member.getValue(), json);
                }
            }
        }

        private List<KeptEntry> page(Optional<KeptEntry> last) {
            return store.findAfter(name, last, AT_ONCE);
        }

        private List<Alive<T>> alive(List<KeptEntry> entries) {
            return keeping.alive(meaning.file(), entries);
        }

        private void entry(Alive<T> alive) throws IOException {
            var entry = alive.entry();
            var said = alive.value().map(value -> meaning.said(entry, value))
                    .orElseGet(() -> new Meaning.Said(entry.json(), List.of()));
            said.owed().forEach(member -> owed.add(inWords(entry.key(), member)));
            try (var original = EntryJson.parser(said.json())) {
                original.nextToken();
                EntryJson.copy(original, json);
            }
            count++;
        }

        private String inWords(EntryKey key, String member) {
            return name + ".json: the " + member + " of " + key.inWords();
        }
    }

    /**
     * An entry that wasn't deleted.
     *
     * @param value what the database has; empty if the entry is kept just as it is
     */
    record Alive<T>(KeptEntry entry, Optional<T> value) {

        static <T> List<Alive<T>> of(List<KeptEntry> entries, Map<Long, T> rows) {
            return entries.stream()
                    .filter(entry -> entry.rowId().isEmpty() || rows.containsKey(entry.rowId().get()))
                    .map(entry -> new Alive<>(entry, entry.rowId().map(rows::get))).toList();
        }
    }
}
