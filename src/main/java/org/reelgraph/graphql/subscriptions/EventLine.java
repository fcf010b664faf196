package org.reelgraph.graphql.subscriptions;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final AtomicInteger rounds = new AtomicInteger();
    private int running;

    /**
     * {@return the result of work} It isn't begun any more once somebody cancels the result.
     *
     * @param work begins it
     */
    <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> work) {
        var entry = new Waiting<>(work, new CompletableFuture<T>());
        add(entry);
        beginNext();
        return entry.result();
    }

    private synchronized void add(Waiting<?> entry) {
        waiting.add(entry);
    }

    // Work that ends at once ends within this, as may thousands. Whoever is here already begins what comes next.
    private void beginNext() {
        if (rounds.getAndIncrement() > 0) {
            return;
        }
        do {
            for (var next = next(); next != null; next = next()) {
                begin(next);
            }
        } while (rounds.decrementAndGet() > 0);
    }

    private <T> void begin(Waiting<T> entry) {
        begun(entry.work()).whenComplete((value, failure) -> {
            if (failure == null) {
                entry.result().complete(value);
            } else {
                entry.result().completeExceptionally(failure);
            }
            end();
            beginNext();
        });
    }

    private static <T> CompletableFuture<T> begun(Supplier<CompletableFuture<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) { // nothing would be begun any more
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized void end() {
        running--;
    }

    private synchronized @Nullable Waiting<?> next() {
        if (running >= MOST) {
            return null;
        }
        var next = waiting.poll();
        while (next != null && next.result().isDone()) {
            next = waiting.poll();
        }
        running += next == null ? 0 : 1;
        return next;
    }
}
