package org.reelgraph.graphql.plan;

import graphql.execution.reactive.ReactiveSupport;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Values of fetchers that arrive later. */
final class AsyncValues {

    private AsyncValues() {
    }

    /** {@return a future for a completion stage or a publisher; any other value unchanged} */
    static @Nullable Object settled(@Nullable Object value) {
        // Most values are one of these, and comparing classes is faster than looking for interfaces.
        if (value instanceof String || value instanceof Utf8Text || value instanceof Number || value == null) {
            return value;
        }
        // Some stages only look like futures; toCompletableFuture returns a real one.
        return value instanceof CompletionStage<?> stage
                ? stage.toCompletableFuture()
                : ReactiveSupport.fetchedObject(value);
    }
}
