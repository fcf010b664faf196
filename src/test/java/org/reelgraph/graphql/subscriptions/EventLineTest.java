package org.reelgraph.graphql.subscriptions;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The line in which executions for events wait. */
class EventLineTest {

    private static final int AT_ONCE = 8;

    private final EventLine line = new EventLine();

    @Test
    void givenWorkThatLasts_whenMoreComes_thenEightRunAtOnceAndTheOthersFollowInTheirOrder() {
        var running = new ArrayList<CompletableFuture<Integer>>();
        var results = new ArrayList<CompletableFuture<Integer>>();
        for (var i = 0; i < 3 * AT_ONCE; i++) {
            results.add(line.run(() -> {
                running.add(new CompletableFuture<>());
                return running.getLast();
            }));
        }
        for (var i = 0; i < results.size(); i++) {
            assertThat(running).hasSize(Math.min(results.size(), AT_ONCE + i));
            running.get(i).complete(i);
            assertThat(results.get(i)).isCompletedWithValue(i);
        }
    }

    @Test
    void givenThousandsThatEndAtOnce_whenTheirTurnComes_thenAllHaveTheirResults() {
        var first = new CompletableFuture<Integer>();
        IntStream.range(0, AT_ONCE).forEach(any -> line.run(() -> first));
        var results = IntStream.range(0, 100_000)
                .mapToObj(number -> line.run(() -> CompletableFuture.completedFuture(number))).toList();

        first.complete(0);

        CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)).orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(results.getLast().join()).isEqualTo(results.size() - 1);
    }

    @Test
    void givenWorkThatFailsOrIsCancelled_whenMoreWaits_thenThatIsBegun() {
        var first = new CompletableFuture<Integer>();
        IntStream.range(0, AT_ONCE).forEach(any -> line.run(() -> first));
        var begun = new AtomicInteger();
        var failing = line.run(() -> {
            throw new IllegalStateException("no");
        });
        var cancelled = line.run(() -> CompletableFuture.completedFuture(begun.incrementAndGet()));
        var last = line.run(() -> CompletableFuture.completedFuture("done"));
        cancelled.cancel(false);

        first.completeExceptionally(new IllegalStateException("no"));

        assertThat(failing).isCompletedExceptionally();
        assertThat(last).isCompletedWithValue("done");
        assertThat(begun).hasValue(0);
    }
}
