package org.reelgraph.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Keeps parsed and validated documents, most used first, up to a bounded amount of query text. */
@Singleton
class ParsedDocuments implements PreparsedDocumentProvider {

    private static final long MOST_CHARACTERS = 2_000_000;

    private final Cache<String, PreparsedDocumentEntry> entries = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS).weigher((String text, PreparsedDocumentEntry entry) -> text.length() + 100)
            .build();

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(ExecutionInput input,
            Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        return CompletableFuture.completedFuture(entries.get(input.getQuery(), text -> parse.apply(input)));
    }
}
