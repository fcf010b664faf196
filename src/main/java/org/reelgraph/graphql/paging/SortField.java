package org.reelgraph.graphql.paging;

import io.micronaut.core.annotation.Nullable;
import java.util.function.Function;
import org.reelgraph.storage.sql.SortKey;
import org.reelgraph.storage.sql.SortKey.Column;
import org.reelgraph.storage.sql.SortKey.ColumnOr;
import org.reelgraph.storage.sql.SortKey.IsMissing;

/**
 * Something that the rows of a list can be ordered by, declared once: the SQL, the cursors and the places of rows without a value follow
 * from it.
 *
 * @param name   as the schema has it
 * @param column what is compared
 * @param type   of its values
 * @param extent whether every row has a value, and whether the order is a ring
 * @param value  of a row, as the column has it
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

        /** {@return what stands for a missing value} */
        Object placeholder() {
            return placeholder;
        }

        /**
         * {@return the value that a cursor holds as a text}
         *
         * @throws org.reelgraph.graphql.errors.RequestException where it is of another type: the cursor was made up
         */
        Object read(String text) {
            try {
                return reader.apply(text);
            } catch (NumberFormatException e) {
                throw Cursor.madeUp();
            }
        }
    }

    /** Which rows have a value, and where their order begins. */
    public enum Extent {
        ALL_ROWS, SOME_ROWS, RING
    }

    /** {@return a column in which every row has a value} */
    public static <T> SortField<T> of(String name, String column, Type type, Function<T, @Nullable Object> value) {
        return new SortField<>(name, new Column(column), type, Extent.ALL_ROWS, value);
    }

    /** {@return something that is made of a column and that every row has} */
    public static <T> SortField<T> of(String name, SortKey.Value column, Type type,
            Function<T, @Nullable Object> value) {
        return new SortField<>(name, column, type, Extent.ALL_ROWS, value);
    }

    /** {@return a column in which rows may have no value; these come first or last, whatever the direction} */
    public static <T> SortField<T> nullable(String name, String column, Type type,
            Function<T, @Nullable Object> value) {
        return new SortField<>(name, new Column(column), type, Extent.SOME_ROWS, value);
    }

    /** {@return a column of whole numbers whose order begins anywhere, goes on to its end, and then from its beginning up to there} */
    public static <T> SortField<T> ring(String name, String column, Function<T, @Nullable Object> value) {
        return new SortField<>(name, new Column(column), Type.INTEGER, Extent.RING, value);
    }

    boolean isNullable() {
        return extent == Extent.SOME_ROWS;
    }

    boolean isRing() {
        return extent == Extent.RING;
    }

    /** {@return the name of the column; of one that is compared as it is} */
    String columnName() {
        return ((Column) column).name();
    }

    /** {@return whether the value is missing, as something to order by} */
    SortKey.Value isMissing() {
        return new IsMissing(columnName());
    }

    /**
     * {@return the column, in which no row lacks a value; as something that no index has, so that what comes first in an order decides
     * which index is used}
     */
    SortKey.Value filledUp() {
        return column instanceof Column(var plain) ? new ColumnOr(plain, type.placeholder()) : column;
    }
}
