package org.reelgraph.faults;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.Ledger;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.RawConnection;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Crowds of clients, and another program that writes. How long: {@code -Dcrowd.seconds=60}. */
@Tag("faults")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CrowdTest extends ServerTest {

    private static final long LASTS = TimeUnit.SECONDS.toNanos(Integer.getInteger("crowd.seconds", 2));
    private static final int WRITERS = 8;
    private static final int READERS = 32;
    private static final int CONNECTIONS = 1_000;
    private static final String COUNT = "{ libraryStats { movieCount } }";
    private static final String QUERY = "{\"query\":\"{__typename}\"}";

    private final Ledger ledger = new Ledger("Summary ".repeat(50));

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.rate.mutations", "0", "reelgraph.rate.queries", "0",
                "reelgraph.limits.queue-mutation-wait", "1s");
    }

    /** {@return how often each answer was given to readers who ask until a condition no longer holds} */
    private Map<String, Integer> read(BooleanSupplier goesOn) {
        var answers = new ConcurrentHashMap<String, Integer>();
        var readers = IntStream.range(0, READERS).mapToObj(any -> {
            var ended = new CompletableFuture<Void>();
            Thread.ofPlatform().daemon().start(() -> {
                do {
                    answers.merge(count(), 1, Integer::sum);
                } while (goesOn.getAsBoolean());
                ended.complete(null);
            });
            return ended;
        }).toList();
        readers.forEach(CompletableFuture::join);
        return answers;
    }

    private String count() {
        var answer = anonymous().answer(COUNT);
        return answer.path("errors").isEmpty()
                ? answer.at("/data/libraryStats/movieCount").asInt() % 2 == 0 ? "pairs" : "half a pair"
                : answer.at("/errors/0/extensions/code").asText();
    }

    @Test
    void givenManyWhoWriteAndRead_thenNothingAcknowledgedIsLost_andNobodySeesHalf() throws Exception {
        var writers = ledger.start(client(), WRITERS);
        var begun = System.nanoTime();

        var answers = read(() -> System.nanoTime() - begun < LASTS);
        writers.stop();

        assertThat(ledger.faults(folder())).isEmpty();
        assertThat(ledger.refusals()).isEmpty();
        assertThat(answers).containsOnlyKeys("pairs");
        assertThat(ledger.size()).isPositive();
    }

    @Test
    void givenAnotherProgramThatHoldsTheDatabase_thenReadersDoNotWait_andWritersAreToldSoOrGetThrough()
            throws Exception {
        client();
        Ledger.Writers writers;
        try (var other = TestDatabase.open(folder()); var statement = other.createStatement()) {
            TestDatabase.beginWriting(statement);
            writers = ledger.start(client(), 2 * WRITERS);

            // Those that come after them wait for their turn, and no longer than they may.
            var answers = read(() -> ledger.refusals().isEmpty());

            assertThat(answers).containsOnlyKeys("pairs");
            assertThat(ledger.refusals()).containsOnlyKeys("OVERLOADED");
            statement.execute("ROLLBACK");
        }
        var before = ledger.size();
        while (ledger.size() == before) {
            Pause.briefly();
        }
        writers.stop();
        assertThat(ledger.faults(folder())).isEmpty();
    }

    @Test
    void givenAThousandConnectionsAtOnce_thenEachIsAnswered_andOthersAreServedAfterwards() {
        var connections = new ArrayList<RawConnection>();
        try {
            for (var i = 0; i < CONNECTIONS; i++) {
                connections.add(new RawConnection(server.getURI(), "127.0.0." + (2 + i % 4)));
            }
            connections.forEach(connection -> connection.send("POST /graphql HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + QUERY.length() + "\r\n\r\n" + QUERY));
            var answers = new TreeMap<String, Integer>();
            connections.forEach(connection -> answers.merge(connection.readUntil("}").split("\r\n", 2)[0], 1,
                    Integer::sum));

            assertThat(answers).isEqualTo(Map.of("HTTP/1.1 200 OK", CONNECTIONS));
        } finally {
            connections.forEach(CrowdTest::close);
        }
        assertThat(count()).isEqualTo("pairs");
    }

    private static void close(RawConnection connection) {
        try {
            connection.close();
        } catch (UncheckedIOException e) {
            throw new AssertionError(e);
        }
    }
}
