package org.reelgraph.mediaos.undo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.imports.undo.log.EntryImage;
import org.reelgraph.mediaos.entries.EntryJson;
import org.reelgraph.mediaos.entries.EntryStore;
import org.reelgraph.mediaos.entries.KeptEntry;
import org.reelgraph.mediaos.entries.Secrets;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.MediaOsFile;

/**
 * What there is of entries, before and after something changes them. Secrets are kept as they stand in the file, or, if they
 * stand in none, by a token. Needs the writer's transaction.
 */
@Singleton
public class EntryImages {

    private final EntryStore store;
    private final Secrets secrets;

    EntryImages(EntryStore store, Secrets secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    /**
     * {@return what there is of each of these entries}
     *
     * @param rows the rows of entries that may never have been imported
     */
    public <T> Map<EntryKey, Found<T>> find(MediaOsFile<T> file, Collection<EntryKey> keys, Map<EntryKey, Long> rows) {
        var kept = store.find(file.name(), keys.stream().map(EntryKey::key).toList()).stream()
                .collect(Collectors.toMap(KeptEntry::key, Function.identity()));
        var rowOf = new LinkedHashMap<EntryKey, Optional<Long>>();
        keys.forEach(key -> rowOf.put(key, Optional.ofNullable(kept.get(key)).map(KeptEntry::rowId)
                .orElseGet(() -> Optional.ofNullable(rows.get(key)))));
        var ids = rowOf.values().stream().flatMap(Optional::stream).toList();
        var values = ids.isEmpty() || !file.isPutBack() ? Map.<Long, T>of() : file.find(ids);
        var found = new LinkedHashMap<EntryKey, Found<T>>();
        rowOf.forEach((key, row) -> found.put(key,
                new Found<>(Optional.ofNullable(kept.get(key)), row, row.map(values::get))));
        return found;
    }

    /**
     * {@return the images of those entries that something has changed}
     *
     * @param titles of all entries, for people
     */
    public <T> List<EntryImage> changes(MediaOsFile<T> file, Map<EntryKey, String> titles,
            Map<EntryKey, Found<T>> before, Map<EntryKey, Found<T>> after) {
        var changed = titles.keySet().stream().filter(key -> isOfUndo(file, of(before, key), of(after, key))
                && !of(before, key).isSame(of(after, key))).toList();
        var sealing = new Sealing<>(file, changed.stream()
                .flatMap(key -> Stream.of(of(before, key), of(after, key))).toList());
        return changed.stream().map(key -> new EntryImage(id(of(before, key), of(after, key)), file.name(), key.list(),
                key.key(), false, titles.getOrDefault(key, key.inWords()), sealing.text(of(before, key)),
                sealing.text(of(after, key)))).toList();
    }

    private static <T> Found<T> of(Map<EntryKey, Found<T>> some, EntryKey key) {
        return some.getOrDefault(key, Found.nothing());
    }

    // Rows that an undo doesn't put back, or puts back by itself, have nothing to do with their entries.
    private static <T> boolean isOfUndo(MediaOsFile<T> file, Found<T> before, Found<T> after) {
        return file.isPutBack() || before.row().isEmpty() && after.row().isEmpty();
    }

    private static <T> long id(Found<T> before, Found<T> after) {
        return after.kept().or(before::kept).map(KeptEntry::id).or(after::row).or(before::row).orElseThrow();
    }

    /** Writes what there is of entries, with their secrets as they stand in the file. */
    private final class Sealing<T> {

        private final MediaOsFile<T> file;
        private final Secrets.Revealed known;
        private final Map<String, String> tokens = new HashMap<>();

        Sealing(MediaOsFile<T> file, List<Found<T>> all) {
            this.file = file;
            var sealed = new ArrayList<String>();
            if (!file.secrets().isEmpty()) {
                all.forEach(found -> file.secrets().forEach(name -> inFile(found, name).ifPresent(sealed::add)));
            }
            known = secrets.of(sealed);
        }

        @Nullable
        String text(Found<T> found) {
            if (found.kept().isEmpty() && found.value().isEmpty()) {
                return null;
            }
            return new EntryState(found.kept().map(KeptEntry::position).orElse(0), found.row().orElse(null),
                    found.kept().map(KeptEntry::json).orElse(null),
                    found.value().map(value -> members(found, value).toString()).orElse(null)).text();
        }

        private ObjectNode members(Found<T> found, T value) {
            var members = file.write(value);
            file.secrets().stream().filter(members::hasNonNull).forEach(name -> {
                var text = members.get(name).asText();
                members.put(name, inFile(found, name).filter(sealed -> known.of(sealed).equals(Optional.of(text)))
                        .orElseGet(() -> tokens.computeIfAbsent(text, secrets::keep)));
            });
            return members;
        }

        private static Optional<String> inFile(Found<?> found, String name) {
            return found.kept().flatMap(entry -> Secrets.sealed(EntryJson.object(entry.json()), name));
        }
    }
}
