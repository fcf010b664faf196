package org.reelgraph.storage.sql;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Collection;
import java.util.StringJoiner;

/**
 * A list of values as one statement parameter. SQLite unpacks it with {@code json_each}, so that a statement's text and
 * its number of parameters stay the same however long the list is. What statements say for it stands here alone; the
 * texts are constants, since annotations take nothing else. Another database's connection translates them, once for
 * each text: lists that something is among, {@link #IN}, of numbers or texts, and tables of ids, {@link #ROWS}.
 */
public final class JsonArray {

    /**
     * What begins a table that has the values of a list as its column {@code value}; the parameter and a closing
     * parenthesis follow.
     */
    public static final String ROWS = "json_each(";
    /** What begins a query for the values of a list; the parameter and {@link #END} follow. */
    public static final String EACH = "(SELECT value FROM " + ROWS;
    /** What ends it. */
    public static final String END = "))";
    /** Being among the values of a list; the parameter and {@link #END} follow. */
    public static final String IN_EACH = " IN " + EACH;
    /** Being among the values of a list. */
    public static final String IN = IN_EACH + "?" + END;
    /** Being among the values of the list {@code :ids}. */
    public static final String IN_IDS = IN_EACH + ":ids" + END;

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
