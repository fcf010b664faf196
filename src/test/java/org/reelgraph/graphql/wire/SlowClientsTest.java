package org.reelgraph.graphql.wire;

import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.graphql.limits.MemoryBudget;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.RawConnection;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Clients that keep the server waiting. */
@Timeout(60)
@DatabaseIndependent
class SlowClientsTest extends ServerTest {

    private static final String HEAD = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static final String QUERY = "{\"query\":\"{__typename}\"}";

    @Inject
    MemoryBudget memory;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.limits.stall", "1s");
    }

    private RawConnection connect() {
        return new RawConnection(server.getURI());
    }

    private static void waitUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Pause.briefly();
        }
    }

    @AfterEach
    void nothingIsHeldAnyLonger() {
        waitUntil(() -> memory.taken() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 30000\r\n\r\n{\"query\":", "Content-Length: 30\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n2\r\n{\"\r\n", "Transfer-Encoding: chunked\r\n\r\n2",
            "Content-Length: 30000\r\nContent-Encoding: gzip\r\n\r\n{"})
    void givenABodyWhoseEndNeverComes_whenItHasWaited_thenTheServerSaysSoAndCloses(String begun) {
        try (var client = connect().send(HEAD + begun)) {
            assertThat(client.readAll()).startsWith("HTTP/1.1 408").containsIgnoringCase("connection: close")
                    .contains("\"code\":\"REQUEST_TIMEOUT\"", "\"requestId\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "POST /graphql HTTP/1.1\r\n", HEAD})
    void givenAHeadWhoseEndNeverComes_whenItHasWaited_thenTheServerSaysSoAndCloses(String begun) {
        try (var client = connect().send(begun)) {
            assertThat(client.readAll()).startsWith("HTTP/1.1 408").contains("REQUEST_TIMEOUT");
        }
        try (var client = connect().send(HEAD + "Content-Length: 24\r\n\r\n" + QUERY)) {
            assertThat(client.readUntil("}}")).startsWith("HTTP/1.1 200");
            assertThat(client.send(begun).readAll()).startsWith("HTTP/1.1 408").contains("REQUEST_TIMEOUT");
        }
    }

    @Test
    void givenAConnectionThatBringsNothing_whenItHasWaited_thenItIsClosedWithoutAWord() {
        try (var client = connect()) {
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void givenABodyThatComesByteByByte_whenItIsTooSlow_thenTheServerSaysSo() {
        try (var client = connect().send(HEAD + "Content-Length: 30000\r\n\r\n")) {
            waitUntil(() -> client.send(" ").hearsWithin(100));

            assertThat(client.readAll()).startsWith("HTTP/1.1 408").contains("REQUEST_TIMEOUT");
        }
    }

    /** {@return a request for two megabytes} */
    private String longRequest() {
        var movies = IntStream.range(0, 10).<Object>mapToObj(n -> Map.of("title", "Movie " + n, "ratingKey", "m" + n,
                "summary", "x".repeat(7_000))).toList();
        client().data("mutation($m: [MovieInput!]!) { importMovies(input: {movies: $m}) { movies { id } } }",
                Map.of("m", movies));
        var fields = IntStream.range(0, 29)
                .mapToObj(n -> "a" + n + ":summary").reduce("", (all, one) -> all + " " + one);
        var query = "{\"query\":\"{allMovies(first:10){edges{node{" + fields + "}}}}\"}";
        return HEAD + "Content-Length: " + query.length() + "\r\n\r\n" + query;
    }

    @Test
    void givenAWebSocket_whenTheClientDoesNotReadItsResults_thenItIsClosed() {
        var request = longRequest();
        var query = GraphQlClient.json(request.substring(request.indexOf("\r\n\r\n"))).get("query").asText();
        try (var socket = SocketClient.open(server.getURI()).init()) {
            socket.stopReading();

            assertThatThrownBy(() -> {
                for (var i = 0; i < 1_000; i++) {
                    socket.subscribe("q" + i, query);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
            }).isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void givenALongAnswer_whenTheClientDoesNotTakeIt_thenItCountsAsMemory_andTheConnectionIsClosed() {
        var request = longRequest();
        try (var client = connect()) {
            List.of(1, 2, 3, 4).forEach(any -> client.send(request));
            waitUntil(() -> memory.taken() > 1_000_000);
            waitUntil(() -> memory.taken() == 0);

            assertThat(lengthReadOf(client)).isLessThan(8_000_000);
        }
    }

    @Test
    void givenALongAnswer_whenTheClientTakesItByteByByte_thenTheConnectionIsClosed_andOthersAreServed() {
        var request = longRequest();
        try (var client = connect()) {
            List.of(1, 2, 3, 4).forEach(any -> client.send(request));
            waitUntil(() -> memory.taken() > 1_000_000);
            waitUntil(() -> {
                client.readByte();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                return memory.taken() == 0;
            });

            assertThat(anonymous().data("{ __typename }").get("__typename").asText()).isEqualTo("Query");
        }
    }

    private static int lengthReadOf(RawConnection client) {
        try {
            return client.readAll().length();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }
}
