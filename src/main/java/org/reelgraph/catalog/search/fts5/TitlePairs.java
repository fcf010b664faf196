package org.reelgraph.catalog.search.fts5;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.catalog.lists.TitleIndex;
import org.reelgraph.catalog.search.query.Fragment;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Comparison;
import org.reelgraph.storage.sql.Condition.Operator;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.Subquery;

/** Finds titles and names that contain a text, by their pairs of characters. */
@Singleton
class TitlePairs implements TitleIndex {

    @Override
    public Select entries(String folded) {
        return Select.from(Table.FRAGMENTS.toString()).where(matches(folded));
    }

    @Override
    public Condition contains(String id, String folded) {
        return Condition.in(id, new Subquery("entity_id", "search_entries",
                Condition.in("id", new Subquery("rowid", Table.FRAGMENTS.toString(), matches(folded)))));
    }

    private static Condition matches(String folded) {
        return Condition.all(List.of(Table.FRAGMENTS.matches(new Fragment(folded).anywhere().inTitle()),
                new Comparison("rowid", Operator.LESS, SearchText.FIRST_EPISODE)));
    }
}
