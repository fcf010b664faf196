package org.reelgraph.mediaos.validation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.formats.SourceRecord;
import org.reelgraph.imports.merge.Result.FieldChange;
import org.reelgraph.imports.records.SourceEntry;
import org.reelgraph.imports.records.SourceEntry.Part;
import org.reelgraph.mediaos.entries.EntryJson;
import org.reelgraph.mediaos.entries.EntryStore;
import org.reelgraph.mediaos.entries.KeptEntry;
import org.reelgraph.mediaos.entries.Meaning;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.files.MediaOsFile.Stored;
import org.reelgraph.mediaos.importing.FieldDifference;
import org.reelgraph.mediaos.validation.Difference.Kind;

/** Compares one file with the database, some entries at a time. Needs the writer's transaction. */
final class FileComparison<T> implements Consumer<SourceRecord> {

    private static final int AT_ONCE = 500;

    private final Meaning<T> meaning;
    private final MediaOsFile<T> file;
    private final EntryStore store;
    private final Consumer<Difference> differences;
    private final List<SourceRecord> open = new ArrayList<>();
    private final Set<Long> seenEntries = new HashSet<>();
    private final Set<Long> seenRows = new HashSet<>();
    private int entries;
    private int count;

    FileComparison(Meaning<T> meaning, EntryStore store, Consumer<Difference> differences) {
        this.meaning = meaning;
        this.file = meaning.file();
        this.store = store;
        this.differences = differences;
    }

    @Override
    public void accept(SourceRecord record) {
        open.add(record);
        if (open.size() == AT_ONCE) {
            compare();
        }
    }

    /** {@return how the file compares, once all of it was passed on} */
    FileCount end() {
        compare();
        rowsOnlyHere();
        entriesOnlyHere();
        return new FileCount(fileName(), entries, count);
    }

    private String fileName() {
        return file.name() + ".json";
    }

    private void add(Difference difference) {
        count++;
        differences.accept(difference);
    }

    private void add(String entry, Kind kind, String message) {
        add(Difference.of(fileName(), entry, kind, message));
    }

    private void compare() {
        var keys = open.stream().flatMap(record -> record.entry().stream()).map(SourceEntry::key).toList();
        var known = store.find(file.name(), keys).stream()
                .collect(Collectors.toMap(KeptEntry::key, Function.identity()));
        var rows = known.values().stream().flatMap(entry -> entry.rowId().stream()).toList();
        Map<Long, T> values = rows.isEmpty() ? new HashMap<>() : file.find(rows);
        for (var record : open) {
            if (record.entry().isPresent() && record.entry().get().part() == Part.ROOT) {
                root(record.entry().get());
            } else {
                entries++;
                compare(record, known, values);
            }
        }
        open.clear();
    }

    private void root(SourceEntry entry) {
        var here = store.root(file.name()).map(EntryJson::object).orElseGet(JsonNodeFactory.instance::objectNode);
        members("the root", others(EntryJson.object(entry.json())), others(here));
    }

    private ObjectNode others(ObjectNode root) {
        root.properties().removeIf(member -> file.layout().isEntry(member.getKey())
                || file.layout().list().filter(member.getKey()::equals).isPresent());
        return root;
    }

    private void compare(SourceRecord record, Map<EntryKey, KeptEntry> known, Map<Long, T> values) {
        var entry = record.entry();
        var key = entry.map(each -> new EntryKey(each.list(), each.key()));
        var words = key.map(EntryKey::inWords).filter(text -> !text.isEmpty())
                .orElseGet(() -> record.origin().inWords());
        var kept = key.map(known::get);
        kept.ifPresent(each -> {
            seenEntries.add(each.id());
            each.rowId().ifPresent(seenRows::add);
        });
        if (!record.errors().isEmpty() || entry.isEmpty()) {
            add(words, Kind.UNREADABLE,
                    record.errors().stream().map(UserError::message).collect(Collectors.joining(" ")));
        } else if (kept.isEmpty() || kept.get().rowId().filter(row -> !values.containsKey(row)).isPresent()) {
            add(words, Kind.ONLY_IN_FILE,
                    kept.isEmpty() ? "The database lacks it." : "It was deleted from the database.");
        } else {
            compare(words, entry.get().json(), kept.get(), kept.get().rowId().map(values::get));
        }
    }

    private void compare(String words, String inFile, KeptEntry kept, Optional<T> value) {
        var there = EntryJson.object(inFile);
        var here = EntryJson.object(kept.json());
        if (value.isEmpty()) {
            members(words, there, here);
            return;
        }
        var meant = meaning.members(kept.key(), inFile);
        var now = file.write(value.get());
        // What the database can't know stays in the file, whatever it is.
        file.lasting().stream().filter(name -> !now.has(name)).forEach(meant::remove);
        secrets(there, here, meant, now);
        members(words, meant, now);
        members(words, there.without(file.members()), here.without(file.members()));
    }

    // One whose text isn't known is compared as it stands there.
    private void secrets(ObjectNode there, ObjectNode here, ObjectNode meant, ObjectNode now) {
        for (var name : file.secrets()) {
            if (there.hasNonNull(name) && !meant.has(name) && there.get(name).equals(here.get(name))) {
                now.remove(name);
            }
        }
    }

    private void members(String words, ObjectNode inFile, ObjectNode inDatabase) {
        for (var change : FieldDifference.of(inFile, inDatabase, file.hidden())) {
            add(different(words, change));
        }
    }

    private Difference different(String words, FieldChange change) {
        var member = change.path().getFirst();
        return new Difference(fileName(), words, Kind.DIFFERENT, member, change.before(), change.after(),
                "The " + member + " differs.");
    }

    private void rowsOnlyHere() {
        for (var page = file.findAfter(0, AT_ONCE); !page.isEmpty(); page = file
                .findAfter(page.getLast().rowId(), AT_ONCE)) {
            var others = page.stream().filter(stored -> !seenRows.contains(stored.rowId())).toList();
            if (!others.isEmpty()) {
                var keys = store.findByRows(file.name(), others.stream().map(Stored::rowId).toList()).stream()
                        .collect(Collectors.toMap(entry -> entry.rowId().orElseThrow(), KeptEntry::key));
                others.forEach(stored -> add(
                        keys.computeIfAbsent(stored.rowId(), row -> file.newKey(stored)).inWords(),
                        Kind.ONLY_IN_DATABASE, "The file lacks it."));
            }
        }
    }

    private void entriesOnlyHere() {
        for (var page = page(Optional.empty()); !page.isEmpty(); page = page(Optional.of(page.getLast()))) {
            page.stream().filter(entry -> entry.rowId().isEmpty() && !seenEntries.contains(entry.id()))
                    .forEach(entry -> add(entry.key().inWords(), Kind.ONLY_IN_DATABASE, "The file lacks it."));
        }
    }

    private List<KeptEntry> page(Optional<KeptEntry> last) {
        return store.findAfter(file.name(), last, AT_ONCE);
    }
}
