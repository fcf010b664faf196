package org.reelgraph.graphql.schema;

import java.util.Optional;
import java.util.function.Function;

/**
 * A field of an input object for which it matters whether it was omitted or null.
 *
 * @param given whether the field was given, even if it is null
 * @param value the value; empty if the field was omitted or null
 * @param <T>   the value's type
 */
public record ArgumentValue<T>(boolean given, Optional<T> value) {

    /** {@return whether the field was given as null} */
    public boolean isNull() {
        return given && value.isEmpty();
    }

    /** {@return the converted value; empty if the field was omitted or null} */
    public <R> Optional<R> map(Function<T, R> conversion) {
        return value.map(conversion);
    }

    /** {@return the value if the field was given, even if it is null; otherwise what was there before} */
    public Optional<T> or(Optional<T> before) {
        return given ? value : before;
    }
}
