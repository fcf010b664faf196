package org.reelgraph.storage.postgresql;

import io.github.bucket4j.TimeMeter;
import io.micronaut.core.value.MapPropertyResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.storage.quotas.LocalAttemptCounter;
import org.reelgraph.storage.quotas.LocalQuotas;
import org.reelgraph.storage.quotas.QuotaRule;

import static org.assertj.core.api.Assertions.assertThat;

class SharedCountsTest {

    private static SharedCounts ofNoDatabase() throws IOException {
        try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new SharedCounts(new MapPropertyResolver(Map.of("reelgraph.database",
                    "postgresql://ada@localhost:" + unused.getLocalPort() + "/films")), TimeMeter.SYSTEM_NANOTIME);
        }
    }

    @Test
    void givenADatabaseThatCanNotBeReached_whenCounted_thenTheServerCountsForItself() throws IOException {
        var counts = ofNoDatabase();
        try {
            var quota = new SharedQuotas(counts, new LocalQuotas(TimeMeter.SYSTEM_NANOTIME))
                    .of(new QuotaRule("things", 2, Duration.ofHours(1), 0), "somebody");
            assertThat(quota.take(1)).isZero();
            assertThat(quota.take(1)).isZero();
            assertThat(quota.take(1)).isPositive();
            quota.giveBack(1);
            assertThat(quota.take(1)).isZero();

            var attempts = new SharedAttemptStore(counts, new LocalAttemptCounter(TimeMeter.SYSTEM_NANOTIME));
            assertThat(attempts.count("somebody", 1)).isZero();
            assertThat(attempts.count("somebody", 1)).isPositive();
            attempts.forget("somebody");
            assertThat(attempts.count("somebody", 1)).isZero();
        } finally {
            counts.close();
        }
    }
}
