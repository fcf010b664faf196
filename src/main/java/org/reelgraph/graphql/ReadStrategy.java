package org.reelgraph.graphql;

import graphql.ExecutionResult;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.TransactionException;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a query in one read transaction: one connection for all its statements, and one state of the data for the whole
 * answer, whatever is written meanwhile.
 */
class ReadStrategy extends AsyncExecutionStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(ReadStrategy.class);

    private final TransactionOperations<Connection> reads;
    private final Duration patience;

    /** @param patience how long a query may take that no longer counts its fields */
    ReadStrategy(DataFetcherExceptionHandler errors, TransactionOperations<Connection> reads, Duration patience) {
        super(errors);
        this.reads = reads;
        this.patience = patience;
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(ExecutionContext context,
            ExecutionStrategyParameters parameters) {
        var result = new CompletableFuture<ExecutionResult>();
        try {
            reads.executeRead(status -> {
                await(super.execute(context, parameters), result);
                return result;
            });
        } catch (TransactionException | DataAccessException e) {
            if (!result.isDone()) {
                throw e;
            }
            LOG.warn("A read transaction could not be ended, though the query was answered", e);
        }
        return result;
    }

    @Override
    protected Object resolveFieldWithInfo(ExecutionContext context, ExecutionStrategyParameters parameters) {
        Budget.spend(context);
        return super.resolveFieldWithInfo(context, parameters);
    }

    // The transaction lasts until the last field is there. An error of the machine, such as a full heap, can leave a field
    // that never comes; neither thread nor connection may be lost to it.
    private void await(CompletableFuture<ExecutionResult> running, CompletableFuture<ExecutionResult> result) {
        try {
            result.complete(running.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            result.completeExceptionally(e.getCause());
        } catch (TimeoutException e) {
            result.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(e);
        }
    }
}
