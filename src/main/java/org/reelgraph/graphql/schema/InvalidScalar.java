package org.reelgraph.graphql.schema;

import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.RequestException;

/**
 * A value that should have been a date or an instant, but isn't. The scalars pass it on instead of rejecting the whole
 * request, so that an import can name the record that contains it; every other reader rejects it.
 *
 * @param text     the invalid value
 * @param expected a description of valid values
 */
public record InvalidScalar(String text, String expected) {

    private static final int LONGEST = 60;

    /**
     * Rejects the value of an input field if it is invalid.
     *
     * @param  field the name of the input field
     * @throws RequestException if the value is an InvalidScalar
     */
    static void reject(String field, @Nullable Object value) {
        if (value instanceof InvalidScalar invalid) {
            throw RequestException
                    .badInput("'" + field + "': '" + invalid.excerpt() + "' is not " + invalid.expected + ".");
        }
    }

    private String excerpt() {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
