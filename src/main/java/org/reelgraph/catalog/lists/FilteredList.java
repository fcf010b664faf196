package org.reelgraph.catalog.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.reelgraph.graphql.paging.ListPart;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;

/**
 * A list with a filter, read in at most nine statements regardless of its length.
 *
 * @param all     selects the whole list
 * @param filter  the filter
 * @param whole   selects the items that pass the filter
 * @param columns the columns to read
 */
record FilteredList<T>(Supplier<Select> all, ListFilter filter, Supplier<Select> whole, Columns<T> columns) {

    // The number of items tested in the list's order. If that isn't enough, few items pass the filter, and the filter's
    // own index finds them. If it nearly is, testing more of them takes less than sorting all that pass.
    private static final int WINDOW = 2_000;
    private static final int WIDE_WINDOW = 10 * WINDOW;
    private static final int NEARLY = 8;

    /** {@return the first items of these parts} */
    List<T> read(SelectReader reader, SelectivityEstimator selectivity, List<ListPart> parts, int most) {
        if (filter.isOpen()) {
            return readAll(reader, parts, most);
        }
        return filter.hits().filter(hits -> selectivity.isOfFew(reader, hits)).isPresent()
                ? readByFilter(reader, parts, most)
                : readFiltered(reader, parts, most);
    }

    private List<T> readAll(SelectReader reader, List<ListPart> parts, int most) {
        return ListPart.read(parts, all.get(), most, select -> reader.read(select, columns));
    }

    // Conditions that many items meet are found fastest in the list's order, others by the filter's index.
    private List<T> readFiltered(SelectReader reader, List<ListPart> parts, int most) {
        var found = new ArrayList<T>();
        for (var part : parts) {
            if (filter.isIndexedAlong(part)) {
                // Many items pass, so the page is full soon.
                return reader.read(part.in(all.get()).where(filter.condition()).limit(most), columns);
            }
            var rest = most - found.size();
            var first = read(reader, part, WINDOW, rest);
            var isNearlyFull = first.size() < rest && first.size() * NEARLY >= rest;
            found.addAll(isNearlyFull ? read(reader, part, WIDE_WINDOW, rest) : first);
            if (found.size() == most) {
                return found;
            }
            var window = isNearlyFull ? WIDE_WINDOW : WINDOW;
            if (reader.count(part.in(all.get()).limit(window)) == window) {
                return readByFilter(reader, parts, most);
            }
        }
        return found;
    }

    private List<T> read(SelectReader reader, ListPart part, int window, int rest) {
        return reader.read(part.in(all.get()).limit(window), columns, filter.condition(), rest);
    }

    private List<T> readByFilter(SelectReader reader, List<ListPart> parts, int most) {
        return ListPart.read(parts.stream().map(ListPart::withoutIndex).toList(), whole.get(), most,
                select -> reader.read(select, columns));
    }

    /** {@return how many items there are} */
    int count(SelectReader reader) {
        return reader.count(whole.get());
    }
}
