package org.reelgraph.graphql.paging;

import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;
import org.reelgraph.graphql.errors.RequestException;

/**
 * The requested page of a list.
 *
 * @param size      number of items, 0 to 100
 * @param backwards whether the page ends before {@code from} instead of starting after it
 * @param from      the cursor to continue from; if empty, the page is at the start of the list, or at its end
 */
public record PageRequest(int size, boolean backwards, Optional<Cursor> from) {

    private static final int DEFAULT = 20;
    private static final int MAX = 100;

    /**
     * {@return the page that the arguments {@code first} and {@code after}, or {@code last} and {@code before}, ask
     * for}
     *
     * @param list   the list's name, which is part of its cursors
     * @param values how many sort values its cursors have
     * @throws RequestException if a size is out of range, a cursor belongs to another list, or both directions are
     * requested
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
     * {@return how many items the argument {@code first} asks for, of a list without further pages}
     *
     * @throws RequestException if it is out of range
     */
    public static int first(DataFetchingEnvironment environment) {
        return size(environment, "first").orElse(DEFAULT);
    }

    private static Optional<Integer> size(DataFetchingEnvironment environment, String name) {
        Integer size = environment.getArgument(name);
        if (size != null && (size < 0 || size > MAX)) {
            throw RequestException
                    .badInput("The argument '" + name + "' must be between 0 and " + MAX + ", not " + size + ".");
        }
        return Optional.ofNullable(size);
    }

    /** {@return how many rows to read: one more than requested, to find out whether there is a further page} */
    public int limit() {
        return size + 1;
    }
}
