package org.reelgraph.catalog.search.index;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.catalog.lists.TitleIndex;
import org.reelgraph.catalog.search.FullTextIndex;
import org.reelgraph.catalog.search.query.Fragment;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Comparison;
import org.reelgraph.storage.sql.Condition.In;
import org.reelgraph.storage.sql.Condition.Operator;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.Subquery;

/** Finds titles and names that contain a text, by their characters. */
@Singleton
class TitleFragments implements TitleIndex {

    // Has what may be found by now.
    private static final Subquery PENDING = new Subquery("entity_id", "search_pending", Condition.ALWAYS);

    private final IndexDialect index;
    private final boolean mayBeBehind;

    TitleFragments(IndexDialect index, FullTextIndex texts) {
        this.index = index;
        mayBeBehind = texts.mayBeBehind();
    }

    @Override
    public Select entries(String folded) {
        return Select.from(IndexTable.FRAGMENTS.toString()).where(matches(folded));
    }

    @Override
    public Condition contains(String id, String folded) {
        var found = new Subquery("entity_id", "search_entries",
                Condition.in("id", new Subquery(index.id(), IndexTable.FRAGMENTS.toString(), matches(folded))));
        return new In(id, mayBeBehind ? List.of(found, PENDING) : List.of(found));
    }

    private Condition matches(String folded) {
        var table = IndexTable.FRAGMENTS;
        return Condition.all(List.of(
                index.matches(table, table.toString(), new Fragment(folded).anywhere().inTitle()),
                new Comparison(index.id(), Operator.LESS, index.ids().firstEpisode())));
    }
}
