package org.reelgraph.graphql.schema;

/**
 * A value that was meant to be a date or an instant and isn't. The scalars pass it on instead of refusing the whole
 * request, so that an import can name the one record it stands in; every other reader refuses it.
 *
 * @param text     what was given
 * @param expected what would have been right
 */
public record InvalidScalar(String text, String expected) {

    private static final int LONGEST = 60;

    String excerpt() {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
