package org.reelgraph.graphql.subscriptions;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a few executions for events at a time wait in the queue of requests, and the others here. Otherwise, a change that
 * thousands follow would fill that queue, and requests would be refused.
 */
final class EventLine {

    private static final int MOST = 8;

    private record Waiting<T>(Supplier<CompletableFuture<T>> work, CompletableFuture<T> result) {
    }

    private final Queue<Waiting<?>> waiting = new ArrayDeque<>();
    private int running;

    /**
     * {@return the result of work} It isn't begun any more once somebody cancels the result.
     *
     * @param work begins it
     */
    <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> work) {
        var entry = new Waiting<>(work, new CompletableFuture<T>());
        if (isFree(entry)) {
            begin(entry);
        }
        return entry.result();
    }

    private synchronized boolean isFree(Waiting<?> entry) {
        if (running >= MOST) {
            waiting.add(entry);
            return false;
        }
        running++;
        return true;
    }

    private <T> void begin(Waiting<T> entry) {
        begun(entry.work()).whenComplete((value, failure) -> {
            if (failure == null) {
                entry.result().complete(value);
            } else {
                entry.result().completeExceptionally(failure);
            }
            var next = next();
            if (next != null) {
                begin(next);
            }
        });
    }

    private static <T> CompletableFuture<T> begun(Supplier<CompletableFuture<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized @Nullable Waiting<?> next() {
        var next = waiting.poll();
        while (next != null && next.result().isDone()) {
            next = waiting.poll();
        }
        if (next == null) {
            running--;
        }
        return next;
    }
}
