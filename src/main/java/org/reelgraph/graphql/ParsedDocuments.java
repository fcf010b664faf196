package org.reelgraph.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.schema.GraphQLSchema;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.reelgraph.graphql.limits.DocumentCheck;
import org.reelgraph.graphql.limits.OperationLimits;
import org.reelgraph.graphql.plan.Plans;

/** Keeps parsed and validated documents and their plans, most used first, up to a bounded amount of query text. */
@Singleton
class ParsedDocuments implements PreparsedDocumentProvider {

    private static final long MOST_CHARACTERS = 2_000_000;

    private record Known(PreparsedDocumentEntry entry, Optional<DocumentCheck> check, Plans plans) {
    }

    private final OperationLimits limits;

    private final Cache<String, Known> entries = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS).weigher((String text, Known known) -> text.length() + 100)
            .build();

    ParsedDocuments(OperationLimits limits) {
        this.limits = limits;
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(ExecutionInput input,
            Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        var known = entries.get(input.getQuery(), text -> known(parse.apply(input), input));
        input.getGraphQLContext().put(Plans.class, known.plans());
        var refusal = known.check().flatMap(check -> refusal(check, input));
        return CompletableFuture.completedFuture(
                refusal.<PreparsedDocumentEntry>map(PreparsedDocumentEntry::new).orElse(known.entry()));
    }

    private Known known(PreparsedDocumentEntry entry, ExecutionInput input) {
        GraphQLSchema schema = input.getGraphQLContext().get(GraphQLSchema.class);
        var check = entry.hasErrors()
                ? Optional.<DocumentCheck>empty()
                : Optional.of(new DocumentCheck(entry.getDocument(), schema, limits));
        return new Known(entry, check, new Plans());
    }

    private static Optional<ApiError> refusal(DocumentCheck check, ExecutionInput input) {
        return check.refusal(input).map(reason -> new ApiError(ErrorCode.LIMIT_EXCEEDED, reason))
                .or(() -> check.undecided(input).map(variable -> new ApiError(ErrorCode.BAD_USER_INPUT,
                        "The variable '" + variable + "' decides about @skip or @include and can't be null.")));
    }
}
