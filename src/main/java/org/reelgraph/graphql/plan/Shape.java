package org.reelgraph.graphql.plan;

import graphql.GraphQLContext;
import graphql.Scalars;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a field's type completes a value, following the GraphQL specification, "Value Completion". */
sealed interface Shape {

    /** Converts a value of a scalar or an enum to its form in the response. */
    @FunctionalInterface
    interface Serializer {
        @Nullable
        Object serialize(Object value, GraphQLContext context, Locale locale);
    }

    /** {@return whether null is an error} */
    boolean nonNull();

    /** A scalar or an enum. */
    record Leaf(Serializer serializer, boolean nonNull) implements Shape {
    }

    /** A list whose items have one shape. */
    record ListOf(Shape item, boolean nonNull) implements Shape {
    }

    /** An object, or a value of an interface or a union. */
    record Composite(GraphQLType type, boolean nonNull) implements Shape {
    }

    /** {@return the shape of a type's values} */
    static Shape of(GraphQLType type) {
        return type instanceof GraphQLNonNull required ? of(required.getWrappedType(), true) : of(type, false);
    }

    private static Shape of(GraphQLType type, boolean nonNull) {
        return switch (type) {
            case GraphQLList list -> new ListOf(of(list.getWrappedType()), nonNull);
            case GraphQLScalarType scalar -> new Leaf(serializer(scalar), nonNull);
            case GraphQLEnumType enumeration -> new Leaf(enumeration::serialize, nonNull);
            default -> new Composite(type, nonNull);
        };
    }

    private static Serializer serializer(GraphQLScalarType scalar) {
        Serializer serializer = scalar.getCoercing()::serialize;
        return scalar.getName().equals(Scalars.GraphQLString.getName())
                ? (value, context, locale) -> value instanceof Utf8Text || value instanceof String
                        ? value
                        : serializer.serialize(value, context, locale)
                : serializer;
    }
}
