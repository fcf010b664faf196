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
import org.reelgraph.graphql.queue.Client;
import org.reelgraph.graphql.queue.FairQueue;
import org.reelgraph.storage.ReadTransactions;

/**
 * Runs a mutation's fields one after the other, and none at all in a request that may only read. Mutations have a
 * thread of their own: they wait for one another there, not on the threads that answer queries.
 */
class WriteStrategy extends AsyncSerialExecutionStrategy {

    private final FairQueue queue;
    private final ReadTransactions reads;
    private final Rate rate;

    /**
     * @param queue of mutations
     * @param reads counts what they read
     * @param rate  how many a caller may send
     */
    WriteStrategy(DataFetcherExceptionHandler errors, FairQueue queue, ReadTransactions reads, Rate rate) {
        super(errors);
        this.queue = queue;
        this.reads = reads;
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
        return queue.submit(context.getGraphQLContext().get(Client.class),
                () -> reads.counted(budget::read, () -> super.execute(context, parameters)),
                overloaded -> new ExecutionResultImpl(ApiError.of(overloaded, List.of(), List.of())));
    }

    // What a field before this one has read may no longer be so.
    @Override
    protected Object resolveFieldWithInfo(ExecutionContext context, ExecutionStrategyParameters parameters) {
        Budget.of(context.getGraphQLContext()).spend(context, 1);
        if (parameters.getPath().getLevel() == 1) {
            context.getDataLoaderRegistry().getDataLoaders().forEach(DataLoader::clearAll);
        }
        return super.resolveFieldWithInfo(context, parameters);
    }
}
