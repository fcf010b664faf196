package org.reelgraph.graphql.paging;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.SortKey;
import org.reelgraph.storage.sql.SortKey.Column;
import org.reelgraph.storage.sql.SortKey.ColumnOr;
import org.reelgraph.storage.sql.SortKey.IsMissing;

/**
 * A field that a list's rows can be ordered by. It is declared once; the SQL, the cursors and the positions of rows
 * without a value follow from it.
 *
 * @param name   the name in the schema
 * @param column what is compared
 * @param type   the type of the values
 * @param extent whether every row has a value, and whether the order is a ring
 * @param value  returns a row's value, as stored in the column
 */
public record SortField<T>(String name, SortKey.Value column, Type type, Extent extent,
        Function<T, @Nullable Object> value) {

    /** The type of a column's values. */
    public enum Type {
        TEXT("", text -> text), INTEGER(0, Long::valueOf), DECIMAL(0, Double::valueOf);

        private final Object placeholder;
        private final Function<String, Object> reader;

        Type(Object placeholder, Function<String, Object> reader) {
            this.placeholder = placeholder;
            this.reader = reader;
        }

        /** {@return the substitute for a missing value} */
        Object placeholder() {
            return placeholder;
        }

        /**
         * {@return the value of a text in a cursor}
         *
         * @throws org.reelgraph.graphql.errors.RequestException if the text has another type, so the cursor was made up
         */
        Object read(String text) {
            try {
                return reader.apply(text);
            } catch (NumberFormatException e) {
                throw Cursor.madeUp();
            }
        }
    }

    /** Which rows have a value, and where the order starts. */
    public enum Extent {
        ALL_ROWS, SOME_ROWS, RING
    }

    /** {@return a column in which every row has a value} */
    public static <T> SortField<T> of(String name, String column, Type type, Function<T, @Nullable Object> value) {
        return new SortField<>(name, new Column(column), type, Extent.ALL_ROWS, value);
    }

    /** {@return a field computed from a column, which every row has} */
    public static <T> SortField<T> of(String name, SortKey.Value column, Type type,
            Function<T, @Nullable Object> value) {
        return new SortField<>(name, column, type, Extent.ALL_ROWS, value);
    }

    /** {@return a column in which rows may have no value; rows without one come first or last, in either direction} */
    public static <T> SortField<T> nullable(String name, String column, Type type,
            Function<T, @Nullable Object> value) {
        return new SortField<>(name, new Column(column), type, Extent.SOME_ROWS, value);
    }

    /**
     * {@return a column of integers whose order starts at any value, continues to the end, and then from the beginning
     * up to the start}
     */
    public static <T> SortField<T> ring(String name, String column, Function<T, @Nullable Object> value) {
        return new SortField<>(name, new Column(column), Type.INTEGER, Extent.RING, value);
    }

    boolean isNullable() {
        return extent == Extent.SOME_ROWS;
    }

    boolean isRing() {
        return extent == Extent.RING;
    }

    /** {@return the column's name; the field must be a plain column} */
    String columnName() {
        return ((Column) column).name();
    }

    /** {@return a sort value that says whether the value is missing} */
    SortKey.Value isMissing() {
        return new IsMissing(columnName());
    }

    /**
     * {@return the column with missing values replaced} No index contains this expression, so the first key of an order
     * decides which index is used.
     */
    SortKey.Value filledUp() {
        return column instanceof Column(var plain) ? new ColumnOr(plain, type.placeholder()) : column;
    }
}
