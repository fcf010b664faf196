package org.reelgraph.catalog.search.postgresql;

import java.util.List;
import java.util.stream.Collectors;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.query.MatchExpression.AllOf;
import org.reelgraph.catalog.search.query.MatchExpression.AnyOf;
import org.reelgraph.catalog.search.query.MatchExpression.Characters;
import org.reelgraph.catalog.search.query.MatchExpression.Except;
import org.reelgraph.catalog.search.query.MatchExpression.Phrase;
import org.reelgraph.catalog.search.query.MatchExpression.Within;
import org.reelgraph.catalog.search.text.SearchText;

/**
 * The parts that a text has to have to match an expression; not all that have them do.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY">tsquery</a>
 */
final class PartsQuery {

    private PartsQuery() {
    }

    /** {@return the query in PostgreSQL's language} */
    static String of(MatchExpression expression) {
        return switch (expression) {
            case Phrase(var words, var unfinished) -> words(words, unfinished);
            case Characters(var folded, var atStart, var atEnd) -> characters(atEnd
                    ? folded + SearchText.END
                    : folded);
            case AllOf(var parts) -> joined(parts, " & ");
            case AnyOf(var parts) -> joined(parts, " | ");
            case Except(var wanted, var unwanted) -> of(wanted);
            case Within(var texts, var inner) -> of(inner);
        };
    }

    private static String joined(List<MatchExpression> parts, String by) {
        return parts.stream().map(PartsQuery::of).collect(Collectors.joining(by, "(", ")"));
    }

    private static String words(List<String> words, boolean unfinished) {
        return words.stream().map(Parts::cut).map(PartsQuery::quoted)
                .collect(Collectors.joining(" & ", "(", unfinished ? ":*)" : ")"));
    }

    private static String characters(String folded) {
        return folded.codePointCount(0, folded.length()) == 1
                ? quoted(folded) + ":*"
                : Parts.within(folded).stream().map(PartsQuery::quoted).collect(Collectors.joining(" & ", "(", ")"));
    }

    private static String quoted(String part) {
        return "'" + part.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
