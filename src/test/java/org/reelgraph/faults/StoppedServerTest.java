package org.reelgraph.faults;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Ledger;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerProcess;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** A server that is told to stop while it is written to. */
@Tag("database")
@Tag("faults")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StoppedServerTest {

    private final Path folder = ServerTest.newFolder("StoppedServerTest");

    @Test
    void givenManyWhoWrite_whenTheServerIsToldToStop_thenAllThatWasAcknowledgedIsThere() throws Exception {
        TestDatabase.create(folder);
        var ledger = new Ledger("Summary ".repeat(50));
        try (var server = ServerProcess.start(folder, Map.of())) {
            var writers = ledger.start(Accounts.admin(server.uri()), 8);
            while (ledger.size() < 100) {
                Pause.briefly();
            }

            assertThat(server.stop()).isIn(0, 143);

            writers.stop();
            assertThat(server.log()).noneMatch(line -> line.contains(" ERROR "));
        }
        assertThat(ledger.faults(folder)).isEmpty();
        assertThat(ledger.refusals()).isEmpty();
    }
}
