package org.reelgraph.graphql.queue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.reelgraph.graphql.errors.RequestException;

/** One request's work and its future result. */
final class Task<T> {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    final Client client;
    final long since;
    final CompletableFuture<T> result = new CompletableFuture<>();
    private final Supplier<? extends CompletionStage<T>> work;
    private final Function<RequestException, T> refusal;

    /**
     * @param since   when the task started to wait, in nanoseconds
     * @param refusal turns the error into a result if the work is never started
     */
    Task(Client client, Supplier<? extends CompletionStage<T>> work, Function<RequestException, T> refusal,
            long since) {
        this.client = client;
        this.work = work;
        this.refusal = refusal;
        this.since = since;
    }

    /** Rejects the work as {@code OVERLOADED} without starting it. */
    void refuse(String reason) {
        result.complete(refusal.apply(RequestException
                .overloaded("The server is overloaded: " + reason + ".", RETRY_AFTER)));
    }

    /** Does the work; a failure completes the result exceptionally. */
    void run() {
        try {
            work.get().whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }
}
