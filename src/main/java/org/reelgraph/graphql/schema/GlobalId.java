package org.reelgraph.graphql.schema;

import com.github.f4b6a3.tsid.Tsid;
import org.reelgraph.graphql.errors.RequestException;

/**
 * A global id as clients see it: the type's prefix and the row's TSID in Crockford's Base32, such as
 * {@code series_0J8X4KQ2M7T3V}. Each id has exactly one spelling.
 */
public record GlobalId(String prefix, long id) {

    private static final int LONGEST_PREFIX = 20;

    /** {@return the id as clients see it} */
    public static String of(String prefix, long id) {
        return prefix + "_" + Tsid.from(id);
    }

    /**
     * {@return the parsed id}
     *
     * @throws RequestException if the text is not an id
     */
    public static GlobalId parse(String text) {
        var separator = text.lastIndexOf('_');
        var number = text.substring(separator + 1);
        if (separator < 1 || separator > LONGEST_PREFIX || !Tsid.isValid(number)
                || !Tsid.from(number).toString().equals(number)) {
            throw RequestException.badInput("'" + shortened(text) + "' is not an id.");
        }
        return new GlobalId(text.substring(0, separator), Tsid.from(number).toLong());
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
