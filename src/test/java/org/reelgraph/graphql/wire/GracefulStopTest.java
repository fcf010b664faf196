package org.reelgraph.graphql.wire;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.EventStreamClient;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A server that is stopped while clients ask without a pause, on connections that they keep. */
@Timeout(120)
@Tag("database")
@DatabaseIndependent
class GracefulStopTest {

    private static final int CLIENTS = 8;
    private static final String BODY = "{\"query\": \"{ __typename }\"}";
    private static final String REQUEST = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;

    private static EmbeddedServer start() {
        return ApplicationContext.run(EmbeddedServer.class,
                Map.of("reelgraph.data-dir", ServerTest.newFolder("GracefulStop").toString(), "micronaut.server.port",
                        "-1", "reelgraph.stop-grace", "2s"));
    }

    /** Asks until no connection is taken any more; {@return how many answers closed a connection} */
    private static int ask(URI server, CountDownLatch answered) throws IOException {
        var closed = 0;
        while (true) {
            try (var socket = new Socket(server.getHost(), server.getPort())) {
                closed += answersOn(socket, answered);
            } catch (SocketException e) { // refused, or not taken from the system's queue before the listener closed
                return closed;
            }
        }
    }

    // Ends well only by an answer that says so, once there was one.
    private static int answersOn(Socket socket, CountDownLatch answered) throws IOException {
        socket.setSoTimeout(30_000);
        var in = new BufferedInputStream(socket.getInputStream());
        for (var kept = false;; kept = true) {
            var answer = asked(socket, in, kept);
            assertThat(answer).startsWith("http/1.1 200");
            answered.countDown();
            if (answer.contains("connection: close")) {
                assertThat(in.read()).as("what comes after the last answer").isEqualTo(-1);
                return 1;
            }
        }
    }

    private static String asked(Socket socket, InputStream in, boolean kept) throws IOException {
        try {
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            return answer(in);
        } catch (SocketException e) {
            if (kept) {
                throw new AssertionError("A connection that was kept was reset.", e);
            }
            throw e;
        }
    }

    private static String answer(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            assertThat(next).as("after '%s'", head).isNotEqualTo(-1);
            head.append((char) next);
        }
        var text = head.toString().toLowerCase(Locale.ROOT);
        var length = Integer.parseInt(text.split("content-length: ")[1].split("\r\n")[0]);
        assertThat(in.readNBytes(length)).hasSize(length);
        return text;
    }

    @Test
    void givenClientsThatAskWithoutAPause_whenTheServerIsStopped_thenEachRequestIsAnswered() {
        var server = start();
        var answered = new CountDownLatch(CLIENTS * 20);
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var clients = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> CompletableFuture.supplyAsync(() -> asked(server.getURI(), answered), threads))
                    .toList();
            awaitQuietly(answered, clients);

            server.stop();

            assertThat(clients.stream().map(CompletableFuture::join)).allSatisfy(
                    closed -> assertThat(closed).as("connections closed by an answer").isPositive());
        }
    }

    private static int asked(URI server, CountDownLatch answered) {
        try {
            return ask(server, answered);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch answered, List<? extends CompletableFuture<?>> clients) {
        try {
            answered.await();
        } catch (InterruptedException e) {
            clients.forEach(client -> client.cancel(true));
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void givenAServerThatNobodyAsks_whenItIsStopped_thenItWaitsForNobody() {
        var server = start();
        var connections = server.getApplicationContext().getBean(OpenConnections.class);

        server.stop();

        assertThat(connections.areEnding()).isTrue();
        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void givenAServerThatIsToStop_whenItsHealthIsAsked_thenItIsDownAndTheConnectionClosed() throws IOException {
        try (var server = start(); var socket = new Socket(server.getHost(), server.getPort())) {
            server.getApplicationContext().getBean(OpenConnections.class).end();

            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(answer(socket.getInputStream())).startsWith("http/1.1 503").contains("connection: close");
        }
    }

    @Test
    void givenStreamsOfResults_whenTheServerIsStopped_thenEachIsTold() {
        var server = start();
        var follow = "subscription { libraryChanged { id } }";
        try (var socket = SocketClient.open(server.getURI()).init();
                var stream = EventStreamClient.open(new GraphQlClient(server.getURI()), follow, Map.of())) {
            socket.subscribe("a", follow);

            server.stop();

            assertThat(socket.closed()).isEqualTo("1001 The server stops");
            assertThat(stream.rest()).isEmpty();
        }
    }
}
