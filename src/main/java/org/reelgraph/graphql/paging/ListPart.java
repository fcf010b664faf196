package org.reelgraph.graphql.paging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Unindexed;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SortKey;
import org.reelgraph.storage.sql.SortKey.Column;

/**
 * A part of a list that is read by one statement; the parts of a list follow each other.
 *
 * @param condition what the part's items have in common; empty if the part is the whole list
 * @param order     the order of the items
 * @param after     the values of the position to continue from
 */
public record ListPart(Optional<Condition> condition, List<SortKey> order, Optional<List<Object>> after) {

    /** {@return the same part, whose order is not read from an index} */
    public ListPart withoutIndex() {
        return new ListPart(condition.map(given -> (Condition) new Unindexed(given)),
                order.stream().map(SortKey::withoutIndex).toList(), after);
    }

    /** {@return whether this is a whole list in the order of a column, ties broken by id} */
    public boolean isInOrderOf(String column) {
        return condition.isEmpty() && order.size() == 2 && order.getFirst().value().equals(new Column(column));
    }

    /** {@return the first selected rows in these parts, in order} */
    public static <T> List<T> read(List<ListPart> parts, Select select, int most, Function<Select, List<T>> reader) {
        var found = new ArrayList<T>();
        for (var part : parts) {
            if (found.size() < most) {
                found.addAll(reader.apply(part.in(select).limit(most - found.size())));
            }
        }
        return found;
    }

    /** {@return the selected rows that are in this part, in its order} */
    public Select in(Select select) {
        var ordered = select.whereGiven(condition, own -> own).orderBy(order);
        return after.map(ordered::after).orElse(ordered);
    }
}
