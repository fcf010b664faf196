package org.reelgraph.graphql;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.UnknownOperationException;
import graphql.introspection.GoodFaithIntrospection.BadFaithIntrospectionError;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorClassification;
import graphql.validation.ValidationErrorType;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Gives graphql-java's own errors their code, and words from the client's world where they speak of Java's classes. */
final class ErrorCodes {

    private static final int LONGEST_MESSAGE = 1_000;
    // graphql-java prints its syntax tree here; the error's location shows the same without class names.
    private static final Pattern PRINTED_VALUE = Pattern.compile(
            "(?: with|(?<=Bad default)) value '.*?(?:'(?= (?:is not|is missing|must|contains|for type))|$)",
            Pattern.DOTALL);
    private static final Pattern LITERAL_KIND = Pattern
            .compile("'(Int|Float|String|Boolean|Object|Array|Enum|Null)Value'");
    private static final Pattern JAVA_TYPE = Pattern
            .compile("'((?:Linked|Hash|Tree|Immutable)*Map|ArrayList|List|BigInteger|BigDecimal|Integer|Long|Double)'");

    private static final Set<ValidationErrorClassification> TOO_LARGE = Set.of(
            ValidationErrorType.MaxQueryDepthExceeded, ValidationErrorType.MaxQueryFieldsExceeded);
    // graphql-java has no other sign of a document that its parser gave up.
    private static final Pattern PARSING_ENDED = Pattern.compile("parsing has been cancelled\\.$");

    private ErrorCodes() {
    }

    static ExecutionResult complete(ExecutionResult result) {
        if (result.getErrors().isEmpty()) {
            return result;
        }
        var errors = result.getErrors().stream().<GraphQLError>map(ErrorCodes::complete).toList();
        return result.transform(builder -> builder.errors(errors));
    }

    /** {@return the code of an error of a completed result} */
    static ErrorCode codeOf(GraphQLError error) {
        return ((ApiError) error).code();
    }

    private static ApiError complete(GraphQLError error) {
        if (error instanceof ApiError done) {
            return done;
        }
        // These come before our own limits, and are far beyond.
        var message = isFarTooLarge(error)
                ? "The operation is far larger than the limits (fields, depth) allow."
                : inClientsWords(error.getMessage());
        return new ApiError(guess(error), message).at(error);
    }

    private static boolean isFarTooLarge(GraphQLError error) {
        return error instanceof ValidationError invalid && TOO_LARGE.contains(invalid.getValidationErrorType());
    }

    private static ErrorCode guess(GraphQLError error) {
        if (error instanceof UnknownOperationException) {
            return ErrorCode.OPERATION_RESOLUTION_FAILURE;
        }
        if (error instanceof BadFaithIntrospectionError) {
            return ErrorCode.LIMIT_EXCEEDED;
        }
        if (isFarTooLarge(error)
                || PARSING_ENDED.matcher(Objects.requireNonNullElse(error.getMessage(), "")).find()) {
            return ErrorCode.LIMIT_EXCEEDED;
        }
        if (error instanceof ValidationError) {
            return ErrorCode.GRAPHQL_VALIDATION_FAILED;
        }
        return switch (error.getErrorType()) {
            case ErrorType.InvalidSyntax -> ErrorCode.GRAPHQL_PARSE_FAILED;
            case ErrorType.OperationNotSupported -> ErrorCode.OPERATION_RESOLUTION_FAILURE;
            case ErrorType.ValidationError -> ErrorCode.BAD_USER_INPUT; // what is left are variables' values
            case ErrorType.ExecutionAborted -> ErrorCode.LIMIT_EXCEEDED;
            case null, default -> ErrorCode.INTERNAL_ERROR;
        };
    }

    private static String inClientsWords(String message) {
        // Cut first: a message can quote all of a large input.
        var text = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
        text = PRINTED_VALUE.matcher(text).replaceAll("");
        text = LITERAL_KIND.matcher(text).replaceAll("'$1'").replace("an AST type of", "a literal of type")
                .replace(" with ANTLR error", ":");
        return JAVA_TYPE.matcher(text).replaceAll(type -> "'" + jsonType(type.group(1)) + "'");
    }

    private static String jsonType(String javaType) {
        return javaType.endsWith("Map") ? "object" : javaType.endsWith("List") ? "list" : "number";
    }
}
