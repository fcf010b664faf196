package org.reelgraph.catalog.search.fts5;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.reelgraph.catalog.search.index.IndexDialect;
import org.reelgraph.catalog.search.index.IndexTable;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.text.EntryIds;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Comparison;
import org.reelgraph.storage.sql.Condition.Operator;

/** How FTS5 says it. A table is matched by its own name, even if it has an alias. */
@OnFts5
@Singleton
class Fts5Dialect implements IndexDialect {

    private static final Set<SearchType> ALL = EnumSet.allOf(SearchType.class);
    private static final Set<SearchType> EPISODES = Set.of(SearchType.EPISODE);

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

    // A type is a word like others, so FTS5 finds both at once. Most entries are episodes, which have no such word.
    @Override
    public Condition matches(IndexTable table, String alias, MatchExpression found, Collection<SearchType> types) {
        if (Set.copyOf(types).equals(EPISODES)) {
            return Condition.all(List.of(matches(table, alias, found),
                    new Comparison(alias + "." + id(), Operator.GREATER_OR_EQUAL, ids().firstEpisode())));
        }
        var query = "(" + MatchLanguage.query(table, found) + ")";
        if (types.isEmpty() || types.containsAll(ALL)) {
            return matches(table, query);
        }
        return matches(table, types.contains(SearchType.EPISODE)
                ? query + " NOT " + anyOf(ALL.stream().filter(type -> !types.contains(type)).toList())
                : query + " AND " + anyOf(types));
    }

    private static String anyOf(Collection<SearchType> types) {
        return types.stream().map(TypeWord::of).collect(Collectors.joining("\" OR \"", "type : (\"", "\")"));
    }

    private static Condition matches(IndexTable table, String query) {
        return Condition.sql(table + " MATCH ?", query);
    }
}
