package org.reelgraph.imports.undo.log;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.tables.Table;

/**
 * A row with a value for each of its table's columns that are written.
 *
 * @param values whole numbers as {@code Long}, others as {@code Double}, {@code String} or bytes
 */
record Row(Table table, @Nullable Object[] values) {

    /** {@return a column's value} */
    @Nullable
    Object get(String column) {
        var columns = table.written();
        for (var i = 0; i < values.length; i++) {
            if (columns.get(i).name().equals(column)) {
                return values[i];
            }
        }
        throw new IllegalArgumentException(table.name() + "." + column);
    }

    /** {@return the whole number in a column that always has one} */
    long number(String column) {
        return (Long) Objects.requireNonNull(get(column), column);
    }

    /** {@return the row's id} */
    long id() {
        return number("id");
    }

    /** {@return the values in the order of the columns, for storing} */
    List<@Nullable Object> asList() {
        return Arrays.asList(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && table.equals(row.table) && Arrays.deepEquals(values, row.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }

    @Override
    public String toString() {
        return table.name() + Arrays.toString(values);
    }
}
