package org.reelgraph.catalog.search.fts5;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.stream.Collectors;
import org.reelgraph.catalog.search.index.IndexDialect;
import org.reelgraph.catalog.search.index.IndexTable;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.text.EntryIds;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.Condition;

/** How FTS5 says it. A table is matched by its own name, even if it has an alias. */
@OnFts5
@Singleton
class Fts5Dialect implements IndexDialect {

    @Override
    public String id() {
        return "rowid";
    }

    @Override
    public EntryIds ids() {
        return FreeNumbersReader.IDS;
    }

    @Override
    public Condition matches(IndexTable table, String alias, MatchExpression found) {
        return matches(table, MatchLanguage.query(table, found));
    }

    // A type is a word like others, so FTS5 finds both at once.
    @Override
    public Condition matches(IndexTable table, String alias, MatchExpression found, Collection<SearchType> types) {
        var ofTypes = types.isEmpty()
                ? ""
                : types.stream().map(type -> "\"" + TypeWord.of(type) + "\"")
                        .collect(Collectors.joining(" OR ", " AND type : (", ")"));
        return matches(table, "(" + MatchLanguage.query(table, found) + ")" + ofTypes);
    }

    private static Condition matches(IndexTable table, String query) {
        return Condition.sql(table + " MATCH ?", query);
    }
}
