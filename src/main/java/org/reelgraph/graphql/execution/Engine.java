package org.reelgraph.graphql.execution;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionId;
import graphql.execution.reactive.SubscriptionPublisher;
import graphql.language.OperationDefinition.Operation;
import graphql.parser.ParserOptions;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.ErrorCodes;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.execution.Revalidation.Recalled;
import org.reelgraph.graphql.limits.MemoryBudget;
import org.reelgraph.graphql.limits.OperationLimits;
import org.reelgraph.graphql.queue.Client;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SourceEvent;
import org.reelgraph.graphql.validation.Problem;
import org.reelgraph.graphql.validation.VariableProblems;
import org.reelgraph.storage.DatabasePlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one operation with its own data loaders. A query blocks the calling thread, or runs on a thread for large
 * queries if it is expected to return many objects. A mutation runs on the thread for writes.
 */
@Singleton
public class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    static final String READ_ONLY = "readOnly";
    private static final String STREAMED = "streamed";

    // Nobody uses the id, and graphql-java would take it from a secure random source, which threads contend for.
    private static final ExecutionId UNNAMED = ExecutionId.from("-");

    private final GraphQL graphQl;
    private final ParsedDocuments documents;
    private final SchemaAssembly assembly;
    private final OperationLimits limits;
    private final MemoryBudget memory;
    private final ParserOptions parsing;
    private final ApplicationEventPublisher<Failed> failures;
    private final List<OperationListener> listeners;
    private final Optional<OperationTracer> tracer;
    private final boolean isDatabaseLocal;
    private final RememberedAnswers answers;
    private final Rate rate;

    Engine(GraphQL graphQl, ParsedDocuments documents, SchemaAssembly assembly, OperationLimits limits,
            MemoryBudget memory, ApplicationEventPublisher<Failed> failures,
            List<OperationListener> listeners, Optional<OperationTracer> tracer, DatabasePlace database,
            RememberedAnswers answers, Rate rate) {
        this.answers = answers;
        this.rate = rate;
        this.documents = documents;
        this.failures = failures;
        this.listeners = listeners;
        this.tracer = tracer;
        this.isDatabaseLocal = database.isLocal();
        this.graphQl = graphQl;
        this.assembly = assembly;
        this.limits = limits;
        this.memory = memory;
        this.parsing = ParserOptions.getDefaultOperationParserOptions().transform(options -> options
                .maxCharacters(limits.document()).maxTokens(limits.tokens()).maxRuleDepth(limits.recursion())
                .parsingListener(LongNumber.limit(limits.digits())));
    }

    /**
     * {@return the operation's result; all its errors have a code}
     *
     * @param request  the operation
     * @param caller   the caller
     * @param client   the client in whose turn the operation runs if it has to wait
     * @param readOnly whether only queries may run, as in GET requests
     * @param budget   the operation's limits, from {@link #budget()}
     * @param place    where it reads, from {@link ReadPlaces}
     * @param before   what is known of the answer; the result has no data if that is {@link Revalidation#unchanged} or
     *                 {@link Revalidation#remembered}
     */
    public CompletableFuture<ExecutionResult> execute(GraphQlRequest request, Caller caller, Client client,
            boolean readOnly, Budget budget, ReadPlace place, Revalidation before) {
        if (answers.isOn() && place.isOnly()) {
            var begun = System.nanoTime();
            if (before.recalled().isPresent() || answers.recall(request, caller, before)) {
                return CompletableFuture
                        .completedFuture(recalled(request, caller, before.recalled().orElseThrow(), begun));
            }
        }
        return execute(request, caller, client, Map.of(READ_ONLY, readOnly, Revalidation.class, before), budget, place);
    }

    /**
     * {@return the operation's result, as above; of a subscription, its data is the {@link SubscriptionPublisher} of
     * its events}
     */
    public CompletableFuture<ExecutionResult> begin(GraphQlRequest request, Caller caller, Client client,
            boolean readOnly, Budget budget, ReadPlace place) {
        return execute(request, caller, client,
                Map.of(READ_ONLY, readOnly, STREAMED, true, Revalidation.class, Revalidation.untagged()), budget,
                place);
    }

    /**
     * {@return the result of a subscription for one of its events} It is read from the database itself: a replica may
     * not have yet what the event tells of.
     */
    public CompletableFuture<ExecutionResult> execute(SourceEvent event, GraphQlRequest request, Caller caller,
            Client client, Budget budget) {
        return execute(request, caller, client,
                Map.of(SourceEvent.class, event, Revalidation.class, Revalidation.untagged()), budget,
                ReadPlace.ONLY);
    }

    private CompletableFuture<ExecutionResult> execute(GraphQlRequest request, Caller caller, Client client,
            Map<Object, Object> how, Budget budget, ReadPlace place) {
        checkSize(request.query());
        var begun = System.nanoTime();
        var trace = tracer.map(each -> each.begin(caller, how.containsKey(SourceEvent.class)))
                .orElse(OperationTrace.NONE);
        budget.follow(trace);
        var answer = place.isOnly()
                ? graphQl.executeAsync(input(request, caller, client, how, budget, trace))
                : place.execute(budget, () -> {
                    var input = input(request, caller, client, how, budget, trace);
                    input.getGraphQLContext().put(ReadPlace.class, place);
                    return graphQl.executeAsync(input);
                });
        return answer.thenApply(result -> budget.overloaded()
                .map(refused -> ApiError.of(refused, List.of(), List.of()))
                .or(() -> budget.exceeded().map(limit -> ApiError.of(ErrorCode.LIMIT_EXCEEDED,
                        budget.isOfTooLongLists()
                                ? documents.advice(request, limit)
                                : new Problem(limit, List.of()))))
                .<ExecutionResult>map(ExecutionResultImpl::new)
                .orElseGet(() -> completed(result, request, caller)))
                .whenComplete((result, failure) -> {
                    if (!listeners.isEmpty() || tracer.isPresent()) {
                        tell(ended(request, caller, budget, System.nanoTime() - begun, failure == null
                                ? result.getErrors().stream().findFirst().map(ErrorCodes::codeOf)
                                : Optional.of(ErrorCodes.codeOf(failure))), trace);
                    }
                });
    }

    private ExecutionResult recalled(GraphQlRequest request, Caller caller, Recalled known, long begun) {
        var trace = tracer.map(each -> each.begin(caller, false)).orElse(OperationTrace.NONE);
        var result = Revalidation.NOT_EXECUTED;
        answers.countHit();
        try {
            rate.countQuery(caller);
        } catch (AbortExecutionException e) {
            result = e.toExecutionResult();
        }
        if (!listeners.isEmpty() || tracer.isPresent()) {
            tell(new EndedOperation(caller, request.query(), Optional.of(known.operation()),
                    result.getErrors().stream().findFirst().map(ErrorCodes::codeOf),
                    Duration.ofNanos(System.nanoTime() - begun), 0, 0, known.values()), trace);
        }
        return result;
    }

    private EndedOperation ended(GraphQlRequest request, Caller caller, Budget budget, long nanos,
            Optional<ErrorCode> error) {
        return new EndedOperation(caller, request.query(), documents.operation(request), error,
                Duration.ofNanos(nanos), budget.statements(), budget.rows(), budget.values());
    }

    private void tell(EndedOperation ended, OperationTrace trace) {
        trace.ended(ended);
        for (var listener : listeners) {
            try {
                listener.ended(ended);
            } catch (RuntimeException e) {
                LOG.warn("{} failed at an operation that has ended", listener.getClass().getSimpleName(), e);
            }
        }
    }

    private ExecutionInput input(GraphQlRequest request, Caller caller, Client client, Map<Object, Object> how,
            Budget budget, OperationTrace trace) {
        var input = ExecutionInput.newExecutionInput(request.query())
                .executionId(UNNAMED).locale(Locale.ENGLISH).operationName(request.operationName().orElse(null))
                .variables(request.variables()).extensions(request.extensions())
                .graphQLContext(how)
                .graphQLContext(Map.of(Budget.class, budget, Caller.class, caller, Client.class, client,
                        ParserOptions.class, parsing))
                .dataLoaderRegistry(new Loaders(assembly, listeners, trace))
                .build();
        // Without chaining, a load made in another load's continuation would never be dispatched.
        GraphQL.unusualConfiguration(input.getGraphQLContext()).dataloaderConfig().enableDataLoaderChaining(true);
        return input;
    }

    /**
     * {@return whether the request is a query that will very likely be answered within 2 ms, because queries
     * of the same document recently were, memory isn't short, and no network is between here and the database}
     */
    public boolean isQuick(GraphQlRequest request) {
        return isDatabaseLocal && documents.isQuick(request) && memory.isAmple();
    }

    /** {@return whether it can be told without waiting whether a request's answer is remembered} */
    public boolean recallsAtOnce() {
        return answers.isOn() && isDatabaseLocal;
    }

    /**
     * {@return whether the answer to a request is remembered; then the execution takes next to no time}
     *
     * @param before is told, for the execution
     */
    public boolean recalls(GraphQlRequest request, Caller caller, Revalidation before) {
        return answers.recall(request, caller, before);
    }

    /** {@return the limits of one operation; to be closed once its response is built} */
    public Budget budget() {
        return new Budget(limits, memory.open());
    }

    // FetchErrors has logged what fetchers throw. What is left is, for example, a null in a field that can't be null.
    private ExecutionResult completed(ExecutionResult result, GraphQlRequest request, Caller caller) {
        if (result.getErrors().isEmpty()) {
            return result;
        }
        for (var error : result.getErrors()) {
            if (ErrorCodes.isUnexpected(error)) {
                var path = String.valueOf(error.getPath());
                LOG.error("Request {} failed at {}: {}", caller.requestId(), path, error.getMessage());
                failures.publishEvent(new Failed(caller, request.operationName(), path));
            }
        }
        return withoutFutileData(ErrorCodes.complete(result, () -> problemsOfVariables(request),
                () -> FetchErrors.message(caller.requestId())), request);
    }

    // Clients and proxies see by the status that the database went away. What mutations did before is told, though.
    private ExecutionResult withoutFutileData(ExecutionResult result, GraphQlRequest request) {
        var ofDatabase = result.getErrors().stream()
                .filter(error -> ErrorCodes.codeOf(error).equals(ErrorCode.SERVICE_UNAVAILABLE)).toList();
        return ofDatabase.isEmpty() || isMutation(request) && hasDoneSomething(result, ofDatabase)
                ? result
                : new ExecutionResultImpl(ofDatabase);
    }

    private boolean isMutation(GraphQlRequest request) {
        return documents.operation(request)
                .filter(operation -> operation.getOperation() == Operation.MUTATION).isPresent();
    }

    private static boolean hasDoneSomething(ExecutionResult result, List<GraphQLError> ofDatabase) {
        return result.getData() instanceof Map<?, ?> fields
                && ofDatabase.stream().filter(error -> ((ApiError) error).path().size() == 1).count() < fields.size();
    }

    private List<Problem> problemsOfVariables(GraphQlRequest request) {
        var problems = documents.operation(request).map(operation -> VariableProblems
                .ofValues(graphQl.getGraphQLSchema(), operation, request.variables())).orElse(List.of());
        return problems.isEmpty()
                ? List.of(new Problem("The variables don't fit what the operation declares.", List.of()))
                : problems;
    }

    private void checkSize(String document) {
        var longest = document.length() * 3L; // a character takes at most three bytes of UTF-8, a surrogate two
        var size = longest <= limits.document() ? longest : document.getBytes(StandardCharsets.UTF_8).length;
        if (size > limits.document()) {
            throw new RequestException(ErrorCode.LIMIT_EXCEEDED,
                    "The document has %,d bytes; the limit (document) is %,d. Pass values as variables."
                            .formatted(size, limits.document()));
        }
    }

    /** {@return whose turn it is where the operation has to wait} */
    static Client clientOf(GraphQLContext context) {
        return Objects.requireNonNull(context.get(Client.class), "Each operation has a client.");
    }

    static boolean isReadOnly(GraphQLContext context) {
        return context.getOrDefault(READ_ONLY, false);
    }

    static boolean isStreamed(GraphQLContext context) {
        return context.getOrDefault(STREAMED, false);
    }

    // Most operations need only a few data loaders, so each one is created when it is first used.
    private static final class Loaders extends DataLoaderRegistry {

        private final SchemaAssembly assembly;
        private final List<OperationListener> listeners;
        private final OperationTrace trace;

        private Loaders(SchemaAssembly assembly, List<OperationListener> listeners, OperationTrace trace) {
            this.listeners = listeners;
            this.assembly = assembly;
            this.trace = trace;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <K, V> DataLoader<K, V> getDataLoader(String name) {
            return (DataLoader<K, V>) computeIfAbsent(name, key -> assembly.loader(key).newDataLoader(keys -> {
                listeners.forEach(listener -> listener.loaded(key, keys));
                return trace.loading(key, keys);
            }));
        }
    }
}
