package org.reelgraph.storage.sql;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Collection;
import java.util.StringJoiner;

/**
 * A list of values as one statement parameter. SQLite unpacks it with {@code json_each}, so a statement's text and its
 * number of parameters don't depend on the length of the list. These texts are the only ones that statements use for
 * lists. They are constants because annotations accept nothing else. PostgreSQL's connection translates them, once for
 * each text: {@link #IN} for lists of numbers or texts, and {@link #ROWS} for tables of ids.
 */
public final class JsonArray {

    /**
     * The start of a table whose column {@code value} has the values of a list; the parameter and a closing parenthesis
     * follow.
     */
    public static final String ROWS = "json_each(";
    /** The start of a query for the values of a list; the parameter and {@link #END} follow. */
    public static final String EACH = "(SELECT value FROM " + ROWS;
    /** The end of such a query. */
    public static final String END = "))";
    /** The start of a condition that a value is in a list; the parameter and {@link #END} follow. */
    public static final String IN_EACH = " IN " + EACH;
    /** The condition that a value is in a list. */
    public static final String IN = IN_EACH + "?" + END;
    /** The condition that a value is in the list {@code :ids}. */
    public static final String IN_IDS = IN_EACH + ":ids" + END;
    /** The condition that a value is in the list {@code :values}. */
    public static final String IN_VALUES = IN_EACH + ":values" + END;

    private JsonArray() {
    }

    /** {@return numbers and texts as a JSON array} */
    public static String of(Collection<?> values) {
        var array = new StringJoiner(",", "[", "]");
        for (var value : values) {
            array.add(value instanceof Number ? value.toString() : quoted(value.toString()));
        }
        return array.toString();
    }

    /** {@return the ids as a JSON array} */
    public static String ofIds(Collection<Long> ids) {
        var array = new StringBuilder(ids.size() * 20 + 2).append('[');
        for (var id : ids) {
            if (array.length() > 1) {
                array.append(',');
            }
            array.append(id.longValue());
        }
        return array.append(']').toString();
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
