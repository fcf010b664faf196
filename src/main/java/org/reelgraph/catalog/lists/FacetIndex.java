package org.reelgraph.catalog.lists;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The values of all media in memory, for one state of the library.
 *
 * @param place  of the library's last change
 * @param values all there are
 * @param items  for each item the numbers of its values
 */
record FacetIndex(long place, List<FacetValue> values, Map<Long, int[]> items) {

    /** The index of an empty library. */
    static final FacetIndex EMPTY = new FacetIndex(0, List.of(), Map.of());

    private static final int[] NONE = {};

    /** How many items have a value. */
    record Count(String name, int items) {
    }

    /**
     * {@return the index of a later state}
     *
     * @param changed the items that were created, changed or deleted in between
     * @param reading tells the values that these have now
     */
    FacetIndex at(long later, Collection<Long> changed, Consumer<BiConsumer<Long, FacetValue>> reading) {
        var numbers = new HashMap<FacetValue, Integer>();
        values.forEach(value -> numbers.put(value, numbers.size()));
        var all = new ArrayList<>(values);
        var read = new HashMap<Long, Map<FacetValue, FacetValue>>();
        reading.accept((id, value) -> read.computeIfAbsent(id, key -> new HashMap<>()).merge(value.folded(), value,
                (one, other) -> one.name().compareTo(other.name()) < 0 ? one : other));
        var now = new HashMap<>(items);
        changed.forEach(now::remove);
        read.forEach((id, own) -> now.put(id, own.values().stream().mapToInt(value -> numbers.computeIfAbsent(value,
                key -> {
                    all.add(key);
                    return all.size() - 1;
                })).toArray()));
        return new FacetIndex(later, List.copyOf(all), now);
    }

    /** {@return for each value how many of these items have it} */
    int[] count(Collection<Long> ids) {
        var counts = new int[values.size()];
        for (var id : ids) {
            for (var value : items.getOrDefault(id, NONE)) {
                counts[value]++;
            }
        }
        return counts;
    }

    /** {@return the values of a facet that any item has, those that differ in case alone as one} */
    List<Count> of(Facet facet, int[] counts) {
        var byName = new TreeMap<String, List<Count>>();
        for (var i = 0; i < counts.length; i++) {
            var value = values.get(i);
            if (counts[i] > 0 && value.facet() == facet) {
                byName.computeIfAbsent(value.folded().name(), name -> new ArrayList<>())
                        .add(new Count(value.name(), counts[i]));
            }
        }
        return byName.values().stream().map(alike -> new Count(
                alike.stream().map(Count::name).min(Comparator.naturalOrder()).orElseThrow(),
                alike.stream().mapToInt(Count::items).sum())).toList();
    }
}
