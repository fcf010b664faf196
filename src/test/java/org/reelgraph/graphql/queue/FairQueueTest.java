package org.reelgraph.graphql.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.testing.Pause;

import static org.assertj.core.api.Assertions.assertThat;

/** Who goes next, by a clock that only work moves: a client's name says whose it is, the milliseconds what it takes. */
@Timeout(60)
class FairQueueTest {

    private static final QueueBounds WIDE = new QueueBounds(100, 100, Duration.ofSeconds(1));

    private final AtomicLong time = new AtomicLong();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private FairQueue queue(int threads, QueueBounds bounds) {
        return new FairQueue(executor, threads, bounds, time::get);
    }

    private CompletableFuture<String> submit(FairQueue queue, String name, int millis) {
        return submit(queue, name, millis, new CountDownLatch(0));
    }

    private CompletableFuture<String> submit(FairQueue queue, String name, int millis, CountDownLatch release) {
        return submit(queue, new Client(name.charAt(0), () -> true), name, millis, release);
    }

    private CompletableFuture<String> submit(FairQueue queue, Client client, String name, int millis,
            CountDownLatch release) {
        return queue.submit(client, () -> {
            begun.add(name);
            awaitQuietly(release);
            time.addAndGet(Duration.ofMillis(millis).toNanos());
            return CompletableFuture.completedFuture(name);
        }, refused -> refused.code() + " " + refused.getMessage() + " " + refused.retryAfter().orElseThrow());
    }

    private static void awaitQuietly(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // What has begun waits no more.
    private CompletableFuture<String> submitBegun(FairQueue queue, String name, int millis, CountDownLatch release) {
        var result = submit(queue, name, millis, release);
        while (!begun.contains(name)) {
            Pause.briefly();
        }
        return result;
    }

    private static void joinAll(List<CompletableFuture<String>> all) {
        all.forEach(CompletableFuture::join);
    }

    @Test
    void givenAClientWhoseRequestsTakeLong_whenOthersAsk_thenTheyGoBeforeWhatItHasWaiting() {
        var queue = queue(1, WIDE);
        var held = new CountDownLatch(1);
        var all = List.of(submitBegun(queue, "a1", 1_000, held), submit(queue, "a2", 1_000), submit(queue, "a3", 1_000),
                submit(queue, "b1", 10), submit(queue, "c1", 400), submit(queue, "b2", 10), submit(queue, "c2", 400));

        held.countDown();
        joinAll(all);

        assertThat(begun).containsExactly("a1", "b1", "c1", "b2", "c2", "a2", "a3");
    }

    @Test
    void givenOneClientsRequests_whenTheyWait_thenTheyBeginInTheOrderInWhichTheyCame() {
        var queue = queue(1, WIDE);
        var held = new CountDownLatch(1);
        var all = List.of(submitBegun(queue, "a1", 5, held), submit(queue, "a2", 50), submit(queue, "a3", 1),
                submit(queue, "a4", 9));

        held.countDown();
        joinAll(all);

        assertThat(begun).containsExactly("a1", "a2", "a3", "a4");
    }

    @Test
    void givenAClientThatWasAway_whenItComesBack_thenItIsNotAheadForLong() {
        var queue = queue(1, WIDE);
        submit(queue, "b0", 10).join();
        for (var i = 0; i < 100; i++) {
            submit(queue, "a0", 100).join();
        }
        var held = new CountDownLatch(1);
        var all = new ArrayList<>(List.of(submitBegun(queue, "a1", 100, held), submit(queue, "a2", 100)));
        for (var i = 1; i <= 9; i++) {
            all.add(submit(queue, "b" + i, 100));
        }

        held.countDown();
        joinAll(all);

        assertThat(begun.indexOf("a2")).isLessThan(begun.indexOf("b5"));
    }

    @Test
    void givenAClientThatHasManyRequests_whenTheyTakeLong_thenOneThreadIsLeftForOthers() {
        var queue = queue(2, WIDE);
        var held = new CountDownLatch(1);
        var first = submit(queue, "a1", 100, held);
        var second = submit(queue, "a2", 100, held);

        assertThat(submit(queue, "b1", 1).join()).isEqualTo("b1");
        assertThat(first).isNotDone();
        assertThat(begun).doesNotContain("a2");

        held.countDown();
        assertThat(second.join()).isEqualTo("a2");
    }

    @Test
    void givenManyClientsWhoseRequestsTakeLong_whenTheyAskAgain_thenOneThreadIsLeftForOthers() {
        var queue = queue(2, WIDE);
        submit(queue, "a0", 1_000).join();
        submit(queue, "b0", 1_000).join();
        begun.clear();
        var held = new CountDownLatch(1);
        var all = List.of(submit(queue, "a1", 100, held), submit(queue, "b1", 100, held));

        assertThat(submit(queue, "c1", 1).join()).isEqualTo("c1");
        assertThat(all).noneMatch(CompletableFuture::isDone);
        assertThat(begun.stream().filter(name -> !name.equals("c1"))).hasSizeLessThanOrEqualTo(1);

        held.countDown();
        joinAll(all);
    }

    @Test
    void givenAClientWithTooMuchWaiting_whenItSendsMore_thenThatIsRefusedAndOthersAreTaken() {
        var queue = queue(1, new QueueBounds(100, 2, Duration.ofSeconds(1)));
        var held = new CountDownLatch(1);
        var taken = List.of(submitBegun(queue, "b1", 1, held), submit(queue, "a1", 1), submit(queue, "a2", 1));

        assertThat(submit(queue, "a3", 1).join()).startsWith(ErrorCode.OVERLOADED.name()).contains("too many")
                .endsWith(" 2");
        var other = submit(queue, "b2", 1);

        held.countDown();
        joinAll(taken);
        assertThat(other.join()).isEqualTo("b2");
        assertThat(begun).doesNotContain("a3");
    }

    @Test
    void givenAFullQueue_whenAClientComesThatHasLittleWaiting_thenWhoHasMostMakesRoom() {
        var queue = queue(1, new QueueBounds(3, 100, Duration.ofSeconds(1)));
        var held = new CountDownLatch(1);
        var first = submitBegun(queue, "b0", 1, held);
        var all = List.of(first, submit(queue, "a1", 1), submit(queue, "a2", 1));
        var last = submit(queue, "a3", 1);

        assertThat(submit(queue, "a4", 1).join()).startsWith("OVERLOADED");
        var other = submit(queue, "b1", 1);
        assertThat(last.join()).startsWith("OVERLOADED");

        held.countDown();
        joinAll(all);
        assertThat(other.join()).isEqualTo("b1");
        assertThat(begun).containsExactlyInAnyOrder("b0", "a1", "a2", "b1");
    }

    @Test
    void givenARequestThatWaitsTooLong_whenItsTimeIsOver_thenItIsRefusedAndNotBegun() {
        var queue = queue(1, WIDE);
        var held = new CountDownLatch(1);
        var first = submitBegun(queue, "a1", 1, held);
        var late = submit(queue, "a2", 1);
        time.addAndGet(Duration.ofMillis(900).toNanos());
        var inTime = submit(queue, "a3", 1);
        time.addAndGet(Duration.ofMillis(900).toNanos());

        queue.sweep();

        assertThat(late.join()).startsWith("OVERLOADED").contains("waited too long");
        held.countDown();
        assertThat(first.join()).isEqualTo("a1");
        assertThat(inTime.join()).isEqualTo("a3");
        assertThat(begun).containsExactly("a1", "a3");
    }

    @Test
    void givenAClientThatHasGone_whenItsTurnComesOrBefore_thenItsWorkIsNotBegun() {
        var queue = queue(1, WIDE);
        var held = new CountDownLatch(1);
        var first = submitBegun(queue, "a1", 1, held);
        var swept = submit(queue, new Client('b', () -> false), "b1", 1, held);
        queue.sweep();
        assertThat(swept.join()).startsWith("OVERLOADED");
        var dropped = submit(queue, new Client('b', () -> false), "b2", 1, held);

        held.countDown();

        assertThat(first.join()).isEqualTo("a1");
        assertThat(dropped.join()).startsWith("OVERLOADED");
        assertThat(begun).containsExactly("a1");
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void givenWorkThatFails_whenItsTurnComes_thenItsOwnerIsToldAndTheNextBegins() {
        var queue = queue(1, WIDE);
        var failed = queue.<String>submit(new Client('a', () -> true), () -> {
            throw RequestException.badInput("No such thing.");
        }, refused -> "");

        assertThat(failed).failsWithin(Duration.ofSeconds(20)).withThrowableThat()
                .withCauseInstanceOf(RequestException.class);
        assertThat(submit(queue, "a1", 1).join()).isEqualTo("a1");
    }

    @Test
    void givenAQueueThatEnds_whenRequestsWait_thenTheyAreRefused() {
        var queue = queue(1, WIDE);
        var held = new CountDownLatch(1);
        var first = submitBegun(queue, "a1", 1, held);
        var second = submit(queue, "a2", 1);

        queue.close();

        assertThat(second.join()).startsWith("OVERLOADED");
        held.countDown();
        assertThat(first.join()).isEqualTo("a1");
    }
}
