package org.reelgraph.graphql;

import graphql.ExecutionResult;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;

/**
 * Runs a query in one read transaction: one connection for all its statements, and one state of the data for the whole
 * answer, whatever is written meanwhile.
 */
class ReadStrategy extends AsyncExecutionStrategy {

    private final TransactionOperations<Connection> reads;

    ReadStrategy(DataFetcherExceptionHandler errors, TransactionOperations<Connection> reads) {
        super(errors);
        this.reads = reads;
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(ExecutionContext context,
            ExecutionStrategyParameters parameters) {
        return reads.executeRead(status -> {
            var result = super.execute(context, parameters);
            result.exceptionally(failed -> null).join(); // the transaction lasts until the last field is there
            return result;
        });
    }
}
