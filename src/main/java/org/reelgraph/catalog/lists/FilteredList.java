package org.reelgraph.catalog.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.reelgraph.graphql.paging.ListPart;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;

/**
 * A list with a filter, read in at most ten statements regardless of its length.
 *
 * @param all     selects the whole list
 * @param filter  the filter
 * @param whole   selects the items that pass the filter
 * @param inRanges selects the items that pass the part of the filter that is ranges of values, if there is one
 * @param columns the columns to read
 */
record FilteredList<T>(Supplier<Select> all, ListFilter filter, Supplier<Select> whole, Optional<Select> inRanges,
        Columns<T> columns) {

    // The number of items tested in the list's order at first. If the page isn't full then, how many of them pass tells
    // how many more it takes.
    private static final int WINDOW = 500;
    // It is faster to test this many items and sort them than to test more in the list's order.
    private static final int FEW = 2_000;
    private static final int MANY = 10_000;
    // It is faster to sort this many items than to look for them in the list's order.
    private static final int FEW_TAGGED = 250;

    /** {@return the first items of these parts} */
    List<T> read(SelectReader reader, SelectivityEstimator selectivity, List<ListPart> parts, int most) {
        if (filter.isOpen()) {
            return ListPart.read(parts, all.get(), most, select -> reader.read(select, columns));
        }
        return isOfFew(reader, selectivity)
                ? readSorted(reader, whole.get(), parts, most)
                : readFiltered(reader, selectivity, parts, most);
    }

    private boolean isOfFew(SelectReader reader, SelectivityEstimator selectivity) {
        return filter.hits().filter(hits -> selectivity.isOfFew(reader, hits)).isPresent()
                || isOfFewTags(reader, selectivity, FEW_TAGGED);
    }

    private boolean isOfFewTags(SelectReader reader, SelectivityEstimator selectivity, int few) {
        return filter.tagged().filter(tags -> selectivity.isFewerThan(few, reader, tags)).isPresent();
    }

    // Conditions that many items meet are found fastest in the list's order, others by the filter's index.
    private List<T> readFiltered(SelectReader reader, SelectivityEstimator selectivity, List<ListPart> parts,
            int most) {
        var found = new ArrayList<T>();
        for (var part : parts) {
            if (filter.isIndexedAlong(part)) {
                // Many items pass, so the page is full soon.
                return reader.read(part.in(all.get()).where(filter.condition()).limit(most), columns);
            }
            var inOrder = readInOrder(reader, selectivity, part, most - found.size());
            if (inOrder.isEmpty()) {
                return readSorted(reader, byRanges(reader, selectivity).map(few -> few.where(filter.condition()))
                        .orElseGet(whole), parts, most);
            }
            found.addAll(inOrder.get());
            if (found.size() == most) {
                return found;
            }
        }
        return found;
    }

    // Empty if too many items would have to be tested.
    private Optional<List<T>> readInOrder(SelectReader reader, SelectivityEstimator selectivity, ListPart part,
            int rest) {
        var first = test(reader, part, WINDOW, rest);
        if (first.size() == rest || isWhole(reader, part, WINDOW)) {
            return Optional.of(first);
        }
        var needed = first.isEmpty() ? Integer.MAX_VALUE : WINDOW * rest / first.size();
        if (needed > MANY || needed > FEW && fewInRanges(reader, selectivity).isPresent()) {
            return Optional.empty();
        }
        // Items that pass aren't spread evenly.
        var window = 2 * (needed > FEW ? MANY : FEW);
        var second = test(reader, part, window, rest);
        return second.size() == rest || isWhole(reader, part, window) ? Optional.of(second) : Optional.empty();
    }

    private List<T> test(SelectReader reader, ListPart part, int window, int rest) {
        return reader.read(part.in(all.get()).limit(window), columns, filter.condition(), rest);
    }

    private boolean isWhole(SelectReader reader, ListPart part, int window) {
        return reader.count(part.in(all.get()).limit(window)) < window;
    }

    private Optional<Select> byRanges(SelectReader reader, SelectivityEstimator selectivity) {
        return isOfFewTags(reader, selectivity, FEW) ? Optional.empty() : fewInRanges(reader, selectivity);
    }

    private Optional<Select> fewInRanges(SelectReader reader, SelectivityEstimator selectivity) {
        return inRanges.filter(select -> selectivity.isFewerThan(FEW, reader, select));
    }

    private List<T> readSorted(SelectReader reader, Select select, List<ListPart> parts, int most) {
        return ListPart.read(parts.stream().map(ListPart::withoutIndex).toList(), select, most,
                sorted -> reader.read(sorted, columns));
    }

    /** {@return how many items there are} */
    int count(SelectReader reader) {
        return reader.count(whole.get());
    }
}
