package org.reelgraph.catalog.lists;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The values of all media in memory, for one state of the library. The arrays are compact, because thousands of items
 * are counted at a time.
 *
 * @param place   the position of the library's last change
 * @param values  all values
 * @param ids     the ids of the items, in order
 * @param numbers for each item, the indexes of its values
 */
public record FacetIndex(long place, List<FacetValue> values, long[] ids, int[][] numbers) {

    /** The index of an empty library. */
    public static final FacetIndex EMPTY = new FacetIndex(0, List.of(), new long[0], new int[0][]);

    static final Comparator<Count> MOST_FREQUENT_FIRST = Comparator.comparing(Count::items).reversed()
            .thenComparing(Count::name);

    private record Item(long id, int[] numbers) {
    }

    /** How many items have a value. */
    record Count(String name, int items) {
    }

    /**
     * {@return the index of a later state}
     *
     * @param changed the items that were created, changed or deleted in between
     * @param reading passes on the current values of these items
     */
    FacetIndex at(long later, Collection<Long> changed, Consumer<BiConsumer<Long, FacetValue>> reading) {
        var read = new HashMap<Long, Map<FacetValue, FacetValue>>();
        reading.accept((id, value) -> read.computeIfAbsent(id, key -> new HashMap<>()).merge(value.folded(), value,
                (one, other) -> one.name().compareTo(other.name()) < 0 ? one : other));
        var gone = Set.copyOf(changed);
        var known = new LinkedHashMap<FacetValue, Integer>();
        values.forEach(value -> known.put(value, known.size()));
        var all = Stream.concat(IntStream.range(0, ids.length).filter(i -> !gone.contains(ids[i]))
                .mapToObj(i -> new Item(ids[i], numbers[i])),
                read.entrySet().stream().map(item -> new Item(item.getKey(), item.getValue().values().stream()
                        .mapToInt(value -> known.computeIfAbsent(value, key -> known.size())).toArray())))
                .toArray(Item[]::new);
        // The items are nearly in order already, and this sort takes advantage of that.
        Arrays.sort(all, Comparator.comparingLong(Item::id));
        return new FacetIndex(later, List.copyOf(known.keySet()),
                Arrays.stream(all).mapToLong(Item::id).toArray(),
                Arrays.stream(all).map(Item::numbers).toArray(int[][]::new));
    }

    /** {@return for each value, how many items have it} */
    int[] count() {
        var counts = new int[values.size()];
        for (var own : numbers) {
            add(own, counts);
        }
        return counts;
    }

    /** {@return for each value, how many of these items have it} */
    int[] count(long[] items) {
        var inOrder = items.clone();
        Arrays.sort(inOrder);
        var counts = new int[values.size()];
        var from = 0;
        for (var id : inOrder) {
            var at = Arrays.binarySearch(ids, from, ids.length, id);
            if (at >= 0) {
                add(numbers[at], counts);
                from = at;
            }
        }
        return counts;
    }

    private static void add(int[] own, int[] counts) {
        for (var number : own) {
            counts[number]++;
        }
    }

    /**
     * {@return the values of a facet that occur in any item; values that differ only in case count as one, in their
     * most frequent spelling}
     */
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
                alike.stream().min(MOST_FREQUENT_FIRST).orElseThrow().name(),
                alike.stream().mapToInt(Count::items).sum())).toList();
    }
}
