package org.reelgraph.graphql.schema;

import graphql.GraphQLContext;
import graphql.Scalars;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.math.BigInteger;
import java.util.Locale;
import org.reelgraph.graphql.plan.Utf8Text;

/**
 * The scalar ID, as the specification defines it; graphql-java's own accepts any JSON value, even objects and lists.
 */
final class IdScalar {

    static final GraphQLScalarType ID = Scalars.GraphQLID.transform(
            id -> id.coercing(new Strict(Scalars.GraphQLID.getCoercing())));

    private IdScalar() {
    }

    private record Strict(Coercing<?, ?> coercing) implements Coercing<Object, Object> {

        @Override
        public Object serialize(Object result, GraphQLContext context, Locale locale) {
            return result instanceof Utf8Text ? result : coercing.serialize(result, context, locale);
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            return switch (input) {
                case String text -> text;
                case Integer number -> number.toString();
                case Long number -> number.toString();
                case BigInteger number -> number.toString();
                default -> throw new CoercingParseValueException("An ID must be a string or an integer.");
            };
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return coercing.parseLiteral(input, variables, context, locale);
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return coercing.valueToLiteral(input, context, locale);
        }
    }
}
