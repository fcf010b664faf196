package org.reelgraph.mediaos.mirror;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.reelgraph.mediaos.mirror.FileAttempt.Compared;

import static org.assertj.core.api.Assertions.assertThat;

class FileAttemptTest {

    private static final Compared WHAT = new Compared("12 bytes", "7");

    @Test
    void givenAConflict_whenNothingHasChanged_thenAnotherAttemptWouldFindTheSame() {
        var attempt = FileAttempt.none(0).failed("Somebody has changed it.", true, 0, WHAT);

        assertThat(attempt.isStill(WHAT)).isTrue();
        assertThat(attempt.isStill(new Compared("13 bytes", "7"))).isFalse();
        assertThat(attempt.isStill(new Compared("12 bytes", "8"))).isFalse();
    }

    @Test
    void givenAFailureThatIsNoConflict_thenAnotherAttemptMayDoBetter() {
        assertThat(FileAttempt.none(0).failed("The disk is full.", false, 0, WHAT).isStill(WHAT)).isFalse();
    }

    @Test
    void givenFailuresInARow_thenPausesGrowUpToAMinute() {
        var attempt = FileAttempt.none(0);
        for (var seconds : new int[]{1, 2, 5, 15, 30, 60, 60}) {
            attempt = attempt.failed("The disk is full.", false, 0, WHAT);

            assertThat(attempt.isDue(Duration.ofSeconds(seconds).toNanos() - 1)).isFalse();
            assertThat(attempt.isDue(Duration.ofSeconds(seconds).toNanos())).isTrue();
        }
    }
}
