package org.reelgraph.storage.sql;

import java.util.List;

/**
 * A key that rows are sorted by. Every row has a value.
 *
 * @param value      the value that is compared
 * @param descending whether the greatest value comes first
 */
public record SortKey(Value value, boolean descending) {

    /** The value of a row that is compared. */
    public sealed interface Value {
    }

    /** A column. */
    public record Column(String name) implements Value {
    }

    /** A column, with a number or an empty text in place of a missing value. */
    public record ColumnOr(String name, Object instead) implements Value {
    }

    /** 1 if a column has no value, otherwise 0. */
    public record IsMissing(String name) implements Value {
    }

    /** The index of a column's value in a list; values outside the list come last. */
    public record Position(String name, List<String> values) implements Value {
    }

    /** A value for which no index is used. */
    public record Unindexed(Value value) implements Value {
    }

    /** {@return the sort key of a column} */
    public static SortKey of(String column, boolean descending) {
        return new SortKey(new Column(column), descending);
    }

    /** {@return the same sort key, without an index} */
    public SortKey withoutIndex() {
        return new SortKey(new Unindexed(value), descending);
    }
}
