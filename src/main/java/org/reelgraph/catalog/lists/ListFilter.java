package org.reelgraph.catalog.lists;

import java.util.Optional;
import java.util.function.Supplier;
import org.reelgraph.graphql.paging.ListPart;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.SortKey.Column;

/**
 * What is asked for of a list.
 *
 * @param condition what the items have to be like, as it is found out of one item
 * @param indexed   the same, as the items are found; made where they are
 * @param hits      what the search index has that all of them are among; nothing where they aren't looked for by it
 * @param byName    whether no more of an item is looked at than its title or name
 */
record ListFilter(Condition condition, Supplier<Condition> indexed, Optional<Condition> hits, boolean byName) {

    private static final Column NAME = new Column("sort_key");

    /** {@return whether it lets all through} */
    boolean isOpen() {
        return condition.equals(Condition.ALWAYS);
    }

    /** {@return whether the index of a part's order has all that is looked at of what the search index has hits for} */
    boolean isIndexedAlong(ListPart part) {
        return byName && hits.isPresent() && part.order().getFirst().value().equals(NAME);
    }
}
