package org.reelgraph.graphql.limits;

import java.util.OptionalDouble;

/**
 * How many items a list has as a rule.
 *
 * @param field the list's field, or the connection's of which it is the edges, as {@code Series.seasons}
 * @param items of the whole list, on average; of the connection in all
 * @param kind  what follows from that
 */
public record ListSize(String field, double items, Kind kind) {

    /** What is known of a list. */
    public enum Kind {
        /** It was measured, and is given as a whole where the query doesn't ask for fewer. */
        WHOLE,
        /** It was measured, and is given in pages. */
        PAGED,
        /** The schema assumes it. */
        ASSUMED
    }

    static final int DEFAULT_PAGE = 20;
    // A page that is asked for larger is refused.
    private static final int LARGEST_PAGE = 100;

    /** {@return the size of a list that is given as a whole where the query doesn't ask for fewer} */
    public static ListSize whole(String field, double items) {
        return new ListSize(field, items, Kind.WHOLE);
    }

    /** {@return the size of a list that is given in pages, of 20 where the query doesn't say} */
    public static ListSize paged(String field, double items) {
        return new ListSize(field, items, Kind.PAGED);
    }

    /** {@return how many items a query finds, on average, that asks for so many} */
    double found(OptionalDouble asked) {
        return switch (kind) {
            case WHOLE -> Math.min(asked.orElse(items), items);
            case PAGED -> Math.min(Math.min(asked.orElse(DEFAULT_PAGE), LARGEST_PAGE), items);
            case ASSUMED -> asked.orElse(items);
        };
    }
}
