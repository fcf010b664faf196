package org.reelgraph.graphql.schema;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.util.Locale;

/** The scalar Upload: a file that came with the request, which only variables can hold. */
final class UploadScalar {

    private static final String ADVICE = "A file is sent as a part of its own, as the GraphQL multipart request specification says,"
            + " and has null in its place.";

    static final GraphQLScalarType UPLOAD = GraphQLScalarType.newScalar().name("Upload")
            .coercing(new Coercing<UploadedFile, Object>() {

                @Override
                public UploadedFile parseValue(Object input, GraphQLContext context, Locale locale) {
                    if (input instanceof UploadedFile file) {
                        return file;
                    }
                    throw new CoercingParseValueException(ADVICE);
                }

                @Override
                public UploadedFile parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context,
                        Locale locale) {
                    throw new CoercingParseLiteralException(ADVICE);
                }

                @Override
                public Object serialize(Object value, GraphQLContext context, Locale locale) {
                    throw new CoercingSerializeException("No answer has a file.");
                }
            }).build();

    private UploadScalar() {
    }
}
