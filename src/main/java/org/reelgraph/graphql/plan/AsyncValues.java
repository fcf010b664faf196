package org.reelgraph.graphql.plan;

import graphql.execution.reactive.ReactiveSupport;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What fetchers give that comes later. */
final class AsyncValues {

    private AsyncValues() {
    }

    /** {@return the future of a value that comes later, whatever stands for it; any other value as it is} */
    static @Nullable Object settled(@Nullable Object value) {
        // Most values are one of these, and comparing classes takes less time than looking for interfaces.
        if (value instanceof String || value instanceof Number || value == null) {
            return value;
        }
        // A stage that only looks like a future gives a real one.
        return value instanceof CompletionStage<?> stage
                ? stage.toCompletableFuture()
                : ReactiveSupport.fetchedObject(value);
    }
}
