package org.reelgraph.catalog.lists;

import java.util.Optional;
import java.util.function.Supplier;
import org.reelgraph.graphql.paging.ListPart;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SortKey.Column;

/**
 * The filter of a list.
 *
 * @param condition the condition in the form that is fastest for testing a single item
 * @param indexed   the same condition in the form that finds items by an index; built on demand
 * @param hits      a condition on the search index whose hits include all items; empty if the search index can't help
 * @param byName    whether the condition depends only on the item's title or name
 * @param ranges    the part of the condition that is ranges of values, each of which an index finds
 * @param tagged    the tags of all items that pass; empty if the condition requires none
 */
record ListFilter(Condition condition, Supplier<Condition> indexed, Optional<Select> hits, boolean byName,
        Optional<Condition> ranges, Optional<Select> tagged) {

    private static final Column NAME = new Column("sort_key");

    /** {@return whether all items pass} */
    boolean isOpen() {
        return condition.equals(Condition.ALWAYS);
    }

    /** {@return whether the index of a part's order contains everything that the condition of a text search needs} */
    boolean isIndexedAlong(ListPart part) {
        return byName && hits.isPresent() && part.order().getFirst().value().equals(NAME);
    }
}
