package org.reelgraph.graphql.schema;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scalar JSON: any value but a file, which would be kept as where it lies on the server. */
final class JsonScalar {

    static final GraphQLScalarType JSON = ExtendedScalars.Json
            .transform(json -> json.description(null).coercing(withoutFiles(ExtendedScalars.Json.getCoercing())));

    private static final String ADVICE = "Only a value of the type Upload can be a file.";

    private JsonScalar() {
    }

    @SuppressWarnings("unchecked") // it takes and gives anything
    private static Coercing<Object, Object> withoutFiles(Coercing<?, ?> coercing) {
        var json = (Coercing<Object, Object>) coercing;
        return new Coercing<>() {

            @Override
            public @Nullable Object serialize(Object value, GraphQLContext context, Locale locale) {
                return json.serialize(value, context, locale);
            }

            @Override
            public @Nullable Object parseValue(Object input, GraphQLContext context, Locale locale) {
                if (hasFile(input)) {
                    throw new CoercingParseValueException(ADVICE);
                }
                return json.parseValue(input, context, locale);
            }

            @Override
            public @Nullable Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context,
                    Locale locale) {
                var value = json.parseLiteral(input, variables, context, locale);
                if (hasFile(value)) {
                    throw new CoercingParseLiteralException(ADVICE);
                }
                return value;
            }

            @Override
            public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
                return json.valueToLiteral(input, context, locale);
            }
        };
    }

    private static boolean hasFile(@Nullable Object value) {
        return switch (value) {
            case UploadedFile file -> true;
            case Map<?, ?> object -> object.values().stream().anyMatch(JsonScalar::hasFile);
            case Collection<?> list -> list.stream().anyMatch(JsonScalar::hasFile);
            case null, default -> false;
        };
    }
}
