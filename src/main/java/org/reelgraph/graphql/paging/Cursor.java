package org.reelgraph.graphql.paging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.reelgraph.graphql.errors.RequestException;

/**
 * A place in a list: the list's name and the sort values of a row, id last. Opaque to clients.
 *
 * @param list   which list and order it belongs to
 * @param values the row's sort values; none holds a NUL, which no stored text does
 */
public record Cursor(String list, List<String> values) {

    private static final String SEPARATOR = "\0";

    /** {@return the place of a row} */
    public static Cursor of(ListName list, Object... values) {
        return new Cursor(list.toString(), List.of(values).stream().map(Object::toString).toList());
    }

    /**
     * {@return the place that a client names}
     *
     * @param  count    how many sort values the list has
     * @param  argument which argument it is
     * @throws RequestException where the text is no cursor of that list
     */
    static Cursor decoded(String text, ListName list, int count, String argument) {
        try {
            var parts = List.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                    .split(SEPARATOR, -1));
            if (parts.size() == count + 1 && parts.getFirst().equals(list.toString())) {
                return new Cursor(parts.getFirst(), parts.subList(1, parts.size()));
            }
        } catch (IllegalArgumentException e) {
            // Not base 64: the answer below says all there is to say.
        }
        throw RequestException.badInput("The argument '" + argument + "' is not a cursor of this list.");
    }

    /** {@return the text that clients get} */
    public String encoded() {
        var text = list + SEPARATOR + String.join(SEPARATOR, values);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return a sort value that is a number}
     *
     * @throws RequestException where it is none: the cursor was made up
     */
    public long number(int index) {
        try {
            return Long.parseLong(values.get(index));
        } catch (NumberFormatException e) {
            throw madeUp();
        }
    }

    /** {@return an error about a cursor whose values can't be of a row} */
    public static RequestException madeUp() {
        return RequestException.badInput("The cursor is not one of this list.");
    }
}
