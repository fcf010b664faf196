package org.reelgraph.catalog.related;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.lists.Facet;
import org.reelgraph.catalog.lists.FacetIndex;
import org.reelgraph.catalog.lists.FacetValue;

/**
 * The genres and collections of all media, indexed in both directions, for one state of the library. Items are
 * identified by their positions in the library's index.
 */
final class SharedValues {

    private static final Map<Facet, RelatedReason.Kind> KINDS = Map.of(Facet.GENRE, RelatedReason.Kind.GENRE,
            Facet.COLLECTION, RelatedReason.Kind.COLLECTION);
    private static final float UNRATED = -1;

    private final FacetIndex index;
    private final int[][] valuesByItem;
    private final int[][] itemsByValue;
    private final MediaKind[] kinds;
    private final float[] ratings;

    SharedValues(FacetIndex index) {
        this.index = index;
        valuesByItem = valuesByItem();
        itemsByValue = itemsByValue();
        kinds = new MediaKind[valuesByItem.length];
        ratings = new float[valuesByItem.length];
        Arrays.fill(ratings, UNRATED);
        eachValueOf(index.numbers(), this::note);
    }

    private interface Each {
        void accept(int item, int value);
    }

    private static void eachValueOf(int[][] items, Each each) {
        for (var item = 0; item < items.length; item++) {
            for (var value : items[item]) {
                each.accept(item, value);
            }
        }
    }

    private int[][] valuesByItem() {
        // Values that differ only in case count as one, namely the first of them.
        var first = new HashMap<FacetValue, Integer>();
        var shared = IntStream.range(0, index.values().size()).map(number -> {
            var value = index.values().get(number);
            return KINDS.containsKey(value.facet()) ? first.computeIfAbsent(value.folded(), key -> number) : -1;
        }).toArray();
        return Arrays.stream(index.numbers())
                .map(own -> Arrays.stream(own).map(value -> shared[value]).filter(value -> value >= 0).toArray())
                .toArray(int[][]::new);
    }

    private int[][] itemsByValue() {
        var counts = new int[index.values().size()];
        eachValueOf(valuesByItem, (item, value) -> counts[value]++);
        var items = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
        Arrays.fill(counts, 0);
        eachValueOf(valuesByItem, (item, value) -> items[value][counts[value]++] = item);
        return items;
    }

    private void note(int item, int number) {
        var value = index.values().get(number);
        if (value.facet() == Facet.KIND) {
            kinds[item] = MediaKind.valueOf(value.name());
        } else if (value.facet() == Facet.RATING) {
            ratings[item] = Float.parseFloat(value.name());
        }
    }

    /** {@return whether these values are from this state} */
    boolean isOf(FacetIndex other) {
        return index == other;
    }

    /** {@return the number of items} */
    int size() {
        return ratings.length;
    }

    /** {@return the position of the item with this id; negative if there is none} */
    int placeOf(long id) {
        return Arrays.binarySearch(index.ids(), id);
    }

    long idOf(int item) {
        return index.ids()[item];
    }

    MediaKind kindOf(int item) {
        return kinds[item];
    }

    /** {@return the item's rating; negative if it has none} */
    float ratingOf(int item) {
        return ratings[item];
    }

    /** {@return an item's genres and collections} */
    int[] valuesOf(int item) {
        return valuesByItem[item];
    }

    /** {@return the items with this value, in order} */
    int[] itemsWith(int value) {
        return itemsByValue[value];
    }

    /** {@return a value as a reason with this weight} */
    RelatedReason reason(int value, double weight) {
        var given = index.values().get(value);
        return new RelatedReason(Objects.requireNonNull(KINDS.get(given.facet()), given.facet().name()), given.name(),
                null, weight);
    }
}
