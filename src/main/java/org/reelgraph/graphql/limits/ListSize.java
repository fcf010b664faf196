package org.reelgraph.graphql.limits;

import java.util.OptionalDouble;

/**
 * The usual length of a list.
 *
 * @param field the list's field or, for edges, the connection's field, such as {@code Series.seasons}
 * @param items the average length of the whole list; for a connection, its total
 * @param kind  how the number of returned items follows from that
 */
public record ListSize(String field, double items, Kind kind) {

    /** Where a list's length comes from, and how the list is returned. */
    public enum Kind {
        /** Measured; returned as a whole unless the query asks for fewer items. */
        WHOLE,
        /** Measured; returned in pages. */
        PAGED,
        /** Assumed by the schema. */
        ASSUMED
    }

    static final int DEFAULT_PAGE = 20;
    // A request for a larger page is rejected.
    private static final int LARGEST_PAGE = 100;

    /** {@return the size of a list that is returned as a whole unless the query asks for fewer items} */
    public static ListSize whole(String field, double items) {
        return new ListSize(field, items, Kind.WHOLE);
    }

    /** {@return the size of a list that is returned in pages, of 20 items by default} */
    public static ListSize paged(String field, double items) {
        return new ListSize(field, items, Kind.PAGED);
    }

    /** {@return the average number of items for a query that asks for this many} */
    double found(OptionalDouble asked) {
        return switch (kind) {
            case WHOLE -> Math.min(asked.orElse(items), items);
            case PAGED -> Math.min(Math.min(asked.orElse(DEFAULT_PAGE), LARGEST_PAGE), items);
            case ASSUMED -> asked.orElse(items);
        };
    }
}
