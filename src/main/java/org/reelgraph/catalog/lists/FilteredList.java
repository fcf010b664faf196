package org.reelgraph.catalog.lists;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.reelgraph.storage.Condition;
import org.reelgraph.storage.Rows;
import org.reelgraph.storage.Select;

/**
 * A list of which only a part is asked for, read in at most six statements however long it is.
 *
 * @param all       selects the list
 * @param condition what is asked for of it
 * @param whole     selects what is asked for
 * @param columns   what a reader makes the items of
 */
record FilteredList<T>(Supplier<Select> all, Condition condition, Supplier<Select> whole, String columns,
        Rows.Reader<T> reader) {

    // So many places of an order are looked at before the filter's own index finds the items, of which there are few then.
    private static final int WINDOW = 2_000;

    /** {@return the first items of these parts} */
    List<T> read(JdbcOperations operations, List<ListPart> parts, int most) {
        return condition.equals(Condition.ALWAYS)
                ? readAll(operations, parts, most)
                : readFiltered(operations, parts, most);
    }

    private List<T> readAll(JdbcOperations operations, List<ListPart> parts, int most) {
        var found = new ArrayList<T>();
        for (var part : parts) {
            if (found.size() < most) {
                found.addAll(part.in(all.get()).limit(most - found.size()).read(operations, columns, reader));
            }
        }
        return found;
    }

    // What many items are like is soon found along the order, what few are like by the filter.
    private List<T> readFiltered(JdbcOperations operations, List<ListPart> parts, int most) {
        var found = new ArrayList<T>();
        for (var part : parts) {
            var window = part.in(all.get()).limit(WINDOW);
            found.addAll(window.read(operations, columns, condition, most - found.size(), reader));
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
                found.addAll(part.withoutIndex().in(whole.get()).limit(rest).read(operations, columns,
                        Condition.ALWAYS, rest, reader));
            }
        }
        return found;
    }

    /** {@return how many items there are} */
    int count(JdbcOperations operations) {
        return whole.get().count(operations);
    }
}
