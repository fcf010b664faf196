package org.reelgraph.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.reelgraph.graphql.plan.Plans;

/** Keeps parsed and validated documents and their plans, most used first, up to a bounded amount of query text. */
@Singleton
class ParsedDocuments implements PreparsedDocumentProvider {

    private static final long MOST_CHARACTERS = 2_000_000;

    private record Known(PreparsedDocumentEntry entry, Plans plans) {
    }

    private final Cache<String, Known> entries = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS).weigher((String text, Known known) -> text.length() + 100)
            .build();

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(ExecutionInput input,
            Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        var known = entries.get(input.getQuery(), text -> new Known(parse.apply(input), new Plans()));
        input.getGraphQLContext().put(Plans.class, known.plans());
        return CompletableFuture.completedFuture(known.entry());
    }
}
