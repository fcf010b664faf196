package org.reelgraph.storage.postgresql;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PositionHistoryTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final PositionHistory history = new PositionHistory(Duration.ofSeconds(10));

    private long before(int now, int seconds) {
        return history.before(now * SECOND, Duration.ofSeconds(seconds));
    }

    @Test
    void givenPositions_whenAsked_thenTheLatestThatIsOldEnoughIsKnown() {
        history.note(0, 100);
        history.note(4 * SECOND, 200);
        history.note(8 * SECOND, 300);

        assertThat(before(8, 10)).isZero();
        assertThat(before(8, 4)).isEqualTo(200);
        assertThat(before(13, 10)).isEqualTo(100);
        assertThat(before(14, 10)).isEqualTo(200);
    }

    @Test
    void givenADatabaseThatWritesNothing_thenItsPositionIsAsOldAsItsLastWrite() {
        for (var second = 0; second <= 30; second++) {
            history.note(second * SECOND, second < 5 ? 100 : 200);
        }

        assertThat(before(30, 10)).isEqualTo(200);
        assertThat(before(30, 26)).isZero();
    }
}
