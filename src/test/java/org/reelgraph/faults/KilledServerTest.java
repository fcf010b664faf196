package org.reelgraph.faults;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Ledger;
import org.reelgraph.testing.ServerProcess;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Servers that are killed at any moment while they are written to. How often: {@code -Dkills=200}. */
@Tag("database")
@Tag("faults")
@Timeout(value = 2, unit = TimeUnit.HOURS)
class KilledServerTest {

    private static final int KILLS = Integer.getInteger("kills", 1);
    private static final int WRITERS = 4;
    private static final double LATEST = TimeUnit.MILLISECONDS.toNanos(1_500);

    private final Random random = new Random();
    private final Ledger ledger = new Ledger("Summary ".repeat(50));

    @Test
    void givenMutationsAndJobs_whenTheServerIsKilled_thenTheNextHasAllThatWasAcknowledged() throws Exception {
        var folder = ServerTest.newFolder("KilledServerTest");
        TestDatabase.create(folder);
        for (var kill = 0; kill < KILLS; kill++) {
            try (var server = ServerProcess.start(folder, Map.of())) {
                var admin = Accounts.admin(server.uri());
                start(admin, folder, kill);
                var writers = ledger.start(admin, WRITERS);
                LockSupport.parkNanos((long) (random.nextDouble() * LATEST));
                server.kill();
                writers.stop();
            }
            assertIsWhole(folder, kill);
        }
        try (var server = ServerProcess.start(folder, Map.of())) {
            var ready = new GraphQlClient(server.uri()).get("/health/ready");
            assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
            assertThat(server.log()).noneMatch(line -> line.contains(" ERROR "));
        }
        assertThat(ledger.refusals()).isEmpty();
        assertThat(ledger.size()).isPositive();
    }

    private void start(GraphQlClient admin, Path folder, int number) {
        if (number % 2 == 0) {
            var lines = IntStream.range(0, 500).mapToObj(i -> "{\"kind\": \"MOVIE\", \"title\": \"Import %d %d\"}"
                    .formatted(number, i)).collect(Collectors.joining("\n"));
            new Jobs(admin, folder).file("kill.jsonl", lines);
            admin.data("mutation { importLibrary(input: {path: \"kill.jsonl\", source: \"s" + number
                    + "\"}) { job { id } } }");
        } else {
            admin.data("mutation { createBackup(input: {}) { job { id } } }");
        }
    }

    private void assertIsWhole(Path folder, int kill) throws SQLException {
        if (!TestDatabase.isPostgresql()) {
            assertThat(Tables.query(folder, "PRAGMA integrity_check")).containsExactly("|ok");
            assertThat(Tables.query(folder, "PRAGMA foreign_key_check")).isEmpty();
        }
        assertThat(ledger.faults(folder)).as("after kill %d of %d movies", kill, ledger.size()).isEmpty();
    }
}
