package org.reelgraph.catalog.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.reelgraph.graphql.paging.ListPart;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;

/**
 * A list with a filter, read in at most seven statements regardless of its length.
 *
 * @param all     selects the whole list
 * @param filter  the filter
 * @param whole   selects the items that pass the filter
 * @param columns the columns to read
 */
record FilteredList<T>(Supplier<Select> all, ListFilter filter, Supplier<Select> whole, Columns<T> columns) {

    // The number of items tested in the list's order. If that isn't enough, few items pass the filter, and the filter's
    // own index finds them.
    private static final int WINDOW = 2_000;

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
            var window = part.in(all.get()).limit(WINDOW);
            found.addAll(reader.read(window, columns, filter.condition(), most - found.size()));
            if (found.size() == most) {
                return found;
            }
            if (reader.count(window) == WINDOW) {
                return readByFilter(reader, parts, most);
            }
        }
        return found;
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
