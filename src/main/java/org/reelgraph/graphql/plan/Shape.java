package org.reelgraph.graphql.plan;

import graphql.GraphQLContext;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a field's type makes of a value, after the GraphQL specification, "Value Completion". */
sealed interface Shape {

    /** Gives a scalar's or enum's value as the answer has it. */
    @FunctionalInterface
    interface Serializer {
        @Nullable
        Object serialize(Object value, GraphQLContext context, Locale locale);
    }

    /** {@return whether null is an error here} */
    boolean nonNull();

    /** A scalar or an enum. */
    record Leaf(Serializer serializer, boolean nonNull) implements Shape {
    }

    /** A list of values of one shape. */
    record ListOf(Shape item, boolean nonNull) implements Shape {
    }

    /** An object of the type, or of a type that belongs to the interface or union. */
    record Composite(GraphQLType type, boolean nonNull) implements Shape {
    }

    /** {@return the shape of a type's values} */
    static Shape of(GraphQLType type) {
        return type instanceof GraphQLNonNull required ? of(required.getWrappedType(), true) : of(type, false);
    }

    private static Shape of(GraphQLType type, boolean nonNull) {
        return switch (type) {
            case GraphQLList list -> new ListOf(of(list.getWrappedType()), nonNull);
            case GraphQLScalarType scalar -> new Leaf(scalar.getCoercing()::serialize, nonNull);
            case GraphQLEnumType enumeration -> new Leaf(enumeration::serialize, nonNull);
            default -> new Composite(type, nonNull);
        };
    }
}
