package org.reelgraph.graphql.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.RawHttp;
import org.reelgraph.testing.RawSocket;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The protocol graphql-transport-ws, message by message. */
@DatabaseIndependent
class GraphQlWebSocketTest extends ServerTest {

    private static final String FOLLOW = "subscription { libraryChanged { action media { title } } }";

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.demo", "true", "reelgraph.subscriptions.init-wait", "900ms",
                "reelgraph.subscriptions.operations", "3", "reelgraph.subscriptions.streams-of-one", "5",
                "reelgraph.cors-origins", "https://app.example.org", "reelgraph.hosts", "reel.example.org");
    }

    private SocketClient socket() {
        return SocketClient.open(server.getURI()).init();
    }

    @Test
    void givenASocket_whenQueriesAndMutationsCome_thenEachHasOneResultAndIsComplete() {
        try (var socket = socket()) {
            socket.subscribe("q", "query($n: Int) { allSeries(first: $n) { totalCount } }", Map.of("n", 1));
            var next = socket.next();
            assertThat(next.get("type").asText()).isEqualTo("next");
            assertThat(next.get("id").asText()).isEqualTo("q");
            assertThat(next.at("/payload/data/allSeries/totalCount").asInt()).isPositive();
            assertThat(socket.next()).hasToString("{\"type\":\"complete\",\"id\":\"q\"}");

            socket.subscribe("q", "mutation { deleteMedia(input: {id: \"movie_0000000000000\"}) { deletedId } }");
            assertThat(socket.next().at("/payload/errors/0/extensions/code").asText()).isEqualTo("UNAUTHENTICATED");
            assertThat(socket.next().get("type").asText()).isEqualTo("complete");
        }
    }

    @Test
    void givenATokenInTheFirstMessageOrTheHeader_whenOperationsCome_thenTheyAreThatUsers() {
        var token = "Bearer " + Accounts.login(anonymous(), Accounts.ADMIN, Accounts.PASSWORD)
                .get("accessToken").asText();
        for (var payload : List.of(Map.<String, Object>of("authorization", token),
                Map.<String, Object>of("Authorization", token, "other", 1), Map.<String, Object>of())) {
            var headers = payload.isEmpty() ? new String[]{"Authorization", token} : new String[0];
            try (var socket = SocketClient.open(server.getURI(), headers).init(payload)) {
                socket.subscribe("v", "{ viewer { user { role } } }");
                assertThat(socket.next().at("/payload/data/viewer/user/role").asText()).isEqualTo("ADMIN");
            }
        }
    }

    @Test
    void givenAnInvalidToken_whenTheSocketIsInitialised_thenItIsClosedAsForbidden() {
        try (var socket = SocketClient.open(server.getURI())) {
            socket.send(Map.of("type", "connection_init", "payload", Map.of("authorization", "Bearer nonsense")));
            assertThat(socket.closed()).startsWith("4403 ");
        }
    }

    @Test
    void givenAnInvalidDocument_whenItIsSubscribedTo_thenItsErrorsAreTold() {
        try (var socket = socket()) {
            for (var document : List.of("subscription { nothing }", "{", "subscription { __typename }",
                    "subscription { libraryChanged { id } jobUpdated { id } }",
                    "subscription($a: Boolean!) { libraryChanged @include(if: $a) { id } }",
                    "subscription { libraryChanged(after: \"x\") { id } }", "subscription { jobUpdated { id } }")) {
                socket.subscribe("e", document, document.contains("$a") ? Map.of("a", false) : Map.of());
                var error = socket.next();
                assertThat(error.get("type").asText()).as(document).isEqualTo("error");
                assertThat(error.get("payload").isArray()).isTrue();
                assertThat(error.at("/payload/0/extensions/code").asText()).as(document).isIn("BAD_USER_INPUT",
                        "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "UNAUTHENTICATED");
                assertThat(error.at("/payload/0/extensions/requestId").asText()).isNotEmpty();
            }
        }
    }

    @Test
    void givenASubscription_whenItIsCancelled_thenItsIdIsFreeAndNothingMoreComes() {
        try (var socket = socket()) {
            for (var i = 0; i < 10; i++) {
                socket.subscribe("s", FOLLOW);
                socket.send(Map.of("type", "complete", "id", "s"));
            }
            client().data("mutation { importMovies(input: {movies: [{title: \"Cancelled\"}]}) { failed } }");
            socket.subscribe("q", "{ __typename }");
            assertThat(socket.next().get("id").asText()).isEqualTo("q");
            assertThat(socket.next().get("id").asText()).isEqualTo("q");
            assertThat(socket.waiting()).isZero();
        }
    }

    @Test
    void givenPings_whenTheyCome_thenTheyAreAnsweredInBothLayers() {
        try (var socket = socket()) {
            socket.send(Map.of("type", "ping", "payload", Map.of("a", 1)));
            assertThat(socket.next().get("type").asText()).isEqualTo("pong");
            socket.send(Map.of("type", "pong"));
            socket.socket().sendPing(ByteBuffer.allocate(4)).join();
            socket.ponged().join();
        }
    }

    @Test
    void givenASocket_whenItsClientClosesIt_thenTheServerAnswersByTheSame() {
        try (var socket = socket()) {
            socket.subscribe("s", FOLLOW);
            socket.socket().sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
            assertThat(socket.closed()).isEqualTo("1000 done");
        }
    }

    @Test
    void givenAnOperationBeforeTheAcknowledgement_whenItComes_thenTheSocketIsClosedAsUnauthorized() {
        try (var socket = SocketClient.open(server.getURI())) {
            socket.subscribe("a", "{ __typename }");
            assertThat(socket.closed()).isEqualTo("4401 Unauthorized");
        }
    }

    @Test
    void givenASecondInitialisation_whenItComes_thenTheSocketIsClosed() {
        try (var socket = socket()) {
            socket.send(Map.of("type", "connection_init"));
            assertThat(socket.closed()).isEqualTo("4429 Too many initialisation requests");
        }
    }

    @Test
    void givenAnIdThatIsInUse_whenItIsSubscribedTo_thenTheSocketIsClosed() {
        try (var socket = socket()) {
            socket.subscribe("a \"b\"", FOLLOW);
            socket.subscribe("a \"b\"", FOLLOW);
            assertThat(socket.closed()).isEqualTo("4409 Subscriber for a \"b\" already exists");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "[]", "{}", "{\"type\": 1}", "{\"type\": \"start\"}", "{\"type\":\"ping\"} 1",
            "{\"type\": \"subscribe\", \"payload\": {\"query\": \"{ __typename }\"}}",
            "{\"type\": \"subscribe\", \"id\": 1, \"payload\": {\"query\": \"{ __typename }\"}}",
            "{\"type\": \"subscribe\", \"id\": \"a\"}",
            "{\"type\": \"subscribe\", \"id\": \"a\", \"payload\": []}",
            "{\"type\": \"subscribe\", \"id\": \"a\", \"payload\": {\"query\": 1}}"})
    void givenAnInvalidMessage_whenItComes_thenTheSocketIsClosed(String message) {
        try (var socket = socket()) {
            socket.send(message);
            assertThat(socket.closed()).startsWith("4400 ");
        }
    }

    @Test
    void givenNoInitialisation_whenTimeIsOver_thenTheSocketIsClosed() {
        try (var socket = SocketClient.open(server.getURI())) {
            assertThat(socket.closed()).isEqualTo("4408 Connection initialisation timeout");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "graphql-ws"})
    void givenAnotherSubprotocol_whenASocketIsOpened_thenItIsClosed(String subprotocol) {
        try (var socket = SocketClient.bySubprotocol(server.getURI(), subprotocol)) {
            assertThat(socket.closed()).isEqualTo("4406 Subprotocol not acceptable");
        }
    }

    @Test
    void givenPagesOfOtherOrigins_whenTheyOpenASocket_thenItIsClosedBeforeAnythingIsExecuted() {
        for (var origin : List.of("https://evil.example.org", "http://localhost:1", "null")) {
            try (var socket = SocketClient.open(server.getURI(), "Origin", origin)) {
                assertThat(socket.closed()).as(origin).startsWith("4403 ");
            }
        }
        for (var origin : List.of("http://" + server.getURI().getAuthority(), "https://app.example.org",
                "https://reel.example.org")) {
            try (var socket = SocketClient.open(server.getURI(), "Origin", origin).init()) {
                socket.subscribe("a", "{ __typename }");
                assertThat(socket.next().get("type").asText()).as(origin).isEqualTo("next");
            }
        }
    }

    @Test
    void givenManyOperations_whenThereAreMoreThanMayBe_thenTheNextIsRefused() {
        try (var socket = socket()) {
            for (var i = 0; i < 4; i++) {
                socket.subscribe("s" + i, FOLLOW);
            }
            var error = socket.next();
            assertThat(error.get("type").asText()).isEqualTo("error");
            assertThat(error.get("id").asText()).isEqualTo("s3");
            assertThat(error.at("/payload/0/extensions/code").asText()).isEqualTo("RATE_LIMITED");
        }
    }

    @Test
    void givenManySockets_whenThereAreMoreThanOneMayHave_thenTheNextIsClosed() {
        var open = new ArrayList<SocketClient>();
        try {
            for (var i = 0; i < 5; i++) {
                open.add(socket());
            }
            open.add(SocketClient.open(server.getURI()));
            assertThat(open.getLast().closed()).startsWith("1013 Too many");
            open.removeFirst().close();
        } finally {
            open.forEach(SocketClient::close);
        }
    }

    @Test
    void givenAMessageThatIsTooLong_whenItComesAtOnceOrInManyFrames_thenTheSocketIsClosed() {
        try (var socket = socket()) {
            var sent = socket.socket().sendText(" ".repeat(140_000), true);
            assertThat(socket.closed()).startsWith("1009 ");
            sent.cancel(true);
        }
        try (var socket = socket()) {
            flood(socket.socket());
            assertThat(socket.closed()).matches("(1009|lost) .*");
        }
    }

    private static void flood(WebSocket socket) {
        try {
            for (var i = 0; i < 20; i++) {
                socket.sendText(" ".repeat(10_000), false).join();
            }
        } catch (CompletionException e) {
            // It is closed already.
        }
    }

    @Test
    void givenABinaryMessage_whenItComes_thenTheSocketIsClosed() {
        try (var socket = socket()) {
            var message = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
            socket.socket().sendBinary(ByteBuffer.wrap(message), true);
            assertThat(socket.closed()).isEqualTo("4400 A message must be text, not binary");
        }
    }

    @Test
    void givenAClientThatCloses_whenItSaysSo_thenTheServerSaysSoToo() throws IOException {
        try (var socket = new RawSocket(server.getURI(), "localhost", List.of())) {
            socket.write(RawSocket.frame(RawSocket.CLOSE, true, new byte[]{3, (byte) 0xe8}));
            assertThat(socket.next().closing()).isEqualTo("1000 ");
        }
    }

    @Test
    void givenAMessageThatNamesAMemberTwice_whenItComes_thenTheSocketIsClosed() {
        try (var socket = socket()) {
            socket.send("{\"type\": \"ping\", \"type\": \"pong\"}");
            assertThat(socket.closed()).isEqualTo("4400 An object has the member 'type' more than once");
        }
    }

    @Test
    void givenAnotherHost_whenASocketIsOpenedThere_thenTheReasonIsTheHost() throws IOException {
        try (var socket = new RawSocket(server.getURI(), "evil.example:8080", List.of())) {
            assertThat(socket.next().closing())
                    .isEqualTo("4403 This server isn't known as 'evil.example'. If that is its"
                            + " name, start it with REELGRAPH_HOSTS=evil.example.");
        }
    }

    @Test
    void givenALongResult_whenItIsSent_thenItComesInFragmentsAndIsWhole() throws IOException {
        var document = "{ __schema { types { name description fields { name description } } } }";
        var expected = anonymous().answer(document);
        try (var socket = new RawSocket(server.getURI(), "localhost", List.of())) {
            socket.send("{\"type\":\"connection_init\"}");
            socket.next();
            socket.send("{\"id\":\"a\",\"type\":\"subscribe\",\"payload\":{\"query\":\"" + document + "\"}}");
            socket.send("{\"id\":\"b\",\"type\":\"subscribe\",\"payload\":{\"query\":\"" + document + "\"}}");
            var messages = Stream.generate(() -> message(socket)).limit(4).map(JsonNode::toString).toList();
            assertThat(messages).containsExactlyInAnyOrderElementsOf(List.of("a", "b").stream()
                    .flatMap(id -> Stream.of(
                            "{\"type\":\"next\",\"id\":\"" + id + "\",\"payload\":" + expected + "}",
                            "{\"type\":\"complete\",\"id\":\"" + id + "\"}"))
                    .toList());
        }
    }

    private static JsonNode message(RawSocket socket) {
        try {
            return json(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(RawSocket socket) throws IOException {
        var whole = new ByteArrayOutputStream();
        var frame = socket.next();
        assertThat(frame.kind()).isEqualTo(RawSocket.TEXT);
        whole.writeBytes(frame.payload());
        while (!frame.isLast()) {
            frame = socket.next();
            assertThat(frame.kind()).isEqualTo(RawSocket.CONTINUATION);
            assertThat(frame.payload().length).isLessThan(40_000);
            whole.writeBytes(frame.payload());
        }
        return GraphQlClient.json(whole.toString(StandardCharsets.UTF_8));
    }

    @Test
    void givenSocketsOfAUser_whenTheyAreAcknowledged_thenTheyCountForTheUserAndNotForTheAddress() {
        var token = Map.<String, Object>of("Authorization", "Bearer " + Accounts.login(anonymous(), Accounts.ADMIN,
                Accounts.PASSWORD).get("accessToken").asText());
        var open = new ArrayList<SocketClient>();
        try {
            for (var i = 0; i < 5; i++) {
                open.add(SocketClient.open(server.getURI()).init(token));
            }
            for (var i = 0; i < 4; i++) {
                open.add(socket());
            }
            var next = SocketClient.open(server.getURI());
            open.add(next);
            next.send(Map.of("type", "connection_init", "payload", token));
            assertThat(next.closed()).startsWith("1013 Too many");
            open.add(socket());
        } finally {
            open.forEach(SocketClient::close);
        }
    }

    @Test
    void givenAClientThatOffersCompression_whenItOpensASocket_thenItGetsNone() {
        var answer = RawHttp.answer(server.getURI(), """
                                                     GET /graphql HTTP/1.1\r
                                                     Host: 127.0.0.1:%d\r
                                                     Connection: Upgrade\r
                                                     Upgrade: websocket\r
                                                     Sec-WebSocket-Version: 13\r
                                                     Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                                                     Sec-WebSocket-Protocol: another\r
                                                     Sec-WebSocket-Extensions: permessage-deflate\r
                                                     \r
                                                     """.formatted(server.getPort()));

        assertThat(answer).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("sec-websocket-extensions");
    }
}
