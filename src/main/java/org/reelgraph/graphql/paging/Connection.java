package org.reelgraph.graphql.paging;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.reelgraph.graphql.errors.RequestException;

/**
 * A page of a list, after the Relay cursor connections specification.
 *
 * @param edges    the page's items
 * @param pageInfo where the page lies
 * @param total    counts the whole list; asked only where a client asks
 */
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo, Total total) {

    /**
     * An item of a list.
     *
     * @param place tells the item's
     */
    public record Edge<T>(T node, Function<T, Cursor> place) {

        /** {@return its place, made when a client asks} */
        public String cursor() {
            return place.apply(node).encoded();
        }
    }

    /** Where a page lies in its list, which has these edges. */
    public record PageInfo(boolean hasNextPage, boolean hasPreviousPage, List<? extends Edge<?>> edges) {

        /** {@return the place of the page's first item, if it has any} */
        public @Nullable String startCursor() {
            return edges.isEmpty() ? null : edges.getFirst().cursor();
        }

        /** {@return the place of the page's last item, if it has any} */
        public @Nullable String endCursor() {
            return edges.isEmpty() ? null : edges.getLast().cursor();
        }
    }

    /** Counts a list: a number, or a future of one. */
    @FunctionalInterface
    public interface Total {

        /** {@return how many items the whole list has} */
        Object count(DataFetchingEnvironment environment);
    }

    /** Reads the part of a list, the newest first, that comes before an id. */
    @FunctionalInterface
    public interface Before<T> {
        /** {@return at most so many rows} */
        List<T> read(long id, int most);
    }

    /**
     * {@return the page of a list by ids, the newest first, that the arguments {@code first} and {@code after} ask for}
     *
     * @param list the list's name, which its cursors carry
     * @throws RequestException where the arguments ask for no page of this list
     */
    public static <T> Connection<T> newestFirst(DataFetchingEnvironment environment, String list, Before<T> rows,
            ToLongFunction<T> id, Total total) {
        var name = ListName.of(list);
        var page = PageRequest.of(environment, name, 1);
        var before = page.from().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
        return of(rows.read(before, page.limit()), page, row -> Cursor.of(name, id.applyAsLong(row)), total);
    }

    /**
     * {@return the page of these rows}
     *
     * @param rows   up to {@code page.limit()} rows, from where the page begins in its direction: one more than it holds shows that there is
     *               a further page
     * @param cursor gives a row's place
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
