package org.reelgraph.imports.records;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record to import. An absent field keeps the stored value, a given one replaces it, and one given as null
 * clears it.
 *
 * @param value ignored if the field is absent
 */
public record Field<T>(boolean given, @Nullable T value) {

    private static final Field<?> ABSENT = new Field<>(false, null);
    private static final Field<?> CLEARED = new Field<>(true, null);

    /** {@return a field that the source doesn't mention} */
    @SuppressWarnings("unchecked")
    public static <T> Field<T> absent() {
        return (Field<T>) ABSENT;
    }

    /** {@return a field to be cleared} */
    @SuppressWarnings("unchecked")
    public static <T> Field<T> cleared() {
        return (Field<T>) CLEARED;
    }

    /** {@return a field with this value; null clears the field} */
    public static <T> Field<T> of(@Nullable T value) {
        return value == null ? cleared() : new Field<>(true, value);
    }

    /** {@return this field; cleared if it is absent} */
    public Field<T> orCleared() {
        return given ? this : cleared();
    }

    /** {@return the field's value after the import} */
    public @Nullable T or(@Nullable T current) {
        return given ? value : current;
    }

    /** {@return this field if it has a value or the other isn't given; otherwise the other} */
    public Field<T> orElse(Field<T> other) {
        return value != null || !other.given() ? this : other;
    }

    /** {@return the field with its value, if any, converted} */
    public <R> Field<R> map(Function<T, R> change) {
        return !given ? absent() : value == null ? cleared() : of(change.apply(value));
    }
}
