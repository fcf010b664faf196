package org.reelgraph.graphql.execution;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentTimeTest {

    private final RecentTime time = new RecentTime();

    private void note(int times, Duration taken) {
        for (var i = 0; i < times; i++) {
            time.note(taken.toNanos());
        }
    }

    @Test
    void givenADocument_whenItHasNotRun_thenItIsNotQuick() {
        assertThat(time.isQuick()).isFalse();
    }

    @Test
    void givenAQuickQuery_whenItHasRun_thenItsDocumentIsQuick() {
        note(1, Duration.ofNanos(200_000));

        assertThat(time.isQuick()).isTrue();
    }

    @Test
    void givenAQuickDocument_whenOneOfItsQueriesIsSlow_thenItIsNotQuickUntilManyWere() {
        note(100, Duration.ofNanos(200_000));
        note(1, Duration.ofMillis(50));
        assertThat(time.isQuick()).isFalse();

        note(3, Duration.ofNanos(200_000));
        assertThat(time.isQuick()).isFalse();

        note(30, Duration.ofNanos(200_000));
        assertThat(time.isQuick()).isTrue();
    }
}
