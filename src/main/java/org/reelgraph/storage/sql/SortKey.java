package org.reelgraph.storage.sql;

import java.util.List;

/**
 * One thing that rows are ordered by, which no row lacks.
 *
 * @param value      what is compared
 * @param descending whether the greatest comes first
 */
public record SortKey(Value value, boolean descending) {

    /** What is compared of a row. */
    public sealed interface Value {
    }

    /** A column. */
    public record Column(String name) implements Value {
    }

    /** A column, or a number or an empty text where it has no value. */
    public record ColumnOr(String name, Object instead) implements Value {
    }

    /** Whether a column has no value: 1 or 0. */
    public record IsMissing(String name) implements Value {
    }

    /** The place of a column's value among these: the first is 0, and what is none of them comes last. */
    public record Position(String name, List<String> values) implements Value {
    }

    /** Anything, by which rows are not to be looked for. */
    public record Unindexed(Value value) implements Value {
    }

    /** {@return a column as what rows are ordered by} */
    public static SortKey of(String column, boolean descending) {
        return new SortKey(new Column(column), descending);
    }

    /** {@return the same order, for which no index is used} */
    public SortKey withoutIndex() {
        return new SortKey(new Unindexed(value), descending);
    }
}
