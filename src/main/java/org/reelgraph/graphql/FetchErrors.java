package org.reelgraph.graphql;

import graphql.GraphQLError;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.CoercingSerializeException;
import jakarta.inject.Singleton;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.reelgraph.storage.ReadTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what a fetcher throws into an error. The client's mistakes are told as they are; of anything else the client
 * gets a reference under which the log has the cause, logged once however many fields it left without a value.
 */
@Singleton
class FetchErrors implements DataFetcherExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FetchErrors.class);

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters failed) {
        var cause = failed.getException();
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        var locations = List.of(failed.getSourceLocation());
        var path = failed.getPath().toList();
        var context = failed.getDataFetchingEnvironment().getGraphQlContext();
        var error = switch (cause) {
            case RequestException request -> ApiError.of(request, locations, path);
            // graphql-java's own words on a value of the client's; one that can't be written is ours
            case GraphQLError about when !(about instanceof CoercingSerializeException) ->
                new ApiError(ErrorCode.BAD_USER_INPUT, about.getMessage(), locations, path);
            case Throwable interrupted when ReadTransactions.isInterrupted(interrupted) ->
                new ApiError(ErrorCode.LIMIT_EXCEEDED, Budget.of(context).ranOut(), locations, path);
            default -> new ApiError(ErrorCode.INTERNAL_ERROR, "Internal error, reference " + reference(failed, cause),
                    locations, path);
        };
        return CompletableFuture.completedFuture(DataFetcherExceptionHandlerResult.newResult(error).build());
    }

    private static String reference(DataFetcherExceptionHandlerParameters failed, Throwable cause) {
        Map<Throwable, String> known = failed.getDataFetchingEnvironment().getGraphQlContext()
                .computeIfAbsent(FetchErrors.class, key -> new IdentityHashMap<Throwable, String>());
        return known.computeIfAbsent(cause, key -> logged(failed.getPath(), cause));
    }

    private static String logged(Object where, Throwable cause) {
        var reference = UUID.randomUUID().toString();
        LOG.error("Error {} at {}", reference, where, cause);
        return reference;
    }
}
