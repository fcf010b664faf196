package org.reelgraph.storage.postgresql;

import java.util.BitSet;
import java.util.regex.Pattern;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.KeptOrder;

/**
 * A statement in PostgreSQL's words. Statements are written once, with lists as JSON, which SQLite unpacks. Here they
 * are arrays, whose type the column says in comparisons.
 *
 * @param text     the statement
 * @param inChain  the same after the end of a transaction, as the first statement of the next one
 * @param lists    the parameters that are lists, counted from 1
 */
record Translation(String text, String inChain, BitSet lists) {

    private static final String CHAIN = "ROLLBACK AND CHAIN; ";
    private static final String ANY = " = ANY (?)";
    // Hides the ids from the planner, which would else make a plan for each list. One plan serves all: the ids are
    // looked up in an index, which gives their rows in order.
    private static final String ANY_ID = "= ANY (CAST((SELECT CAST(? AS bigint[])) AS bigint[]))";
    private static final Pattern ONE_BY_ONE = Pattern.compile(Pattern.quote(IdQuery.LIST) + "(.*?)(\\S+) "
            + Pattern.quote(IdQuery.IN_LIST) + "(.*?)" + Pattern.quote(IdQuery.ORDER), Pattern.DOTALL);
    private static final String ROWS = "unnest(CAST(? AS bigint[])) AS each(value)";
    private static final String ROWS_ENDED = JsonArray.ROWS + "?)";
    // What is an array in the text, a parameter, or a text or name in which a question mark is none.
    private static final Pattern PARAMETER = Pattern.compile(Pattern.quote(ANY) + "|CAST\\(\\? AS \\w+\\[\\]\\)|\\?"
            + "|'[^']*'|\"[^\"]*\"");
    private static final Pattern KEPT_ORDER = Pattern
            .compile(Pattern.quote(KeptOrder.START) + "(.*?)" + Pattern.quote(KeptOrder.END));

    /** {@return the translation of a statement} */
    static Translation of(String statement) {
        var found = ONE_BY_ONE.matcher(statement).replaceAll("$1$2 " + ANY_ID + "$3" + KeptOrder.START + "$2, ");
        var text = KEPT_ORDER
                .matcher(found.replace(IdQuery.IN, ANY_ID).replace(JsonArray.IN, ANY).replace(ROWS_ENDED, ROWS))
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
        return new Translation(text, CHAIN + text, lists);
    }
}
