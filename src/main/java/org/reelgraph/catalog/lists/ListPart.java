package org.reelgraph.catalog.lists;

import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.Condition;
import org.reelgraph.storage.Select;
import org.reelgraph.storage.Select.SortKey;

/**
 * A part of a list that is read in one go; the parts of a list come one after the other.
 *
 * @param condition what its items have in common, beginning with a column; nothing where it is the whole list
 * @param order     what its items are ordered by
 * @param after     the place in it to go on from
 */
record ListPart(Optional<Condition> condition, List<SortKey> order, Optional<List<Object>> after) {

    /** {@return the same part, which no index is used for that its order has} */
    ListPart withoutIndex() {
        return new ListPart(condition.map(given -> new Condition("+" + given.sql(), given.values())),
                order.stream().map(SortKey::withoutIndex).toList(), after);
    }

    /** Reads only this part, in its order. */
    Select in(Select select) {
        condition.ifPresent(select::where);
        select.orderBy(order);
        after.ifPresent(select::after);
        return select;
    }
}
