package org.reelgraph.graphql.execution;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.execution.AbortExecutionException;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.exceptions.TransactionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.plan.Meter;
import org.reelgraph.graphql.plan.PlanExecution;
import org.reelgraph.graphql.plan.Plans;
import org.reelgraph.graphql.queue.Client;
import org.reelgraph.graphql.queue.FairQueue;
import org.reelgraph.storage.ReadTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a query by its plan, in one read transaction: one connection for all its statements, and one state of the data for the whole
 * answer, whatever is written meanwhile.
 */
class ReadStrategy extends AsyncExecutionStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(ReadStrategy.class);

    private final ReadTransactions reads;
    private final FairQueue large;
    private final QueryLoad load;
    private final Duration limit;
    private final Rate rate;

    /**
     * @param large for queries that are expected to find much
     * @param load  is told how long each query ran
     * @param limit how long a query may take
     * @param rate  how many a caller may send
     */
    ReadStrategy(DataFetcherExceptionHandler errors, ReadTransactions reads, FairQueue large, QueryLoad load,
            Duration limit, Rate rate) {
        super(errors);
        this.reads = reads;
        this.large = large;
        this.load = load;
        this.limit = limit;
        this.rate = rate;
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(ExecutionContext context,
            ExecutionStrategyParameters parameters) {
        rate.countQuery(context);
        return Budget.of(context.getGraphQLContext()).isLarge()
                ? large.submit(context.getGraphQLContext().get(Client.class), () -> runLater(context),
                        ReadStrategy::refused)
                : run(context);
    }

    // Whoever called has no stack any more that an exception could come up.
    private CompletableFuture<ExecutionResult> runLater(ExecutionContext context) {
        try {
            return run(context);
        } catch (AbortExecutionException e) {
            return CompletableFuture.completedFuture(e.toExecutionResult());
        } catch (RequestException e) {
            return CompletableFuture.completedFuture(refused(e));
        }
    }

    private static ExecutionResult refused(RequestException e) {
        return new ExecutionResultImpl(ApiError.of(e, List.of(), List.of()));
    }

    private CompletableFuture<ExecutionResult> run(ExecutionContext context) {
        Budget.of(context.getGraphQLContext()).begin();
        var execution = new PlanExecution(context, dataFetcherExceptionHandler,
                meter(context), limit.multipliedBy(2));
        var result = new CompletableFuture<ExecutionResult>();
        var start = System.nanoTime();
        try {
            reads.within(limit, Budget.of(context.getGraphQLContext())::read,
                    () -> result.complete(execution.run(context.getGraphQLContext().get(Plans.class))));
        } catch (TransactionException | ConnectionException | DataAccessException e) {
            if (!result.isDone()) {
                throw e;
            }
            LOG.warn("A read transaction could not be ended, though the query was answered", e);
        } finally {
            load.add(System.nanoTime() - start);
        }
        return result;
    }

    private static Meter meter(ExecutionContext context) {
        var budget = Budget.of(context.getGraphQLContext());
        return new Meter() {
            @Override
            public void spend(int values) {
                budget.spend(context, values);
                endIfCancelled(context);
            }

            @Override
            public void proceed(int fields) {
                budget.proceed(context, fields);
                endIfCancelled(context);
            }

            @Override
            public void weigh(long bytes) {
                budget.weigh(bytes);
            }
        };
    }

    private static void endIfCancelled(ExecutionContext context) {
        if (context.getExecutionInput().isCancelled()) {
            throw new AbortExecutionException("The query was ended.");
        }
    }

    // Of a mutation: what its payload holds is completed by this strategy too, without a plan.
    @Override
    protected Object resolveFieldWithInfo(ExecutionContext context, ExecutionStrategyParameters parameters) {
        Budget.of(context.getGraphQLContext()).spend(context, 1);
        return super.resolveFieldWithInfo(context, parameters);
    }
}
