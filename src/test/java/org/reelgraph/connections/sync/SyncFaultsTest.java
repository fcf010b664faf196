package org.reelgraph.connections.sync;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.servers.FakeKind;
import org.reelgraph.testing.servers.FakeServer;
import org.reelgraph.testing.servers.Fault;
import org.reelgraph.testing.servers.SyncClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A server that fails in all ways at once: nothing is lost, nothing is deleted wrongly, and what wasn't read is named. */
class SyncFaultsTest extends ServerTest {

    private static final int FAULTS = 50;
    private static final int MOVIES = 30;
    private static final int SHOWS = 8;
    private static final int FIRST_SHOW = 1_000_000;
    private static final int SHOW_SIZE = 1 + 2 * (3 + 1);

    private FakeServer fake;
    private SyncClient syncs;
    private String connection;

    @Override
    protected Map<String, String> settings() {
        var settings = new HashMap<>(SyncClient.FAST);
        settings.put("reelgraph.sync.attempts", "3");
        return settings;
    }

    private void connect(FakeKind kind) throws IOException {
        fake = kind.start();
        fake.fill(MOVIES, SHOWS, 2, 3);
        syncs = new SyncClient(client(), folder());
        connection = syncs.connect(kind.name(), fake);
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private List<String> requests() {
        return Stream.of(IntStream.rangeClosed(1, MOVIES).mapToObj(fake::metadataRequest),
                IntStream.range(0, SHOWS).map(show -> FIRST_SHOW + show * SHOW_SIZE).boxed()
                        .flatMap(show -> Stream.of(fake.metadataRequest(show), fake.seasonsRequest(show),
                                fake.episodesRequest(show, show + 1), fake.episodesRequest(show, show + 5))),
                Stream.of(fake.listRequest(1), fake.listRequest(2))).flatMap(each -> each).toList();
    }

    // Each kind at least several times, but for those that hold the test up.
    private void failAtRandom() {
        var random = new Random(7);
        var requests = requests();
        for (var i = 0; i < FAULTS; i++) {
            var fault = Fault.values()[i % Fault.values().length];
            var request = requests.get(random.nextInt(requests.size()));
            for (var times = 0; times < (fault == Fault.HANGING ? 1 : 1 + random.nextInt(3)); times++) {
                fake.fail(request, fault);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void givenFiftyFaults_whenItIsSynchronised_thenNothingIsLostAndEachItemThatLacksIsNamed(FakeKind kind)
            throws IOException, SQLException {
        connect(kind);
        assertThat(syncs.sync(connection, "FULL").get("state").asText()).isEqualTo("SUCCEEDED");
        fake.remove(5);
        fake.retitle(3, "Another film");
        fake.episode(FIRST_SHOW + 1, 999_999, 4, "The new one");
        var there = fake.titles();
        failAtRandom();

        var job = syncs.sync(connection, "FULL");

        assertThat(job.get("state").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        var library = syncs.library(kind.name());
        var named = SyncClient.items(job);
        assertThat(library).containsAll(there.stream().filter(title -> !title.equals("Another film")
                && !title.equals("The new one")).toList());
        assertThat(library.contains("Another film") || named.contains("KEPT 3")).as(named.toString()).isTrue();
        assertThat(library.contains("The new one") || named.stream().anyMatch(item -> item.endsWith(" " + FIRST_SHOW))
                || !job.at("/sections/1/problem").isNull()).as(job.toString()).isTrue();
        assertThat(library.contains("Film 4")).isEqualTo(!named.contains("GONE 5"));

        fake.calmDown();
        assertThat(syncs.sync(connection, "INCREMENTAL").get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(syncs.library(kind.name())).isEqualTo(fake.titles());
    }
}
