package org.reelgraph.graphql.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.UnknownOperationException;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.language.NodeUtil;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.reelgraph.graphql.access.AuthenticationCheck;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.limits.DocumentCheck;
import org.reelgraph.graphql.limits.OperationLimits;
import org.reelgraph.graphql.limits.SizeStatistics;
import org.reelgraph.graphql.plan.Plans;
import org.reelgraph.graphql.validation.Nullability;
import org.reelgraph.graphql.validation.OperationProblems;
import org.reelgraph.graphql.validation.Problem;

/** Caches parsed and validated documents with their plans. Their memory, as their texts let expect it, is bounded. */
@Singleton
class ParsedDocuments implements PreparsedDocumentProvider {

    private static final long MAX_CHARACTERS = 2_000_000;
    private static final int CHARACTERS_OF_A_WORD = 10;
    private static final int CHARACTERS_OF_AN_ERROR = 300;

    private record Known(PreparsedDocumentEntry entry, Optional<Checks> checks, Plans plans,
            RecentTime time, Optional<KnownOperation> only) {
    }

    /** Of a valid document: the checks that depend on a request's variables, so that every request runs them. */
    private record Checks(Document document, DocumentCheck limits, Nullability nulls, Cacheability cacheability) {

        /** {@return the operation of this name, or the only one; empty if there is none} */
        Optional<KnownOperation> operation(Optional<String> name) {
            try {
                return Optional.of(new KnownOperation(cacheability.number(),
                        NodeUtil.getOperation(document, name.orElse(null)).operationDefinition, limits));
            } catch (UnknownOperationException e) {
                return Optional.empty();
            }
        }
    }

    private final DocumentReader reader;
    private final GraphQLSchema schema;
    private final OperationLimits limits;
    private final SizeStatistics statistics;
    private final AuthenticationCheck credentials;
    private final Set<String> timeDependent;
    private final AtomicLong documents = new AtomicLong();
    private final LongAdder lookups = new LongAdder();
    private final LongAdder parsed = new LongAdder();

    private final Cache<String, Known> entries = Caffeine.newBuilder()
            .maximumWeight(MAX_CHARACTERS).weigher(ParsedDocuments::weight).build();

    ParsedDocuments(DocumentReader reader, GraphQLSchema schema, OperationLimits limits, SizeStatistics statistics,
            AuthenticationCheck credentials) {
        this.reader = reader;
        this.schema = schema;
        this.limits = limits;
        this.statistics = statistics;
        this.credentials = credentials;
        this.timeDependent = TimeDependent.inputFields(schema);
    }

    private static int weight(String text, Known known) {
        return text.length() + 100 + words(text) * CHARACTERS_OF_A_WORD
                + known.entry().getErrors().size() * CHARACTERS_OF_AN_ERROR;
    }

    // A name of two letters takes as much memory, once it is parsed, as one of twenty.
    private static int words(String text) {
        var words = 0;
        var within = false;
        for (var i = 0; i < text.length(); i++) {
            var isPart = Character.isLetterOrDigit(text.charAt(i));
            words += isPart && !within ? 1 : 0;
            within = isPart;
        }
        return words;
    }

    // graphql-java's own parsing and validation isn't used, because of its error messages.
    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(ExecutionInput input,
            Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        lookups.increment();
        var known = entries.get(input.getQuery(), text -> known(input));
        input.getGraphQLContext().put(Plans.class, known.plans()).put(RecentTime.class, known.time());
        known.checks().ifPresent(
                valid -> input.getGraphQLContext().put(Cacheability.class, valid.cacheability()));
        var refusal = credentials.refusal(input, known.entry()).map(e -> ApiError.of(e, List.of(), List.of()))
                .or(() -> known.checks().flatMap(checks -> refusal(checks, input)));
        return CompletableFuture.completedFuture(
                refusal.<PreparsedDocumentEntry>map(PreparsedDocumentEntry::new).orElse(known.entry()));
    }

    private Known known(ExecutionInput input) {
        parsed.increment();
        var entry = reader.read(input);
        var document = entry.getDocument();
        var checks = entry.hasErrors() || document == null
                ? Optional.<Checks>empty()
                : Optional.of(new Checks(document, new DocumentCheck(document, schema, limits, statistics),
                        new Nullability(schema, document),
                        new Cacheability(documents.incrementAndGet(), document, schema, timeDependent)));
        return new Known(entry, checks, new Plans(), new RecentTime(),
                checks.flatMap(valid -> valid.operation(Optional.empty())));
    }

    private static Optional<ApiError> refusal(Checks checks, ExecutionInput input) {
        try {
            var operation = NodeUtil.getOperation(checks.document(), input.getOperationName()).operationDefinition;
            var variables = input.getRawVariables().toMap();
            if (checks.limits().isLarge(operation, variables)) {
                Budget.of(input.getGraphQLContext()).expectLarge();
            }
            return checks.limits().refusal(operation, variables)
                    .map(problem -> ApiError.of(ErrorCode.LIMIT_EXCEEDED, problem))
                    .or(() -> checks.nulls().found(operation, variables)
                            .map(problem -> ApiError.of(ErrorCode.BAD_USER_INPUT, problem)));
        } catch (UnknownOperationException e) {
            return Optional.of(ApiError.of(ErrorCode.OPERATION_RESOLUTION_FAILURE, OperationProblems
                    .ofName(checks.document(), Optional.ofNullable(input.getOperationName()))));
        }
    }

    /** {@return the error for a request whose response is too large, with advice on what to ask for instead} */
    Problem advice(GraphQlRequest request, String tooLarge) {
        return Optional.ofNullable(entries.getIfPresent(request.query())).flatMap(Known::checks)
                .flatMap(checks -> operation(request).flatMap(operation -> checks.limits()
                        .advice(operation, request.variables(), tooLarge)))
                .orElseGet(() -> new Problem(tooLarge + " Ask for fewer items, or for less of each.", List.of()));
    }

    /** {@return the operation of a request whose document is known and valid} */
    Optional<KnownOperation> find(GraphQlRequest request) {
        var known = entries.getIfPresent(request.query());
        if (known == null) {
            return Optional.empty();
        }
        return request.operationName().isEmpty()
                ? known.only()
                : known.checks().flatMap(valid -> valid.operation(request.operationName()));
    }

    /** Counts an operation whose document need not even be looked at. */
    void countHit() {
        lookups.increment();
    }

    /** {@return how often an operation's document was parsed already} */
    long hits() {
        return lookups.sum() - misses();
    }

    /** {@return how often an operation's document had to be parsed} */
    long misses() {
        return parsed.sum();
    }

    /** {@return whether the request's document is cached and its queries are quick} */
    boolean isQuick(GraphQlRequest request) {
        var known = entries.getIfPresent(request.query());
        return known != null && known.time().isQuick();
    }

    /** {@return the operation of a request whose document is still cached; empty if it doesn't say which one} */
    Optional<OperationDefinition> operation(GraphQlRequest request) {
        return find(request).map(KnownOperation::definition);
    }
}
