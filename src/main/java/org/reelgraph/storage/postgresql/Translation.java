package org.reelgraph.storage.postgresql;

import java.util.BitSet;
import java.util.regex.Pattern;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.KeptOrder;

/**
 * A statement in PostgreSQL's words. Statements are written once, with lists as JSON, which SQLite unpacks. Here they
 * are arrays, whose type the column says in comparisons.
 *
 * @param text  the statement
 * @param lists the parameters that are lists, counted from 1
 */
record Translation(String text, BitSet lists) {

    private static final String ANY = " = ANY (?)";
    private static final String ROWS = "unnest(CAST(? AS bigint[])) AS each(value)";
    private static final String ROWS_ENDED = JsonArray.ROWS + "?)";
    // What is an array in the text, a parameter, or a text or name in which a question mark is none.
    private static final Pattern PARAMETER = Pattern.compile(Pattern.quote(ANY) + "|CAST\\(\\? AS \\w+\\[\\]\\)|\\?"
            + "|'[^']*'|\"[^\"]*\"");
    private static final Pattern KEPT_ORDER = Pattern
            .compile(Pattern.quote(KeptOrder.START) + "(.*?)" + Pattern.quote(KeptOrder.END));

    /** {@return the translation of a statement} */
    static Translation of(String statement) {
        var text = KEPT_ORDER.matcher(statement.replace(JsonArray.IN, ANY).replace(ROWS_ENDED, ROWS))
                .replaceAll(" ORDER BY $1");
        var lists = new BitSet();
        var place = 0;
        var parameters = PARAMETER.matcher(text);
        while (parameters.find()) {
            if (parameters.group().contains("?") && !parameters.group().matches("['\"].*")) {
                place++;
                lists.set(place, parameters.group().length() > 1);
            }
        }
        return new Translation(text, lists);
    }
}
