package org.reelgraph.graphql;

import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs a mutation's fields one after the other, and none at all in a request that may only read. */
class WriteStrategy extends AsyncSerialExecutionStrategy {

    WriteStrategy(DataFetcherExceptionHandler errors) {
        super(errors);
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(ExecutionContext context,
            ExecutionStrategyParameters parameters) {
        if (Engine.isReadOnly(context.getGraphQLContext())) {
            throw new AbortExecutionException(List.of(ErrorCodes.error(ErrorCode.METHOD_NOT_ALLOWED,
                    "A mutation is sent by POST; GET takes queries only.")));
        }
        return super.execute(context, parameters);
    }
}
