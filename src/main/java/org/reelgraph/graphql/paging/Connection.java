package org.reelgraph.graphql.paging;

import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.RequestException;

/**
 * A page of a list, following the Relay cursor connections specification.
 *
 * @param edges    the page's items
 * @param pageInfo the page's position in the list
 * @param total    counts the whole list; called only if the client asks for it
 */
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo, Total total) {

    /**
     * An item of a list.
     *
     * @param place returns the item's cursor
     */
    public record Edge<T>(T node, Function<T, Cursor> place) {

        /** {@return the item's cursor, created only if the client asks for it} */
        public String cursor() {
            return place.apply(node).encoded();
        }
    }

    /** The position of a page with these edges in its list. */
    public record PageInfo(boolean hasNextPage, boolean hasPreviousPage, List<? extends Edge<?>> edges) {

        /** {@return the cursor of the page's first item, if any} */
        public @Nullable String startCursor() {
            return edges.isEmpty() ? null : edges.getFirst().cursor();
        }

        /** {@return the cursor of the page's last item, if any} */
        public @Nullable String endCursor() {
            return edges.isEmpty() ? null : edges.getLast().cursor();
        }
    }

    /** Counts a list; the result is a number or a future of one. */
    @FunctionalInterface
    public interface Total {

        /** {@return the number of items in the whole list} */
        Object count(DataFetchingEnvironment environment);
    }

    /** Reads the rows before an id, newest first. */
    @FunctionalInterface
    public interface Before<T> {
        /** {@return at most this many rows} */
        List<T> read(long id, int most);
    }

    /** Reads the rows of a list in an order. */
    @FunctionalInterface
    public interface InOrder<T> {
        /**
         * {@return at most this many rows}
         *
         * @param from the cursor to continue from
         */
        List<T> read(KeysetOrder<T> order, Optional<Cursor> from, int most);
    }

    /**
     * {@return the page that the arguments ask for, of a list in this order}
     *
     * @param list the list's name, which is part of its cursors
     * @throws RequestException if the arguments are invalid or the cursor belongs to another list
     */
    public static <T> Connection<T> inOrder(DataFetchingEnvironment environment, ListName list, KeysetOrder<T> order,
            InOrder<T> rows, Total total) {
        var page = PageRequest.of(environment, list, order.values());
        return of(rows.read(page.backwards() ? order.reversed() : order, page.from(), page.limit()), page,
                row -> Cursor.of(list, order.values(row)), total);
    }

    /**
     * {@return the page that {@code first} and {@code after} ask for, of a list ordered by id, newest first}
     *
     * @param list the list's name, which is part of its cursors
     * @throws RequestException if the arguments are invalid or the cursor belongs to another list
     */
    public static <T> Connection<T> newestFirst(DataFetchingEnvironment environment, String list, Before<T> rows,
            ToLongFunction<T> id, Total total) {
        var name = ListName.of(list);
        var page = PageRequest.of(environment, name, 1);
        var before = page.from().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
        return of(rows.read(before, page.limit()), page, row -> Cursor.of(name, id.applyAsLong(row)), total);
    }

    /**
     * {@return the page that consists of these rows}
     *
     * @param rows   up to {@code page.limit()} rows in the page's direction; one row more than the page's size
     *               indicates a further page
     * @param cursor returns a row's cursor
     * @param total  counts the whole list
     */
    public static <T> Connection<T> of(List<T> rows, PageRequest page, Function<T, Cursor> cursor, Total total) {
        var hasMore = rows.size() > page.size();
        var inOrder = new ArrayList<>(rows.subList(0, Math.min(rows.size(), page.size())));
        if (page.backwards()) {
            Collections.reverse(inOrder);
        }
        var edges = inOrder.stream().map(row -> new Edge<>(row, cursor)).toList();
        var hasFrom = page.from().isPresent();
        return new Connection<>(edges, page.backwards()
                ? new PageInfo(hasFrom, hasMore, edges)
                : new PageInfo(hasMore, hasFrom, edges), total);
    }
}
