package org.reelgraph.catalog.search.postgresql;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.reelgraph.catalog.search.index.IndexDialect;
import org.reelgraph.catalog.search.index.IndexTable;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.query.MatchExpression.AllOf;
import org.reelgraph.catalog.search.query.MatchExpression.AnyOf;
import org.reelgraph.catalog.search.query.MatchExpression.Characters;
import org.reelgraph.catalog.search.query.MatchExpression.Except;
import org.reelgraph.catalog.search.query.MatchExpression.Phrase;
import org.reelgraph.catalog.search.query.MatchExpression.Texts;
import org.reelgraph.catalog.search.query.MatchExpression.Within;
import org.reelgraph.catalog.search.text.EntryIds;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.Condition;

/**
 * How PostgreSQL says it: an index tells which texts have all parts of what is looked for, and of these the text itself
 * whether they stand beside each other, and in which column. That needs no places of words in the index, of which it
 * would keep no more than 256 of a word, and none after the 16,383rd of a text.
 */
@OnPostgresqlIndex
@Singleton
class PostgresqlIndexDialect implements IndexDialect {

    @Override
    public String id() {
        return "id";
    }

    @Override
    public EntryIds ids() {
        return NumbersOfEntities.IDS;
    }

    @Override
    public Condition matches(IndexTable table, String alias, MatchExpression found) {
        return Condition.all(List.of(
                Condition.sql(alias + ".parts @@ CAST(? AS tsquery)", PartsQuery.of(found)),
                holds(found, columns(table, alias, table == IndexTable.TEXTS ? Texts.ALL : Texts.ANY_TITLE), table,
                        alias)));
    }

    @Override
    public Condition matches(IndexTable table, String alias, MatchExpression found, Collection<SearchType> types) {
        var matches = matches(table, alias, found);
        return types.isEmpty()
                ? matches
                : Condition.all(List.of(matches,
                        Condition.oneOf("e.type", types.stream().map(SearchType::name).toList())));
    }

    private static List<String> columns(IndexTable table, String alias, Texts texts) {
        return (switch (texts) {
            case TITLE -> List.of("title");
            case ANY_TITLE -> table == IndexTable.TEXTS ? List.of("titles") : List.of("title", "original_title");
            case ALL -> List.of("titles", "summary");
        }).stream().map(column -> alias + "." + column).toList();
    }

    private static Condition holds(MatchExpression found, List<String> columns, IndexTable table, String alias) {
        return switch (found) {
            case Phrase(var words, var unfinished) -> {
                var text = " " + String.join(" ", words) + (unfinished ? "" : " ");
                yield any(columns, column -> Condition.sql("strpos(" + column + ", ?) > 0", text));
            }
            case Characters(var folded, var atStart, var atEnd) ->
                any(columns, column -> characters(column, folded, atStart, atEnd));
            case AllOf(var parts) ->
                Condition.all(parts.stream().map(part -> holds(part, columns, table, alias)).toList());
            case AnyOf(var parts) ->
                Condition.any(parts.stream().map(part -> holds(part, columns, table, alias)).toList());
            case Except(var wanted, var unwanted) -> Condition.all(
                    List.of(holds(wanted, columns, table, alias), holds(unwanted, columns, table, alias).negated()));
            case Within(var texts, var inner) -> holds(inner, columns(table, alias, texts), table, alias);
        };
    }

    private static Condition any(List<String> columns, Function<String, Condition> condition) {
        return Condition.any(columns.stream().map(condition).toList());
    }

    private static Condition characters(String column, String folded, boolean atStart, boolean atEnd) {
        if (atStart && atEnd) {
            return Condition.equal(column, folded);
        }
        if (atStart) {
            return Condition.sql("starts_with(" + column + ", ?)", folded);
        }
        return atEnd
                ? Condition.sql("right(" + column + ", length(?)) = ?", folded, folded)
                : Condition.sql("strpos(" + column + ", ?) > 0", folded);
    }
}
