package org.reelgraph.imports.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Lays the rows that a dry run would have written over those in the database. */
final class Overlay<T> {

    private final Map<Long, T> rows = new HashMap<>();
    private final Map<String, Set<Long>> byKey = new HashMap<>();
    private final ToLongFunction<T> id;
    private final Function<T, Collection<String>> keys;

    /** @param keys returns the keys by which a row can be looked up */
    Overlay(ToLongFunction<T> id, Function<T, Collection<String>> keys) {
        this.id = id;
        this.keys = keys;
    }

    void put(Collection<T> planned) {
        planned.forEach(row -> {
            var rowId = id.applyAsLong(row);
            rows.put(rowId, row);
            keys.apply(row).forEach(key -> byKey.computeIfAbsent(key, any -> new LinkedHashSet<>(2)).add(rowId));
        });
    }

    /** {@return the stored rows as they would be by now, and the planned rows that may have one of the keys} */
    List<T> over(Collection<T> stored, Supplier<Collection<String>> wanted) {
        if (rows.isEmpty()) {
            return List.copyOf(stored);
        }
        var found = new LinkedHashMap<Long, T>();
        stored.forEach(row -> found.put(id.applyAsLong(row), rows.getOrDefault(id.applyAsLong(row), row)));
        wanted.get()
                .forEach(key -> byKey.getOrDefault(key, Set.of()).forEach(rowId -> found.put(rowId, rows.get(rowId))));
        return new ArrayList<>(found.values());
    }
}
