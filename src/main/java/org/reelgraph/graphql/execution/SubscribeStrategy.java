package org.reelgraph.graphql.execution;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.execution.AbortExecutionException;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.SubscriptionExecutionStrategy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.schema.SourceEvent;

/**
 * Begins a subscription, whose result has the stream of its events; and executes it for one of them, in the same way as
 * a query: in a read transaction, with data loaders and limits of its own.
 */
class SubscribeStrategy extends SubscriptionExecutionStrategy {

    private static final ApiError NO_STREAM = new ApiError(ErrorCode.NOT_ACCEPTABLE,
            "A subscription is answered by an event stream or over a WebSocket: accept text/event-stream, or open a"
                    + " WebSocket of the subprotocol graphql-transport-ws.");

    private final ReadStrategy reads;
    private final Rate rate;

    /**
     * @param reads executes a subscription for an event
     * @param rate  limits how many subscriptions a caller may begin, which count as queries
     */
    SubscribeStrategy(DataFetcherExceptionHandler errors, ReadStrategy reads, Rate rate) {
        super(errors);
        this.reads = reads;
        this.rate = rate;
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(ExecutionContext context,
            ExecutionStrategyParameters parameters) {
        if (context.getGraphQLContext().hasKey(SourceEvent.class)) {
            return reads.start(context, parameters);
        }
        if (!Engine.isStreamed(context.getGraphQLContext())) {
            throw new AbortExecutionException(List.of(NO_STREAM));
        }
        rate.countQuery(context);
        return super.execute(context, parameters).thenApply(SubscribeStrategy::withoutNull);
    }

    // A subscription that can't begin is an error of the request: there is nothing to be executed.
    private static ExecutionResult withoutNull(ExecutionResult result) {
        return result.getData() == null ? new ExecutionResultImpl(result.getErrors()) : result;
    }
}
