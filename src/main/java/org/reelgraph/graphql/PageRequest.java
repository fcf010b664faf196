package org.reelgraph.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;

/**
 * Which page of a list is asked for.
 *
 * @param first how many items, 0 to 100
 * @param after the place to go on after
 */
public record PageRequest(int first, Optional<Cursor> after) {

    private static final int DEFAULT = 20;
    private static final int MOST = 100;

    /**
     * {@return the page that the arguments {@code first} and {@code after} ask for}
     *
     * @param  list   the list's name, which its cursors carry
     * @param  values how many sort values its cursors have
     * @throws RequestException where a value is out of bounds or no cursor of this list
     */
    public static PageRequest of(DataFetchingEnvironment environment, String list, int values) {
        Integer first = environment.getArgument("first");
        String after = environment.getArgument("after");
        if (first != null && (first < 0 || first > MOST)) {
            throw RequestException.badInput("The argument 'first' takes 0 to " + MOST + ", not " + first + ".");
        }
        return new PageRequest(first == null ? DEFAULT : first,
                Optional.ofNullable(after).map(text -> Cursor.decoded(text, list, values)));
    }

    /** {@return how many rows to read: one more than asked for shows whether there is a next page} */
    public int limit() {
        return first + 1;
    }
}
