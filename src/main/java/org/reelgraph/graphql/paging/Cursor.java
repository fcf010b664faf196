package org.reelgraph.graphql.paging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.reelgraph.graphql.errors.RequestException;

/**
 * A position in a list: the list's name and a row's sort values, with the id last. Opaque to clients.
 *
 * @param list   identifies the list and its order
 * @param values the row's sort values; none contains a NUL, and neither does any stored text
 */
public record Cursor(String list, List<String> values) {

    private static final String SEPARATOR = "\0";

    /** {@return the cursor of a row} */
    public static Cursor of(ListName list, Object... values) {
        return new Cursor(list.toString(), List.of(values).stream().map(Object::toString).toList());
    }

    /**
     * {@return the cursor that a client sent}
     *
     * @param count    how many sort values the list has
     * @param argument the argument that holds the cursor
     * @throws RequestException if the text is not a cursor of that list
     */
    static Cursor decoded(String text, ListName list, int count, String argument) {
        try {
            var parts = List.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                    .split(SEPARATOR, -1));
            if (parts.size() == count + 1 && parts.getFirst().equals(list.toString())) {
                return new Cursor(parts.getFirst(), parts.subList(1, parts.size()));
            }
        } catch (IllegalArgumentException e) {
            // Not Base64: the error below says all there is to say.
        }
        throw RequestException.badInput("The argument '" + argument + "' is not a cursor of this list.");
    }

    /** {@return the text that clients get} */
    public String encoded() {
        var text = list + SEPARATOR + String.join(SEPARATOR, values);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return a numeric sort value}
     *
     * @throws RequestException if it is not a number, so the cursor was made up
     */
    public long number(int index) {
        try {
            return Long.parseLong(values.get(index));
        } catch (NumberFormatException e) {
            throw madeUp();
        }
    }

    /** {@return the error for a cursor whose values can't come from a row} */
    public static RequestException madeUp() {
        return RequestException.badInput("The cursor does not belong to this list.");
    }
}
