package org.reelgraph.graphql.execution;

import graphql.GraphQLError;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.language.SourceLocation;
import graphql.schema.CoercingSerializeException;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLNamedType;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.RequestDenied;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.errors.StorageErrors;
import org.reelgraph.storage.ReadTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what a fetcher throws into a GraphQL error. The client's mistakes are reported to the client. For anything
 * else the client gets the request's id, under which the log has the cause. A cause is logged once, even if many
 * fields failed because of it.
 */
@Singleton
public class FetchErrors implements DataFetcherExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FetchErrors.class);
    private static final Set<ErrorCode> KEPT_OUT = Set.of(ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN,
            ErrorCode.RATE_LIMITED);

    private final ApplicationEventPublisher<RequestDenied> refusals;
    private final ApplicationEventPublisher<Failed> failures;

    public FetchErrors(ApplicationEventPublisher<RequestDenied> refusals, ApplicationEventPublisher<Failed> failures) {
        this.refusals = refusals;
        this.failures = failures;
    }

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters failed) {
        var cause = failed.getException();
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        var reason = cause;
        var locations = List.of(failed.getSourceLocation());
        var path = failed.getPath().toList();
        var context = failed.getDataFetchingEnvironment().getGraphQlContext();
        if (ReadPlace.of(context).isReplica() && !ReadTransactions.isInterrupted(cause)) {
            LOG.debug("A replica could not answer at {}", failed.getPath(), cause);
            return CompletableFuture.completedFuture(DataFetcherExceptionHandlerResult
                    .newResult(new ApiError(ErrorCode.INTERNAL_ERROR, "Failed at a replica.", locations, path))
                    .build());
        }
        var error = switch (cause) {
            case RequestException request -> ApiError.of(request, locations, path);
            // graphql-java's message about a client's value. A value that can't be serialized is the server's mistake.
            case GraphQLError about when !(about instanceof CoercingSerializeException) ->
                new ApiError(ErrorCode.BAD_USER_INPUT, about.getMessage(), locations, path);
            case Throwable interrupted when ReadTransactions.isInterrupted(interrupted) ->
                new ApiError(ErrorCode.LIMIT_EXCEEDED, Budget.of(context).ranOut(), locations, path);
            default -> {
                var ofStorage = StorageErrors.of(cause);
                ofStorage.ifPresent(known -> StorageErrors.logged(LOG, known,
                        Caller.of(failed.getDataFetchingEnvironment()).requestId(), failed.getPath()));
                yield ofStorage.map(known -> ApiError.of(known, locations, path))
                        .orElseGet(() -> unexpected(failed, reason, locations));
            }
        };
        tell(failed.getDataFetchingEnvironment(), error.code());
        return CompletableFuture.completedFuture(DataFetcherExceptionHandlerResult.newResult(error).build());
    }

    private ApiError unexpected(DataFetcherExceptionHandlerParameters failed, Throwable cause,
            List<SourceLocation> locations) {
        var environment = failed.getDataFetchingEnvironment();
        var caller = Caller.of(environment);
        Set<Throwable> known = Objects.requireNonNull(environment.getGraphQlContext()
                .computeIfAbsent(FetchErrors.class, key -> Collections.newSetFromMap(new IdentityHashMap<>())));
        if (known.add(cause)) {
            LOG.error("Request {} failed at {}", caller.requestId(), failed.getPath(), cause);
            failures.publishEvent(new Failed(caller,
                    Optional.ofNullable(environment.getOperationDefinition().getName()),
                    failed.getPath().toString()));
        }
        return new ApiError(ErrorCode.INTERNAL_ERROR, message(caller.requestId()), locations,
                failed.getPath().toList());
    }

    public static String message(String requestId) {
        return "Internal error; the server's log has its cause under the request " + requestId + ".";
    }

    private void tell(DataFetchingEnvironment environment, ErrorCode code) {
        var type = ((GraphQLNamedType) environment.getParentType()).getName();
        var field = environment.getFieldDefinition().getName();
        if (type.equals("Mutation")) {
            refusals.publishEvent(new RequestDenied(Caller.of(environment), field, code.name()));
        } else if (KEPT_OUT.contains(code)) {
            refusals.publishEvent(new RequestDenied(Caller.of(environment), type + "." + field, code.name()));
        }
    }
}
