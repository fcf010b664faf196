package org.reelgraph.storage;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Collection;
import java.util.StringJoiner;

/**
 * A list of values as one statement parameter. SQLite unpacks it with {@code json_each}, so that a statement's text and
 * its number of parameters stay the same however long the list is.
 */
public final class JsonArray {

    private JsonArray() {
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

    /** {@return the texts as a JSON array} */
    public static String ofTexts(Collection<String> texts) {
        var array = new StringJoiner(",", "[", "]");
        for (var text : texts) {
            array.add("\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"");
        }
        return array.toString();
    }
}
