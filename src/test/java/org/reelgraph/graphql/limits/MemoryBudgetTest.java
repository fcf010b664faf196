package org.reelgraph.graphql.limits;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MemoryBudgetTest {

    @Test
    void givenAShareThatTookMost_whenAnotherTakesMoreThanIsLeft_thenItIsRefusedAndNothingIsTaken() {
        var budget = new MemoryBudget(100, Duration.ZERO);
        var first = budget.open();
        first.take(90);
        var second = budget.open();

        assertThat(second.tryTake(11)).isFalse();
        assertThatExceptionOfType(RequestException.class).isThrownBy(() -> second.take(11))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.OVERLOADED))
                .satisfies(refused -> assertThat(refused.retryAfter()).isPresent());
        assertThat(budget.taken()).isEqualTo(90);
        assertThat(second.tryTake(10)).isTrue();
    }

    @Test
    void givenAWaitingShare_whenAnotherIsClosed_thenItGetsItsRoom() {
        var budget = new MemoryBudget(100, Duration.ofMinutes(1));
        var first = budget.open();
        first.take(100);
        var second = budget.open();

        var waiting = CompletableFuture.runAsync(() -> second.take(60));
        first.close();
        waiting.join();

        assertThat(budget.taken()).isEqualTo(60);
    }

    @Test
    @Timeout(60)
    void givenSharesThatWaitForOneAnother_whenNoneCanGoOn_thenTheLastToComeIsRefusedAtOnce() {
        var budget = new MemoryBudget(100, Duration.ofDays(1));
        var shares = List.of(budget.open(), budget.open());
        shares.forEach(share -> share.take(50));

        // Whoever is refused gives back what it has, which is what the other waits for.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var refused = shares.stream().map(share -> CompletableFuture.supplyAsync(() -> isRefused(share), threads))
                    .toList().stream().filter(CompletableFuture::join).count();

            assertThat(refused).isEqualTo(1);
        }
        assertThat(budget.taken()).isEqualTo(60);
    }

    private static boolean isRefused(MemoryBudget.Share share) {
        try {
            share.take(10);
            return false;
        } catch (RequestException e) {
            share.close();
            return true;
        }
    }

    @Test
    void givenAShare_whenItWouldNeedMoreThanThereIs_thenItIsNotToldToTryAgain() {
        var share = new MemoryBudget(100, Duration.ofDays(1)).open();
        share.take(60);

        assertThatExceptionOfType(RequestException.class).isThrownBy(() -> share.take(41))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
    }

    @Test
    void givenAClosedShare_whenItIsUsedAgain_thenItCountsNothing() {
        var budget = new MemoryBudget(100, Duration.ZERO);
        var share = budget.open();
        share.note(150);
        assertThat(budget.taken()).isEqualTo(150);

        share.close();
        share.close();
        share.note(10);

        assertThat(budget.taken()).isZero();
    }

    @Test
    void givenTwoSharesThatWait_whenAThirdNeedsMemory_thenItIsRefusedAtOnce() {
        var budget = new MemoryBudget(100, Duration.ofDays(1));
        var holder = budget.open();
        holder.take(100);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var refused = IntStream.range(0, 3)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> isRefused(budget.open()), threads)).toList();

            // None but the third to come can end before the memory is given back.
            assertThat(CompletableFuture.anyOf(refused.toArray(CompletableFuture[]::new)).join()).isEqualTo(true);
            holder.close();

            assertThat(refused.stream().filter(CompletableFuture::join)).hasSize(1);
        }
    }

    @Test
    void givenNoSetting_whenABudgetIsMade_thenItIsAShareOfTheHeap() {
        assertThat(new MemoryBudget(0, Duration.ZERO).most()).isEqualTo(Runtime.getRuntime().maxMemory() / 4);
    }
}
