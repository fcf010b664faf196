package org.reelgraph.catalog.search.fts5;

import java.util.stream.Collectors;
import org.reelgraph.catalog.search.index.IndexTable;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.query.MatchExpression.AllOf;
import org.reelgraph.catalog.search.query.MatchExpression.AnyOf;
import org.reelgraph.catalog.search.query.MatchExpression.Characters;
import org.reelgraph.catalog.search.query.MatchExpression.Except;
import org.reelgraph.catalog.search.query.MatchExpression.Phrase;
import org.reelgraph.catalog.search.query.MatchExpression.Texts;
import org.reelgraph.catalog.search.query.MatchExpression.Within;
import org.reelgraph.catalog.search.text.SearchText;

/**
 * FTS5's language.
 *
 * @see <a href="https://sqlite.org/fts5.html#full_text_query_syntax">FTS5's language</a>
 */
final class MatchLanguage {

    private MatchLanguage() {
    }

    /** {@return an expression in this language, as a table understands it} */
    static String query(IndexTable table, MatchExpression expression) {
        return switch (expression) {
            case Phrase(var words, var unfinished) -> quoted(String.join(" ", words)) + (unfinished ? " *" : "");
            case Characters characters -> characters(characters);
            case AllOf(var parts) ->
                parts.stream().map(part -> query(table, part)).collect(Collectors.joining(" AND ", "(", ")"));
            case AnyOf(var parts) ->
                parts.stream().map(part -> query(table, part)).collect(Collectors.joining(" OR ", "(", ")"));
            case Except(var wanted, var unwanted) ->
                "((" + query(table, wanted) + ") NOT (" + query(table, unwanted) + "))";
            case Within(var texts, var inner) -> "(" + columns(table, texts) + " : (" + query(table, inner) + "))";
        };
    }

    private static String columns(IndexTable table, Texts texts) {
        return switch (texts) {
            case TITLE -> "title";
            case ANY_TITLE -> table == IndexTable.TEXTS ? "titles" : "{title original_title}";
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
