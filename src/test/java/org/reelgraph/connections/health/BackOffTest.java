package org.reelgraph.connections.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerProblem;

import static org.assertj.core.api.Assertions.assertThat;

/** What failures mean shortly after a start. */
class BackOffTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static ServerException failure(Optional<Duration> pause) {
        return new ServerException(ServerProblem.RATE_LIMITED, "busy", pause);
    }

    @Test
    void givenAnEarlyFailure_whenItIsNoted_thenTheServerIsNotLeftAlone_unlessItAsksForIt() {
        var once = ServerHealth.good(1).failed(failure(Optional.empty()), NOW, true);
        var twice = once.failed(failure(Optional.of(Duration.ofHours(2))), NOW, true);

        assertThat(once.disabledUntil()).isNull();
        assertThat(twice.level()).isEqualTo(1);
        assertThat(twice.disabledUntil()).isEqualTo(NOW.plus(Duration.ofHours(2)));
    }

    @Test
    void givenAServerThatAsksForAYear_whenItIsNoted_thenItIsLeftAloneForADay() {
        var failed = ServerHealth.good(1).failed(failure(Optional.of(Duration.ofDays(365))), NOW, false);

        assertThat(failed.disabledUntil()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void givenAShorterWishThanOurPause_whenItIsNoted_thenTheLongerCounts() {
        var failed = new ServerHealth(1, 6, null, null, null, null, null)
                .failed(failure(Optional.of(Duration.ofSeconds(1))), NOW, false);

        assertThat(failed.level()).isEqualTo(7);
        assertThat(failed.disabledUntil()).isEqualTo(NOW.plus(Duration.ofHours(6)));
    }
}
