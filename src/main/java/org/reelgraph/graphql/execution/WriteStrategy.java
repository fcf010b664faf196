package org.reelgraph.graphql.execution;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.execution.AbortExecutionException;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.queue.FairQueue;
import org.reelgraph.storage.ReadTransactions;
import org.reelgraph.storage.WriteTransactions;

/**
 * Runs a mutation's fields one after the other, and rejects mutations in requests that may only read. Mutations have
 * their own threads, so they wait for each other there and don't block the threads that answer queries.
 */
class WriteStrategy extends AsyncSerialExecutionStrategy {

    private final FairQueue queue;
    private final ReadTransactions reads;
    private final WriteTransactions writes;
    private final Rate rate;

    /**
     * @param queue the queue of mutations
     * @param reads counts what mutations read
     * @param writes commits mutations that wait for each other together
     * @param rate  limits how many mutations a caller may send
     */
    WriteStrategy(DataFetcherExceptionHandler errors, FairQueue queue, ReadTransactions reads,
            WriteTransactions writes, Rate rate) {
        super(errors);
        this.queue = queue;
        this.reads = reads;
        this.writes = writes;
        this.rate = rate;
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(ExecutionContext context,
            ExecutionStrategyParameters parameters) {
        if (Engine.isReadOnly(context.getGraphQLContext())) {
            throw new AbortExecutionException(List.of(new ApiError(ErrorCode.METHOD_NOT_ALLOWED,
                    "Mutations have to be sent by POST; GET accepts only queries.")));
        }
        rate.countMutations(context, parameters.getFields().size());
        var budget = Budget.of(context.getGraphQLContext());
        budget.exemptMutation();
        var listener = budget.listener();
        return queue.submit(Engine.clientOf(context.getGraphQLContext()),
                () -> reads.counted(listener,
                        () -> ReadPlace.of(context.getGraphQLContext())
                                .write(() -> writes.grouping(listener, () -> super.execute(context, parameters)))),
                overloaded -> new ExecutionResultImpl(ApiError.of(overloaded, List.of(), List.of())));
    }

    // This field may change what an earlier field has read, so nothing stays cached.
    @Override
    protected Object resolveFieldWithInfo(ExecutionContext context, ExecutionStrategyParameters parameters) {
        Budget.of(context.getGraphQLContext()).spend(context, 1);
        if (parameters.getPath().getLevel() == 1) {
            context.getDataLoaderRegistry().getDataLoaders().forEach(DataLoader::clearAll);
        }
        return super.resolveFieldWithInfo(context, parameters);
    }
}
