package org.reelgraph.catalog.search.fts5;

import java.util.stream.Collectors;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.query.MatchExpression.AllOf;
import org.reelgraph.catalog.search.query.MatchExpression.AnyOf;
import org.reelgraph.catalog.search.query.MatchExpression.Characters;
import org.reelgraph.catalog.search.query.MatchExpression.Except;
import org.reelgraph.catalog.search.query.MatchExpression.Phrase;
import org.reelgraph.catalog.search.query.MatchExpression.Texts;
import org.reelgraph.catalog.search.query.MatchExpression.Within;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.storage.sql.Condition;

/** A table of the index, and what finds its rows, whose {@code rowid} is the id of an entry. */
enum Table {
    /** Titles and names by words. */
    TITLES("search_titles"),
    /** All texts by words. */
    TEXTS("search_texts"),
    /** Titles and names by {@linkplain Pairs pairs of characters}. */
    FRAGMENTS("search_fragments");

    private final String table;

    Table(String table) {
        this.table = table;
    }

    /** {@return its name in statements} */
    @Override
    public String toString() {
        return table;
    }

    /** {@return whether a row matches an expression} */
    Condition matches(MatchExpression expression) {
        return Condition.sql(table + " MATCH ?", query(expression));
    }

    /**
     * {@return an expression in FTS5's language, as this table understands it}
     *
     * @see <a href="https://sqlite.org/fts5.html#full_text_query_syntax">FTS5's language</a>
     */
    String query(MatchExpression expression) {
        return switch (expression) {
            case Phrase(var words, var unfinished) -> quoted(String.join(" ", words)) + (unfinished ? " *" : "");
            case Characters characters -> characters(characters);
            case AllOf(var parts) -> parts.stream().map(this::query).collect(Collectors.joining(" AND ", "(", ")"));
            case AnyOf(var parts) -> parts.stream().map(this::query).collect(Collectors.joining(" OR ", "(", ")"));
            case Except(var wanted, var unwanted) -> "((" + query(wanted) + ") NOT (" + query(unwanted) + "))";
            case Within(var texts, var inner) -> "(" + columns(texts) + " : (" + query(inner) + "))";
        };
    }

    private String columns(Texts texts) {
        return switch (texts) {
            case TITLE -> "title";
            case ANY_TITLE -> this == TEXTS ? "titles" : "{title original_title}";
            case ALL -> "{titles summary}";
        };
    }

    private static String characters(Characters characters) {
        var folded = characters.atEnd() ? characters.folded() + SearchText.END : characters.folded();
        var isOne = folded.codePointCount(0, folded.length()) == 1;
        return (characters.atStart() ? "^" : "")
                + (isOne
                        ? quoted(Character.toString(Pairs.inWord(folded.codePointAt(0)))) + " *"
                        : quoted(Pairs.of(folded)));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
