package org.reelgraph.imports.records;

import io.micronaut.core.annotation.Nullable;
import java.util.function.Function;

/**
 * A field of a record to import: absent leaves what is there, given replaces it, given as null clears it.
 *
 * @param value of no account where the field is absent
 */
public record Field<T>(boolean given, @Nullable T value) {

    private static final Field<?> ABSENT = new Field<>(false, null);
    private static final Field<?> CLEARED = new Field<>(true, null);

    /** {@return a field the source doesn't mention} */
    @SuppressWarnings("unchecked")
    public static <T> Field<T> absent() {
        return (Field<T>) ABSENT;
    }

    /** {@return a field that is to be without a value} */
    @SuppressWarnings("unchecked")
    public static <T> Field<T> cleared() {
        return (Field<T>) CLEARED;
    }

    /** {@return a field with this value, or cleared by null} */
    public static <T> Field<T> of(@Nullable T value) {
        return value == null ? cleared() : new Field<>(true, value);
    }

    /** {@return what the field is after the import} */
    public @Nullable T or(@Nullable T current) {
        return given ? value : current;
    }

    /** {@return this field where it has a value or the other isn't given, otherwise the other} */
    public Field<T> orElse(Field<T> other) {
        return value != null || !other.given() ? this : other;
    }

    /** {@return the field with its value, if it has one, made into something else} */
    public <R> Field<R> map(Function<T, R> change) {
        return !given ? absent() : value == null ? cleared() : of(change.apply(value));
    }
}
