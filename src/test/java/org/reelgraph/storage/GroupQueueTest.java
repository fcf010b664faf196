package org.reelgraph.storage;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.Pause;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class GroupQueueTest {

    private static final Duration FOREVER = Duration.ofDays(1);

    private static GroupMember<Integer> member() {
        return new GroupMember<>(() -> 1, ChangeScope.ANYTHING, bytes -> {
        });
    }

    private static GroupQueue withAGroupOf(int members, Duration patience) {
        var queue = new GroupQueue(patience);
        queue.enter(member());
        queue.handOver(members);
        return queue;
    }

    @Test
    void givenAGroupOfTwo_whenTheNextOneIsLed_thenASecondMemberIsWaitedForAndNoThird() throws Exception {
        var queue = withAGroupOf(2, FOREVER);
        var second = member();
        assertThat(queue.enter(member())).isTrue();
        var next = new FutureTask<>(() -> queue.next(1));
        var leader = Thread.ofPlatform().start(next);
        while (leader.getState() != Thread.State.TIMED_WAITING) {
            Pause.briefly();
        }

        assertThat(queue.enter(second)).isFalse();

        assertThat(next.get()).isSameAs(second);
        assertThat(queue.next(2)).isNull();
    }

    @Test
    void givenNobodyElse_whenAGroupIsLed_thenNobodyIsWaitedFor() {
        var queue = withAGroupOf(1, FOREVER);

        assertThat(queue.enter(member())).isTrue();

        assertThat(queue.next(1)).isNull();
    }

    @Test
    void givenAGroupOfTwo_whenNobodyComes_thenTheNextGroupIsCommittedAfterAMoment() {
        var queue = withAGroupOf(2, Duration.ofMillis(1));

        assertThat(queue.enter(member())).isTrue();

        assertThat(queue.next(1)).isNull();
    }

    @Test
    void givenOneThatWaits_whenAGroupEnds_thenItLeadsTheNextOne() {
        var queue = new GroupQueue(FOREVER);
        var second = member();
        queue.enter(member());
        queue.enter(second);

        queue.handOver(1);

        assertThat(second.awaitTurn()).isTrue();
        assertThat(queue.size()).isEqualTo(1);
    }
}
