package org.reelgraph.graphql.paging;

import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;
import org.reelgraph.graphql.errors.RequestException;

/**
 * Which page of a list is asked for.
 *
 * @param size      how many items, 0 to 100
 * @param backwards whether the page ends before {@code from} and not begins after it
 * @param from      the place to go on from; without it the page is at the list's beginning, or its end
 */
public record PageRequest(int size, boolean backwards, Optional<Cursor> from) {

    private static final int DEFAULT = 20;
    private static final int MAX = 100;

    /**
     * {@return the page that the arguments {@code first} and {@code after}, or {@code last} and {@code before}, ask for}
     *
     * @param  list   the list's name, which its cursors carry
     * @param  values how many sort values its cursors have
     * @throws RequestException where a value is out of bounds or no cursor of this list, or both ways are asked for
     */
    public static PageRequest of(DataFetchingEnvironment environment, ListName list, int values) {
        var first = size(environment, "first");
        var last = size(environment, "last");
        var after = Optional.<String>ofNullable(environment.getArgument("after"));
        var before = Optional.<String>ofNullable(environment.getArgument("before"));
        var backwards = last.isPresent() || before.isPresent();
        if (backwards && (first.isPresent() || after.isPresent())) {
            throw RequestException.badInput("Page forwards with 'first' and 'after', or backwards with 'last' and"
                    + " 'before', not both.");
        }
        var from = backwards
                ? before.map(text -> Cursor.decoded(text, list, values, "before"))
                : after.map(text -> Cursor.decoded(text, list, values, "after"));
        return new PageRequest(first.or(() -> last).orElse(DEFAULT), backwards, from);
    }

    /**
     * {@return how many items the argument {@code first} asks for, of a list that has no further pages}
     *
     * @throws RequestException where it is out of bounds
     */
    public static int first(DataFetchingEnvironment environment) {
        return size(environment, "first").orElse(DEFAULT);
    }

    private static Optional<Integer> size(DataFetchingEnvironment environment, String name) {
        Integer size = environment.getArgument(name);
        if (size != null && (size < 0 || size > MAX)) {
            throw RequestException
                    .badInput("The argument '" + name + "' takes 0 to " + MAX + ", not " + size + ".");
        }
        return Optional.ofNullable(size);
    }

    /** {@return how many rows to read: one more than asked for shows whether there is a further page} */
    public int limit() {
        return size + 1;
    }
}
