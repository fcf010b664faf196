package org.reelgraph.graphql;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Gives every error its code, and words from the client's world where graphql-java speaks of its own classes. */
final class ErrorCodes {

    private static final String CODE = "code";
    // graphql-java prints its syntax tree here; the error's location shows the same without class names.
    private static final Pattern PRINTED_VALUE = Pattern
            .compile(" (?:with )?value '.*?'(?= (?:is not|is missing|must|contains|for type))", Pattern.DOTALL);
    private static final Pattern LITERAL_KIND = Pattern
            .compile("'(Int|Float|String|Boolean|Object|Array|Enum|Null)Value'");
    private static final Map<String, String> JSON_TYPES = Map.of("'LinkedHashMap'", "object", "'HashMap'", "object",
            "'ArrayList'", "list", "'BigInteger'", "number", "'BigDecimal'", "number", "'Integer'", "number", "'Long'",
            "number", "'Double'", "number", "'Boolean'", "boolean", "'String'", "string");

    private ErrorCodes() {
    }

    static ExecutionResult complete(ExecutionResult result) {
        if (result.getErrors().isEmpty()) {
            return result;
        }
        var errors = result.getErrors().stream().map(ErrorCodes::complete).toList();
        return result.transform(builder -> builder.errors(errors));
    }

    static ErrorCode codeOf(GraphQLError error) {
        return ErrorCode.valueOf(error.getExtensions().get(CODE).toString());
    }

    static GraphQLError error(ErrorCode code, String message) {
        return GraphqlErrorBuilder.newError().message("%s", message).extensions(Map.of(CODE, code.name())).build();
    }

    private static GraphQLError complete(GraphQLError error) {
        if (error.getExtensions() != null && error.getExtensions().containsKey(CODE)) {
            return error;
        }
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put(CODE, guess(error).name());
        var builder = GraphqlErrorBuilder.newError().message("%s", inClientsWords(error.getMessage()))
                .extensions(extensions);
        if (error.getLocations() != null) {
            builder.locations(error.getLocations());
        }
        if (error.getPath() != null) {
            builder.path(error.getPath());
        }
        return builder.build();
    }

    private static ErrorCode guess(GraphQLError error) {
        return switch (error.getErrorType()) {
            case ErrorType.InvalidSyntax -> ErrorCode.GRAPHQL_PARSE_FAILED;
            case ErrorType.OperationNotSupported -> ErrorCode.OPERATION_RESOLUTION_FAILURE;
            case ErrorType.ValidationError -> isAboutVariables(error)
                    ? ErrorCode.BAD_USER_INPUT
                    : ErrorCode.GRAPHQL_VALIDATION_FAILED;
            case null, default -> error.getClass().getSimpleName().contains("UnknownOperation")
                    ? ErrorCode.OPERATION_RESOLUTION_FAILURE
                    : ErrorCode.INTERNAL_ERROR;
        };
    }

    private static boolean isAboutVariables(GraphQLError error) {
        return !(error instanceof graphql.validation.ValidationError);
    }

    private static String inClientsWords(String message) {
        var text = PRINTED_VALUE.matcher(message).replaceAll("");
        text = LITERAL_KIND.matcher(text).replaceAll("'$1'").replace("an AST type of", "a literal of type");
        for (var type : JSON_TYPES.entrySet()) {
            text = text.replace("it was a " + type.getKey(), "it was a " + type.getValue());
        }
        return text;
    }
}
