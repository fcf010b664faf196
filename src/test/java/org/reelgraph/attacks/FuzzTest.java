package org.reelgraph.attacks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.reelgraph.graphql.execution.RandomDocuments;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.RawSocket;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Documents, variables, heads of requests and frames at random: whatever comes, the server answers, never with an internal
 * error, and never logs one. What failed is tried first the next time; {@code -Djqwik.tries.default=100000} tries more.
 */
@Tag("database")
class FuzzTest {

    // Exceeded only if an answer never comes.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final String JSON = "application/json";

    private static EmbeddedServer server;
    private static GraphQlClient anonymous;
    private static GraphQlClient admin;
    private static GraphQLSchema schema;
    private static List<String> ids;
    private static final Queue<String> ERRORS = new ConcurrentLinkedQueue<>();
    private static final AppenderBase<ILoggingEvent> ERROR_LOG = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
                ERRORS.add(event.getFormattedMessage() + " " + (event.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(event.getThrowableProxy())));
            }
        }
    };

    @BeforeContainer
    static void start() {
        var folder = ServerTest.newFolder("FuzzTest");
        TestDatabase.create(folder);
        var settings = new HashMap<String, Object>(Accounts.SETTINGS);
        settings.put("reelgraph.data-dir", folder.toString());
        settings.put("micronaut.server.port", "-1");
        settings.put("reelgraph.demo", "true");
        settings.put("reelgraph.rate.mutations", "0");
        settings.put("reelgraph.limits.stall", "100ms");
        settings.put("reelgraph.subscriptions.ping", "200ms");
        server = ApplicationContext.run(EmbeddedServer.class, settings);
        anonymous = new GraphQlClient(server.getURI());
        admin = Accounts.admin(server.getURI());
        schema = server.getApplicationContext().getBean(GraphQLSchema.class);
        ids = ids();
        ERROR_LOG.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(ERROR_LOG);
    }

    private static List<String> ids() {
        var found = admin.data(
                """
                { allMedia(first: 5) { edges { cursor node { id } } } people(first: 3) { edges { cursor node { id } } }
                  allSeries(first: 2) { edges { node { seasons { id episodes { id } } } } }
                  changesSince(first: 1) { edges { cursor } } viewer { user { id } } }""");
        var ids = new ArrayList<>(found.findValuesAsText("id"));
        ids.addAll(found.findValuesAsText("cursor"));
        ids.addAll(List.of("movie_0000000000000", "nothing", "series_", "_", "user_0", "0"));
        return ids;
    }

    @AfterContainer
    static void stop() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(ERROR_LOG);
        server.close();
    }

    @Property
    void anyDocumentIsAnsweredOrRefused(@ForAll("documents") String document) {
        post(anonymous, GraphQlClient.write(Map.of("query", document, "variables", Map.of("yes", true, "id",
                ids.getFirst()))));
    }

    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.frequencyOf(Tuple.of(1, tokens()), Tuple.of(4, almostValid()));
    }

    private static Arbitrary<String> tokens() {
        var names = schema.getAllTypesAsList().stream().map(type -> type.getName()).limit(60);
        var fields = schema.getQueryType().getFieldDefinitions().stream().map(GraphQLFieldDefinition::getName);
        var others = Stream.of("{", "}", "(", ")", "[", "]", "...", "on", "query", "mutation", "subscription",
                "fragment",
                "F", "@", "@include(if: true)", "@skip(if: $a)", "$a", "$a: Int", "$a: Int = 1", "!", "=", "|", "&",
                ":",
                "null", "true", "1", "-0", "-", "1e999", "0x1", "1.", "\"x\"", "\"\"", "\"\"\"", "\"", "\\u", "#", "\n",
                "\ufeff", "\0", "é", "😀", "\ud800", "extend", "schema", "type", "__typename",
                "__type(name: \"Series\")",
                "__schema", "first: 1", "id", "title", "{ edges { node { id } } }", "a: ", "\"\\ud800\"", ",", "'");
        return Arbitraries.of(Stream.of(names, fields, others).flatMap(all -> all).toList()).list().ofMaxSize(60)
                .map(tokens -> String.join(" ", tokens));
    }

    private static Arbitrary<String> almostValid() {
        return Arbitraries.randomValue(random -> {
            var document = GraphQlClient.json(new RandomDocuments(schema, ids, random).request()).get("query").asText();
            for (var edits = random.nextInt(4) - 1; edits > 0; edits--) {
                document = random.nextBoolean() ? edited(document, random) : exchanged(document, random);
            }
            return document;
        });
    }

    private static String exchanged(String text, Random random) {
        var words = text.split(" ");
        words[random.nextInt(words.length)] = words[random.nextInt(words.length)];
        return String.join(" ", words);
    }

    private static String edited(String text, Random random) {
        if (text.isEmpty()) {
            return text;
        }
        var from = random.nextInt(text.length());
        var to = Math.min(text.length(), from + random.nextInt(12));
        var some = random.nextInt(text.length());
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, to) + text.substring(from);
            case 2 -> text.substring(0, some) + text.substring(from, to) + text.substring(some);
            default -> text.substring(0, from) + (char) random.nextInt(0x300) + text.substring(to);
        };
    }

    @Property
    void anyVariablesAreTakenOrRefused(@ForAll("requests") String body) {
        post(admin, body);
    }

    @Provide
    Arbitrary<String> requests() {
        var queries = schema.getQueryType().getFieldDefinitions();
        var imports = schema.getMutationType().getFieldDefinitions().stream()
                .filter(field -> field.getName().matches("import(Series|Movies|Albums|Books)")).toList();
        return Arbitraries.randomValue(random -> {
            var values = new RandomValues(ids, random);
            return random.nextInt(5) == 0
                    ? values.request("mutation", imports.get(random.nextInt(imports.size())))
                    : values.request("query", queries.get(random.nextInt(queries.size())));
        });
    }

    @Property
    void anyMutationOfNobodyIsRefused(@ForAll("mutations") String body) {
        post(anonymous, body);
    }

    @Provide
    Arbitrary<String> mutations() {
        var mutations = schema.getMutationType().getFieldDefinitions();
        return Arbitraries.randomValue(random -> new RandomValues(ids, random).request("mutation",
                mutations.get(random.nextInt(mutations.size()))));
    }

    private static void post(GraphQlClient client, String body) {
        var answer = client.send(client.request("/graphql", "content-type", JSON, "accept",
                "application/graphql-response+json").timeout(LONGEST_WAIT).POST(BodyPublishers.ofString(body)));
        var json = GraphQlClient.json(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
        assertThat(json.findValuesAsText("code")).doesNotContain("INTERNAL_ERROR");
        assertThat(json.has("data") || !json.path("errors").isEmpty()).as(answer.body()).isTrue();
        Statistics.label("answers").collect(json.findValuesAsText("code").stream().findFirst().orElse("data"));
        assertNoErrors();
    }

    private static void assertNoErrors() {
        var errors = List.copyOf(ERRORS);
        ERRORS.clear();
        assertThat(errors).isEmpty();
    }

    @Property
    void anyHeadIsAnsweredOrRefused(@ForAll("heads") String request) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout((int) LONGEST_WAIT.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new String(read(socket), StandardCharsets.UTF_8);
            assertThat(answer).matches("(?s)(HTTP/1\\.[01] [1-4]\\d\\d .*)?").doesNotContain("INTERNAL_ERROR");
        }
        assertNoErrors();
    }

    private static byte[] read(Socket socket) throws IOException {
        var answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // What followed was in vain, so that the connection was reset.
        }
        return answer.toByteArray();
    }

    @Provide
    Arbitrary<String> heads() {
        var method = often("POST", "GET", "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH", "X",
                "",
                "G\0T", "post");
        var target = often("/graphql", "/graphql?query=%7B__typename%7D", "/graphql?query={__typename}",
                "/graphql?query=%7B__typename%7D&variables=%5B", "/graphql?extensions=1&documentId=a", "/graphql?%zz=%",
                "/graphql/schema", "/graphql/", "/health", "/metrics", "/", "*", "/graphiql", "/graphiql/..%2f..", "//",
                "http://localhost/graphql", "http://evil.example/graphql", "/exports/1", "/backups/1", "/images/a",
                "/webhooks/a", "\u00ff", "/?" + "a&".repeat(2_000));
        var version = often("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/1.9",
                "HTP/1.1",
                "");
        var name = often("Content-Type", "Accept", "Accept-Encoding", "Content-Encoding", "Authorization", "X-Api-Key",
                "Origin", "If-None-Match", "Transfer-Encoding", "Content-Length", "Expect", "Upgrade", "Connection",
                "Host",
                "Range", "Cookie", "X-Request-Id", "X-Forwarded-For", "Reelgraph-Position", "traceparent", "Forwarded",
                "Access-Control-Request-Method", "Access-Control-Request-Headers", "Sec-WebSocket-Key",
                "Sec-WebSocket-Version", "Sec-WebSocket-Protocol", "graphql-client-name", "GraphQL-Preflight", "X A",
                "");
        var value = often("application/json", "application/json; charset=utf-8", "text/event-stream", "*/*", "a/b;q=x",
                ";", ",,,", "gzip", "br;q=0", "gzip, deflate", "Bearer a", "Bearer ", "Basic YTpi", "\"a\"", "*",
                "W/\"",
                "chunked", "identity", "0", "5", "-1", "99999999999999999999", "100-continue", "websocket", "h2c",
                "Upgrade", "close", "localhost", "localhost:x", "[::1", "evil.example", "null", "bytes=0-", "a=b; c",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-x", "1", "POST", "multipart/form-data",
                "multipart/form-data; boundary=b", "\u00ff\u00fe", "a\tb", "x".repeat(3_000), "", "image/png",
                "13", "graphql-transport-ws", "dGhlIHNhbXBsZSBub25jZQ==",
                "application/graphql-response+json;charset=x");
        var headers = Combinators.combine(name, value).as((key, text) -> key + ": " + text).list().ofMaxSize(6);
        var body = often("", "{\"query\":\"{__typename}\"}", "{\"query\":\"mutation{logout{ended}}\"}", "{", "[]", "\0",
                "{\"documentId\":\"a\"}", "5\r\nabcde\r\n0\r\n\r\n", "--b--", "null");
        return Combinators.combine(method, target, version, headers, body).as(FuzzTest::request);
    }

    private static Arbitrary<String> often(String... choices) {
        return Arbitraries.of(choices);
    }

    // The end of a body that never comes takes until its time is over, so most lengths are right.
    private static String request(String method, String target, String version, List<String> headers, String body) {
        var all = new ArrayList<>(headers);
        all.add("Connection: close");
        if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
            all.add("Host: localhost");
        }
        if (!body.isEmpty() && headers.stream().noneMatch(header -> header.matches("(Content-L|Transfer-E).*"))) {
            all.add("Content-Length: " + body.length());
            all.add("Content-Type: " + JSON);
        }
        return method + " " + target + " " + version + "\r\n" + String.join("\r\n", all) + "\r\n\r\n" + body;
    }

    @Property
    void anyFramesAreTakenOrRefused(@ForAll("frames") List<byte[]> frames) throws IOException {
        try (var socket = new RawSocket(server.getURI(), "localhost", List.of())) {
            try {
                for (var frame : frames) {
                    socket.write(frame);
                }
                socket.write(RawSocket.frame(RawSocket.CLOSE, true, new byte[]{3, (byte) 0xe8}));
            } catch (IOException e) {
                // The server has closed it already.
            }
            assertThat(endOf(socket)).doesNotStartWith("1011");
        }
        assertNoErrors();
    }

    private static String endOf(RawSocket socket) throws IOException {
        try {
            while (true) {
                var frame = socket.next();
                assertThat(frame.text()).doesNotContain("INTERNAL_ERROR");
                if (frame.kind() == RawSocket.CLOSE) {
                    return frame.closing();
                }
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return "lost";
        }
    }

    @Provide
    Arbitrary<List<byte[]>> frames() {
        return messages().list().ofMaxSize(8).map(messages -> {
            var frames = new ArrayList<byte[]>();
            frames.add(RawSocket.frame(RawSocket.TEXT, true, "{\"type\":\"connection_init\"}".getBytes()));
            frames.addAll(messages);
            return frames;
        });
    }

    private static Arbitrary<byte[]> messages() {
        var id = often("\"a\"", "\"b\"", "\"\"", "1", "null", "\"" + "i".repeat(500) + "\"", "\"\\ud800\"", "{}");
        var type = often("subscribe", "subscribe", "subscribe", "complete", "ping", "pong", "connection_init", "next",
                "",
                "start", "SUBSCRIBE");
        var payload = often("{\"query\":\"{ __typename }\"}",
                "{\"query\":\"subscription { libraryChanged { action } }\"}",
                "{\"query\":\"subscription { jobUpdated { id } }\"}", "{\"query\":\"{ allSeries { totalCount } }\"}",
                "{\"query\":\"subscription($a: String) { libraryChanged(after: $a) { action } }\",\"variables\":{\"a\":\"x\"}}",
                "{\"query\":1}", "{\"query\":\"{\"}", "{\"documentId\":\"a\"}", "{}", "[]", "null", "1",
                "{\"query\":\"{ __typename }\",\"extensions\":{\"persistedQuery\":1}}",
                "{\"query\":\"{ __typename }\",\"variables\":[]}",
                "{\"query\":\"{ __typename }\",\"operationName\":\"x\"}",
                "{\"query\":\"mutation { logout { ended } }\"}", "{\"Authorization\":\"Bearer x\"}",
                "{\"a\":{\"b\":[1e999]}}");
        var messages = Combinators.combine(id, type, payload).as((which, kind, what) -> "{\"id\":" + which
                + ",\"type\":\"" + kind + "\",\"payload\":" + what + "}");
        var texts = Arbitraries.frequencyOf(Tuple.of(6, messages),
                Tuple.of(1, often("", "{", "[]", "{}", "null", "\"", "\u00ff", "{\"type\":1}")));
        var kind = Arbitraries.frequency(Tuple.of(20, RawSocket.TEXT), Tuple.of(1, RawSocket.BINARY),
                Tuple.of(1, RawSocket.CONTINUATION), Tuple.of(1, RawSocket.PING),
                Tuple.of(1, RawSocket.PONG), Tuple.of(1, RawSocket.CLOSE),
                Tuple.of(1, 0x7b));
        var isLast = Arbitraries.frequency(Tuple.of(9, true), Tuple.of(1, false));
        return Combinators.combine(texts, kind, isLast).as((text, of, last) -> RawSocket.frame(of, last,
                text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
