package org.reelgraph.graphql.schema;

import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import java.util.Objects;

/** Values that are never null, since the operation was validated and the schema says so. */
public final class Required {

    private Required() {
    }

    /** {@return the object of which a field is fetched; no field of a root type has one} */
    public static <T> T source(DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.<T>getSource(), "A root type has no object.");
    }

    /** {@return an argument whose type is non-null} */
    public static <T> T argument(DataFetchingEnvironment environment, String name) {
        return Objects.requireNonNull(environment.<T>getArgument(name), name);
    }

    /** {@return a field of an input object whose type is non-null} */
    @SuppressWarnings("unchecked")
    public static <T> T member(Map<String, ?> input, String name) {
        return (T) Objects.requireNonNull(input.get(name), name);
    }
}
