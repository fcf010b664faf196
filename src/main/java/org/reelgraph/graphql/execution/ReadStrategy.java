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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.plan.Meter;
import org.reelgraph.graphql.plan.PlanExecution;
import org.reelgraph.graphql.plan.Plans;
import org.reelgraph.graphql.queue.FairQueue;
import org.reelgraph.storage.ReadTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Runs a query, by its plan or by graphql-java's own strategy, in one read transaction: all its statements share one
 * connection, and the whole response shows one state of the data, whatever is written meanwhile.
 */
class ReadStrategy extends AsyncExecutionStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(ReadStrategy.class);

    private final ExecutionMode mode;
    private final List<ReadPreparation> preparations;
    private final ReadTransactions reads;
    private final FairQueue large;
    private final QueryLoad load;
    private final Duration limit;
    private final Rate rate;
    private final AnswerTags tags;
    private final RememberedAnswers answers;

    /**
     * @param mode  how queries are executed
     * @param preparations of some fields
     * @param large the queue of queries that are expected to return many objects
     * @param load  records how long each query ran
     * @param limit maximum duration of a query
     * @param rate  limits how many queries a caller may send
     * @param tags  tells whether a query's client has the current answer
     * @param answers remembers them
     */
    ReadStrategy(ExecutionMode mode, DataFetcherExceptionHandler errors, List<ReadPreparation> preparations,
            ReadTransactions reads, FairQueue large, QueryLoad load, Duration limit, Rate rate,
            AnswerTags tags, RememberedAnswers answers) {
        super(errors);
        this.mode = mode;
        this.preparations = preparations;
        this.reads = reads;
        this.large = large;
        this.load = load;
        this.limit = limit;
        this.rate = rate;
        this.tags = tags;
        this.answers = answers;
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(ExecutionContext context,
            ExecutionStrategyParameters parameters) {
        if (!ReadPlace.of(context.getGraphQLContext()).isSecondAttempt()) {
            rate.countQuery(context);
        }
        return tags.isUnchanged(context)
                ? CompletableFuture.completedFuture(Revalidation.NOT_EXECUTED)
                : start(context, parameters);
    }

    /** {@return the result of an operation that is counted already} */
    CompletableFuture<ExecutionResult> start(ExecutionContext context, ExecutionStrategyParameters parameters) {
        var due = due(parameters);
        return Budget.of(context.getGraphQLContext()).isLarge() || !due.isEmpty()
                ? large.submit(Engine.clientOf(context.getGraphQLContext()), () -> {
                    due.forEach(ReadPreparation::prepare);
                    return runLater(context, parameters);
                }, ReadStrategy::refused)
                : run(context, parameters);
    }

    private List<ReadPreparation> due(ExecutionStrategyParameters parameters) {
        return preparations.stream().filter(ReadPreparation::isDue)
                .filter(preparation -> parameters.getFields().getSubFieldsList().stream()
                        .anyMatch(field -> preparation.fields().contains(field.getName())))
                .toList();
    }

    // The caller has returned already, so nothing could catch an exception.
    private CompletableFuture<ExecutionResult> runLater(ExecutionContext context,
            ExecutionStrategyParameters parameters) {
        try {
            return run(context, parameters);
        } catch (AbortExecutionException e) {
            return CompletableFuture.completedFuture(e.toExecutionResult());
        } catch (RequestException e) {
            return CompletableFuture.completedFuture(refused(e));
        }
    }

    /** {@return the result of an operation that isn't executed} */
    static ExecutionResult refused(RequestException e) {
        return new ExecutionResultImpl(ApiError.of(e, List.of(), List.of()));
    }

    private CompletableFuture<ExecutionResult> run(ExecutionContext context,
            ExecutionStrategyParameters parameters) {
        Budget.of(context.getGraphQLContext()).begin();
        var result = new CompletableFuture<ExecutionResult>();
        var start = System.nanoTime();
        var place = ReadPlace.of(context.getGraphQLContext());
        try {
            if (place.isOnly()) {
                read(context, parameters, result);
            } else {
                place.read(() -> read(context, parameters, result));
            }
        } catch (TransactionException | ConnectionException | DataAccessException e) {
            if (!result.isDone()) {
                throw e;
            }
            // A replica ends transactions that it has no time for. A query that it leaves unanswered is run once more.
            LOG.atLevel(place.isReplica() ? Level.DEBUG : Level.WARN).setCause(e)
                    .log("The query was answered, but its read transaction could not be ended");
        } finally {
            if (place.isReplica()) {
                Revalidation.of(context.getGraphQLContext()).ofOlderState();
            }
            var taken = System.nanoTime() - start;
            load.add(taken);
            Objects.requireNonNull(context.getGraphQLContext().<RecentTime>get(RecentTime.class),
                    "Each document has a time.").note(taken);
        }
        return result;
    }

    private void read(ExecutionContext context, ExecutionStrategyParameters parameters,
            CompletableFuture<ExecutionResult> result) {
        reads.within(limit, Budget.of(context.getGraphQLContext()).listener(),
                () -> result.complete(noted(context, answer(context, parameters))));
    }

    private ExecutionResult noted(ExecutionContext context, ExecutionResult result) {
        answers.note(context, result);
        return result;
    }

    private ExecutionResult answer(ExecutionContext context, ExecutionStrategyParameters parameters) {
        var patience = limit.multipliedBy(2);
        return mode == ExecutionMode.PLAN
                ? new PlanExecution(context, dataFetcherExceptionHandler, meter(context), patience)
                        .run(Objects.requireNonNull(context.getGraphQLContext().get(Plans.class),
                                "Each document has plans."))
                : standardAnswer(context, parameters, patience);
    }

    // Blocks until everything is read, because the transaction ends when it returns.
    private ExecutionResult standardAnswer(ExecutionContext context, ExecutionStrategyParameters parameters,
            Duration patience) {
        try {
            count(context, parameters);
            return super.execute(context, parameters).orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case TimeoutException late ->
                    new AbortExecutionException("A value didn't come in " + patience.toSeconds() + " s.");
                case RuntimeException known -> known;
                default -> e;
            };
        }
    }

    private static void count(ExecutionContext context, ExecutionStrategyParameters parameters) {
        var fields = parameters.getFields().size();
        meter(context).spend(fields + Meter.VALUES_OF_AN_OBJECT);
        meter(context).proceed(fields);
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

    @Override
    protected Object executeObject(ExecutionContext context, ExecutionStrategyParameters parameters) {
        if (!context.isMutationOperation()) {
            count(context, parameters);
        }
        return super.executeObject(context, parameters);
    }

    // This strategy also completes the payloads of mutations, always without a plan.
    @Override
    protected Object resolveFieldWithInfo(ExecutionContext context, ExecutionStrategyParameters parameters) {
        if (context.isMutationOperation()) {
            Budget.of(context.getGraphQLContext()).spend(context, 1);
        }
        return super.resolveFieldWithInfo(context, parameters);
    }
}
