package org.reelgraph.catalog.lists;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.reelgraph.storage.Columns;
import org.reelgraph.storage.Select;

/**
 * A list of which only a part is asked for, read in at most seven statements however long it is.
 *
 * @param all     selects the list
 * @param filter  what is asked for of it
 * @param whole   selects what is asked for
 * @param columns what is read of its items
 */
record FilteredList<T>(Supplier<Select> all, ListFilter filter, Supplier<Select> whole, Columns<T> columns) {

    // So many places of an order are looked at before the filter's own index finds the items, of which there are few then.
    private static final int WINDOW = 2_000;

    /** {@return the first items of these parts} */
    List<T> read(JdbcOperations operations, SelectivityEstimator selectivity, List<ListPart> parts, int most) {
        if (filter.isOpen()) {
            return readAll(operations, parts, most);
        }
        return filter.hits().filter(hits -> selectivity.isOfFew(operations, hits)).isPresent()
                ? readByFilter(operations, parts, most)
                : readFiltered(operations, parts, most);
    }

    private List<T> readAll(JdbcOperations operations, List<ListPart> parts, int most) {
        var found = new ArrayList<T>();
        for (var part : parts) {
            if (found.size() < most) {
                found.addAll(part.in(all.get()).limit(most - found.size()).read(operations, columns));
            }
        }
        return found;
    }

    // What many items are like is soon found along the order, what few are like by the filter.
    private List<T> readFiltered(JdbcOperations operations, List<ListPart> parts, int most) {
        var found = new ArrayList<T>();
        for (var part : parts) {
            if (filter.isIndexedAlong(part)) {
                // Many: they come soon.
                return part.in(all.get()).where(filter.condition()).limit(most).read(operations, columns);
            }
            var window = part.in(all.get()).limit(WINDOW);
            found.addAll(window.read(operations, columns, filter.condition(), most - found.size()));
            if (found.size() == most) {
                return found;
            }
            if (window.count(operations) == WINDOW) {
                return readByFilter(operations, parts, most);
            }
        }
        return found;
    }

    private List<T> readByFilter(JdbcOperations operations, List<ListPart> parts, int most) {
        var found = new ArrayList<T>();
        for (var part : parts) {
            var rest = most - found.size();
            if (rest > 0) {
                found.addAll(part.withoutIndex().in(whole.get()).limit(rest).read(operations, columns));
            }
        }
        return found;
    }

    /** {@return how many items there are} */
    int count(JdbcOperations operations) {
        return whole.get().count(operations);
    }
}
