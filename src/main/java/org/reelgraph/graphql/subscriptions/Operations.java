package org.reelgraph.graphql.subscriptions;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.reactive.SubscriptionPublisher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.ErrorCodes;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.errors.StorageErrors;
import org.reelgraph.graphql.execution.Budget;
import org.reelgraph.graphql.execution.Engine;
import org.reelgraph.graphql.execution.FetchErrors;
import org.reelgraph.graphql.execution.GraphQlRequest;
import org.reelgraph.graphql.execution.ReadPlace;
import org.reelgraph.graphql.queue.Client;
import org.reelgraph.graphql.queue.RequestQueues;
import org.reelgraph.graphql.schema.SourceEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs operations whose results are streamed. A subscription is executed anew for each of its events, one after the other:
 * each time in its client's turn, in a read transaction of its own, and within the limits of an operation.
 */
@Singleton
public class Operations {

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    private final Engine engine;
    private final RequestQueues queues;
    private final ResultWriter writer;
    private final EventLine line = new EventLine();

    Operations(Engine engine, RequestQueues queues, ResultWriter writer) {
        this.engine = engine;
        this.queues = queues;
        this.writer = writer;
    }

    /** An operation and who asks for it. */
    public record Asked(GraphQlRequest request, Caller caller, Client client) {
    }

    /**
     * {@return what becomes of an operation} Called when it is the client's turn.
     *
     * @param readOnly whether mutations are refused
     * @param place    where it reads
     */
    public CompletableFuture<Outcome> begin(Asked asked, boolean readOnly, ReadPlace place) {
        return run(asked, budget -> engine.begin(asked.request(), asked.caller(), asked.client(), readOnly, budget,
                place));
    }

    private CompletableFuture<Outcome> run(Asked asked,
            Function<Budget, CompletableFuture<ExecutionResult>> execution) {
        var budget = engine.budget();
        try {
            return execution.apply(budget).thenApply(result -> outcome(asked, result, budget))
                    .exceptionally(failure -> refused(asked, failure))
                    .whenComplete((outcome, failure) -> budget.close());
        } catch (RuntimeException e) {
            budget.close();
            return CompletableFuture.completedFuture(refused(asked, e));
        }
    }

    private Outcome outcome(Asked asked, ExecutionResult result, Budget budget) {
        if (result.getData() instanceof SubscriptionPublisher events) {
            return new Outcome.Results(results(asked, events));
        }
        return result.isDataPresent()
                ? new Outcome.Result(
                        writer.write(ErrorCodes.named(result, asked.caller().requestId()), budget::write))
                : new Outcome.Refused(ErrorCodes.named(result.getErrors(), asked.caller().requestId()));
    }

    private Flux<byte[]> results(Asked asked, SubscriptionPublisher events) {
        return Flux.from(events.getUpstreamPublisher())
                .concatMap(event -> Mono.fromFuture(() -> inTurn(asked, new SourceEvent(event))), 0)
                // Whoever has gone is told nothing more, not even why.
                .filter(outcome -> asked.client().isConnected().getAsBoolean())
                .map(Operations::json)
                .onErrorMap(failure -> failure instanceof RefusedException
                        ? failure
                        : new RefusedException(refused(asked, failure).errors()));
    }

    private CompletableFuture<Outcome> inTurn(Asked asked, SourceEvent event) {
        return line.run(() -> queues.requests().submit(asked.client(),
                () -> run(asked, budget -> engine.execute(event, asked.request(), asked.caller(), asked.client(),
                        budget)),
                overloaded -> refused(asked, overloaded)));
    }

    // Without a result, the client would miss what the event tells of and not know it.
    private static byte[] json(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Result result -> result.json();
            case Outcome.Refused refused -> throw new RefusedException(refused.errors());
            case Outcome.Results events -> throw new IllegalStateException("An event has no events.");
        };
    }

    /** {@return the outcome of an operation that failed} */
    public Outcome.Refused refused(Asked asked, Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        var id = asked.caller().requestId();
        var known = cause instanceof RequestException refused
                ? Optional.of(refused)
                : StorageErrors.of(cause);
        var error = known.map(reason -> ApiError.of(reason, List.of(), List.of())).orElseGet(() -> {
            LOG.error("Request {} failed", id, cause);
            return new ApiError(ErrorCode.INTERNAL_ERROR, FetchErrors.message(id));
        });
        return new Outcome.Refused(ErrorCodes.named(List.<GraphQLError>of(error), id));
    }
}
