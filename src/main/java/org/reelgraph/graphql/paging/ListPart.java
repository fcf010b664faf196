package org.reelgraph.graphql.paging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Unindexed;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SortKey;

/**
 * A part of a list that is read in one go; the parts of a list come one after the other.
 *
 * @param condition what its items have in common; nothing where it is the whole list
 * @param order     what its items are ordered by
 * @param after     the place in it to go on from
 */
public record ListPart(Optional<Condition> condition, List<SortKey> order, Optional<List<Object>> after) {

    /** {@return the same part, which no index is used for that its order has} */
    public ListPart withoutIndex() {
        return new ListPart(condition.map(given -> (Condition) new Unindexed(given)),
                order.stream().map(SortKey::withoutIndex).toList(), after);
    }

    /** {@return the first rows of these parts of what is selected, one part after the other} */
    public static <T> List<T> read(List<ListPart> parts, Select select, int most, Function<Select, List<T>> reader) {
        var found = new ArrayList<T>();
        for (var part : parts) {
            if (found.size() < most) {
                found.addAll(reader.apply(part.in(select).limit(most - found.size())));
            }
        }
        return found;
    }

    /** {@return those of these rows that are in this part, in its order} */
    public Select in(Select select) {
        var ordered = select.whereGiven(condition, own -> own).orderBy(order);
        return after.map(ordered::after).orElse(ordered);
    }
}
