package org.reelgraph.graphql.errors;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.reelgraph.graphql.validation.Problem;

/** Gives the errors that graphql-java finds while it executes an operation their code, and words for the client. */
public final class ErrorCodes {

    private static final String NO_VALUE = "There is no value, though the schema promises one.";

    private ErrorCodes() {
    }

    /**
     * {@return the result with errors that all have a code}
     *
     * @param ofVariables tells what is wrong with the values of the variables, where something is
     * @param unexpected  gives the message about a value that a fetcher gave and that its field can't have
     */
    public static ExecutionResult complete(ExecutionResult result, Supplier<List<Problem>> ofVariables,
            Supplier<String> unexpected) {
        if (result.getErrors().isEmpty()) {
            return result;
        }
        var errors = result.getErrors().stream()
                .<GraphQLError>flatMap(error -> complete(error, ofVariables, unexpected))
                .toList();
        return result.transform(builder -> builder.errors(errors));
    }

    /** {@return the code of an error of a completed result} */
    public static ErrorCode codeOf(GraphQLError error) {
        return ((ApiError) error).code();
    }

    /** {@return the code of the error that a failure of a whole operation becomes} */
    public static ErrorCode codeOf(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        return (cause instanceof RequestException refused ? Optional.of(refused) : StorageErrors.of(cause))
                .map(RequestException::code).orElse(ErrorCode.INTERNAL_ERROR);
    }

    /** {@return whether nobody expected an error of graphql-java, so that it is the server's fault} */
    public static boolean isUnexpected(GraphQLError error) {
        return !(error instanceof ApiError || error instanceof AbortExecutionException || isOfVariables(error));
    }

    /** {@return a completed result whose errors name the request} */
    public static ExecutionResult named(ExecutionResult result, String requestId) {
        return result.getErrors().isEmpty()
                ? result
                : result.transform(builder -> builder.errors(named(result.getErrors(), requestId)));
    }

    /** {@return completed errors that name the request} */
    public static List<GraphQLError> named(List<? extends GraphQLError> errors, String requestId) {
        return errors.stream().<GraphQLError>map(error -> ((ApiError) error).with(ApiError.REQUEST_ID, requestId))
                .toList();
    }

    private static boolean isOfVariables(GraphQLError error) {
        return error.getErrorType() == ErrorType.ValidationError;
    }

    private static Stream<ApiError> complete(GraphQLError error, Supplier<List<Problem>> ofVariables,
            Supplier<String> unexpected) {
        return switch (error) {
            case ApiError done -> Stream.of(done);
            case AbortExecutionException aborted ->
                Stream.of(new ApiError(ErrorCode.LIMIT_EXCEEDED, String.valueOf(aborted.getMessage())));
            case GraphQLError invalid when isOfVariables(invalid) ->
                ofVariables.get().stream().map(problem -> ApiError.of(ErrorCode.BAD_USER_INPUT, problem));
            case GraphQLError other when other.getErrorType() == ErrorType.NullValueInNonNullableField ->
                Stream.of(new ApiError(ErrorCode.INTERNAL_ERROR, NO_VALUE).at(other));
            case GraphQLError other when other.getErrorType() == ErrorType.DataFetchingException ->
                Stream.of(new ApiError(ErrorCode.INTERNAL_ERROR, unexpected.get()).at(other));
            default -> Stream.of(new ApiError(ErrorCode.INTERNAL_ERROR, error.getMessage()).at(error));
        };
    }
}
