package org.reelgraph.graphql.schema;

/**
 * A value that should have been a date or an instant, but isn't. The scalars pass it on instead of rejecting the whole
 * request, so that an import can name the record that contains it; every other reader rejects it.
 *
 * @param text     the invalid value
 * @param expected a description of valid values
 */
public record InvalidScalar(String text, String expected) {

    private static final int LONGEST = 60;

    /** {@return the error message about an input field with this value} */
    String message(String field) {
        return "'" + field + "': '" + excerpt() + "' is not " + expected + ".";
    }

    private String excerpt() {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
