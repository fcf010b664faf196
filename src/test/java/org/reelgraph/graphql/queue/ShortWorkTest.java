package org.reelgraph.graphql.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Where work runs that is known to be short, by a clock that only work moves. */
@Timeout(60)
class ShortWorkTest {

    private final AtomicLong time = new AtomicLong();
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final FairQueue queue = new FairQueue(executor, 2, new QueueBounds(100, 100, Duration.ofSeconds(1)),
            time::get);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private CompletableFuture<Thread> submit(String client, boolean isShort, Duration taken, CountDownLatch release) {
        Supplier<CompletableFuture<Thread>> work = () -> {
            awaitQuietly(release);
            time.addAndGet(taken.toNanos());
            return CompletableFuture.completedFuture(Thread.currentThread());
        };
        return queue.submit(new Client(client, () -> true), isShort ? Optional.of(work) : Optional.empty(), work,
                refused -> {
                    throw refused;
                });
    }

    private CompletableFuture<Thread> submitShort(String client) {
        return submit(client, true, Duration.ofNanos(100_000), new CountDownLatch(0));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void givenNothingElse_whenShortWorkComes_thenItIsDoneAtOnceByTheThreadThatBroughtIt() {
        for (var i = 0; i < 1000; i++) {
            assertThat(submitShort("a")).isCompletedWithValue(Thread.currentThread());
        }
    }

    @Test
    void givenWorkThatIsTried_whenAThreadIsFree_thenItIsDoneAtOnce_andOtherwiseNotAtAll() {
        var client = new Client("a", () -> true);
        assertThat(queue.tryHere(client, () -> Optional.of(Thread.currentThread()))).contains(Thread.currentThread());
        assertThat(queue.tryHere(client, Optional::empty)).isEmpty();
        assertThat(queue.tryHere(new Client("gone", () -> false), () -> Optional.of("done"))).isEmpty();

        var held = new CountDownLatch(1);
        var others = List.of(submit("b", false, Duration.ofMillis(1), held),
                submit("c", false, Duration.ofMillis(1), held));
        assertThat(queue.tryHere(client, () -> Optional.of("done"))).isEmpty();
        held.countDown();
        others.forEach(CompletableFuture::join);
    }

    @Test
    void givenAllThreadsAreBusy_whenShortWorkComes_thenItWaitsForTheExecutorAndIsDone() {
        var held = new CountDownLatch(1);
        submit("a", false, Duration.ofMillis(1), held);
        submit("b", false, Duration.ofMillis(1), held);

        var result = submitShort("c");

        assertThat(result).isNotDone();
        held.countDown();
        assertThat(result.join()).isNotEqualTo(Thread.currentThread());
        // The queue counts the threads that are free again.
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void givenAnotherClientThatHasUsedLess_whenShortWorkComes_thenItGoesThroughTheQueue() {
        submit("a", true, Duration.ofMillis(30), new CountDownLatch(0));
        submitShort("b");

        assertThat(submitShort("a").join()).isNotEqualTo(Thread.currentThread());
        assertThat(submitShort("b").join()).isEqualTo(Thread.currentThread());
    }

    @Test
    void givenAnotherClientThatHasUsedLess_whenItHasBeenAwayForLong_thenShortWorkIsDoneAtOnceAgain() {
        submitShort("b");
        submit("a", true, Duration.ofMillis(30), new CountDownLatch(0));
        time.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(submitShort("a")).isCompletedWithValue(Thread.currentThread());
    }

    @Test
    void givenWorkThatCameWhileShortWorkRan_whenThatEnds_thenTheExecutorDoesIt() {
        var one = new FairQueue(executor, 1, new QueueBounds(100, 100, Duration.ofSeconds(1)), time::get);
        var inner = new CompletableFuture<CompletableFuture<Thread>>();

        Supplier<CompletableFuture<String>> work = () -> {
            inner.complete(one.submit(new Client("b", () -> true),
                    () -> CompletableFuture.completedFuture(Thread.currentThread()), refused -> {
                        throw refused;
                    }));
            return CompletableFuture.completedFuture("done");
        };
        one.submit(new Client("a", () -> true), Optional.of(work), work, refused -> {
            throw refused;
        });

        assertThat(inner.join().join()).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void givenShortWorkThatFails_whenItRan_thenItsOwnerIsToldAndTheNextIsDone() {
        Supplier<CompletableFuture<String>> work = () -> {
            throw new IllegalStateException("expected");
        };
        var failed = queue.submit(new Client("a", () -> true), Optional.of(work), work, refused -> "");

        assertThat(failed).isCompletedExceptionally();
        assertThat(submitShort("a")).isCompletedWithValue(Thread.currentThread());
    }
}
