package org.reelgraph.attacks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
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
        return AlmostDocuments.of(schema, ids);
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
        return RandomHeads.all();
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
        return RandomFrames.all().list().ofMaxSize(8).map(messages -> {
            var frames = new ArrayList<byte[]>();
            frames.add(RawSocket.frame(RawSocket.TEXT, true, "{\"type\":\"connection_init\"}".getBytes()));
            frames.addAll(messages);
            return frames;
        });
    }
}
