package org.reelgraph.imports;

import io.micronaut.core.annotation.Nullable;
import java.util.function.Function;

/**
 * A field of a record to import: absent leaves what is there, given replaces it, given as null clears it.
 *
 * @param value of no account where the field is absent
 */
public record Field<T>(boolean given, @Nullable T value) {

    private static final Field<?> ABSENT = new Field<>(false, null);

    /** {@return a field the source doesn't mention} */
    @SuppressWarnings("unchecked")
    public static <T> Field<T> absent() {
        return (Field<T>) ABSENT;
    }

    /** {@return a field with this value, or cleared by null} */
    public static <T> Field<T> of(@Nullable T value) {
        return new Field<>(true, value);
    }

    /** {@return what the field is after the import} */
    public @Nullable T or(@Nullable T current) {
        return given ? value : current;
    }

    /** {@return the field with its value, if it has one, made into something else} */
    public <R> Field<R> map(Function<T, R> change) {
        return !given ? absent() : of(value == null ? null : change.apply(value));
    }
}
