package org.reelgraph.telemetry.tracing;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.storage.Sha256;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.EventStreamClient;
import org.reelgraph.testing.FakeCollector;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerProcess;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.FakeCollector.attribute;

/** Traces of a server that is set up by OpenTelemetry's variables, as a collector gets them. */
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class TracingTest {

    private static final String SERIES = """
                                         query Overview($first: Int!) { allSeries(first: $first) { edges { node { title
                                           seasons { number episodes { title } } } } } }""";
    private static final String PARENT = "00f067aa0ba902b7";

    private final Path folder = ServerTest.newFolder("TracingTest");
    private FakeCollector collector;
    private ServerProcess server;
    private GraphQlClient client;
    private int traces;

    @BeforeAll
    void start() throws IOException {
        TestDatabase.create(folder);
        collector = new FakeCollector(0);
        server = ServerProcess.start(folder, settings(collector.address()));
        client = Accounts.signedIn(server.uri(), Accounts.ADMIN, Accounts.PASSWORD);
    }

    @AfterAll
    void stop() {
        server.close();
        collector.close();
    }

    private static Map<String, String> settings(String collector) {
        return new HashMap<>(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector, "OTEL_SERVICE_NAME", "attic",
                "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test", "OTEL_EXPORTER_OTLP_HEADERS",
                "x-team=films", "OTEL_BSP_SCHEDULE_DELAY", "20", "REELGRAPH_DEMO", "true"));
    }

    private synchronized String newTrace() {
        return "4bf92f3577b34da6a3ce929d%08x".formatted(++traces);
    }

    private void send(String trace, String flags, String document, Map<String, Object> variables) {
        var answer = client.send(client.request("/graphql", "content-type", "application/json", "traceparent",
                "00-" + trace + "-" + PARENT + "-" + flags).POST(
                        BodyPublishers
                                .ofString(GraphQlClient.write(Map.of("query", document, "variables", variables)))));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private List<Span> traced(String document, Map<String, Object> variables) {
        var trace = newTrace();
        send(trace, "01", document, variables);
        return collector.trace(trace);
    }

    private static Span only(List<Span> spans, String name) {
        var found = spans.stream().filter(span -> span.getName().equals(name)).toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    private static List<Span> below(List<Span> spans, Span parent) {
        return spans.stream().filter(span -> span.getParentSpanId().equals(parent.getSpanId())).toList();
    }

    @Test
    void givenARequestOfATrace_whenItIsAnswered_thenItsOperationLoadersAndStatementsArePartOfThatTrace() {
        var spans = traced(SERIES, Map.of("first", 2));

        var request = only(spans, "POST /graphql");
        assertThat(request.getParentSpanId()).isEqualTo(ByteString.fromHex(PARENT));
        assertThat(request.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        assertThat(attribute(request, "http.response.status_code")).isEqualTo("200");
        assertThat(attribute(request, "http.route")).isEqualTo("/graphql");
        var operation = only(spans, "query");
        assertThat(operation.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(attribute(operation, "graphql.operation.name")).isEqualTo("Overview");
        assertThat(attribute(operation, "reelgraph.document.sha256")).isEqualTo(Sha256.hex(SERIES));
        assertThat(attribute(operation, "reelgraph.request.id"))
                .isEqualTo(attribute(request, "reelgraph.request.id")).isNotEmpty();
        assertThat(attribute(operation, "reelgraph.statements")).isEqualTo("3");
        // The page of series is read for the field itself, the seasons and episodes by loaders.
        var loaders = spans.stream().filter(span -> !attribute(span, "reelgraph.loader.keys").isEmpty()).toList();
        assertThat(loaders).isNotEmpty().allSatisfy(loader -> {
            assertThat(loader.getParentSpanId()).isEqualTo(operation.getSpanId());
            assertThat(below(spans, loader)).allMatch(TracingTest::isStatement);
        });
        var statements = spans.stream().filter(TracingTest::isStatement).toList();
        assertThat(statements).hasSize(3).allSatisfy(statement -> {
            assertThat(statement.getName()).isIn("SELECT", "WITH");
            assertThat(statement.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
            assertThat(attribute(statement, "db.system.name"))
                    .isEqualTo(TestDatabase.isPostgresql() ? "postgresql" : "sqlite");
            assertThat(statement.getEndTimeUnixNano()).isBetween(statement.getStartTimeUnixNano(),
                    operation.getEndTimeUnixNano());
        });
        assertThat(statements).filteredOn(statement -> loaders.stream()
                .anyMatch(loader -> loader.getSpanId().equals(statement.getParentSpanId()))).hasSizeGreaterThan(1);
    }

    private static boolean isStatement(Span span) {
        return !attribute(span, "db.query.text").isEmpty();
    }

    @Test
    void givenValuesThatAreSecret_whenTheyAreSent_thenNoSpanHasThem() {
        var secret = "Hush-4711";

        traced("query Found($text: String!) { search(query: $text, first: 1) { totalCount } }", Map.of("text", secret));
        traced("{ search(query: \"" + secret + "\", first: 1) { totalCount } }", Map.of());
        traced("mutation { login(input: {email: \"nobody@example.org\", password: \"" + secret + "\"}) {"
                + " userErrors { code } } }", Map.of());
        traced("{ node(id: \"" + secret + "\") { id } }", Map.of());

        assertThat(collector.bodies()).isNotEmpty()
                .noneMatch(body -> new String(body, StandardCharsets.ISO_8859_1).contains(secret));
    }

    @Test
    void givenMutationsAtOnce_whenTheyAreCommittedTogether_thenEachHasItsOwnStatements() {
        var created = "mutation Key($name: String!) { createApiKey(input: {name: $name, role: USER}) {"
                + " apiKey { id } userErrors { code } } }";
        var expected = statementsOf(traced(created, Map.of("name", "first")));
        assertThat(expected).anyMatch(statement -> statement.startsWith("INSERT"));

        var all = IntStream.range(0, 16).mapToObj(number -> CompletableFuture
                .supplyAsync(() -> traced(created, Map.of("name", "key " + number)))).toList();

        assertThat(all).extracting(CompletableFuture::join).allSatisfy(spans -> {
            assertThat(statementsOf(spans)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(attribute(only(spans, "mutation"), "reelgraph.statements"))
                    .isEqualTo(String.valueOf(expected.size()));
        });
    }

    private static List<String> statementsOf(List<Span> spans) {
        return below(spans, only(spans, "mutation")).stream().map(span -> attribute(span, "db.query.text")).toList();
    }

    @Test
    void givenAnOperationThatFails_whenItIsTraced_thenItsCodeIsTold() {
        var spans = traced("query Wrong { nothing }", Map.of());

        var operation = only(spans, "GraphQL Operation");
        assertThat(attribute(operation, "error.type")).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(operation.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    }

    @Test
    void givenATraceThatIsNotSampled_whenARequestIsPartOfIt_thenNothingIsSent() {
        var ignored = newTrace();
        send(ignored, "00", SERIES, Map.of("first", 1));

        traced(SERIES, Map.of("first", 1));

        assertThat(collector.spans()).extracting(Span::getTraceId).doesNotContain(ByteString.fromHex(ignored));
    }

    @Test
    void givenAJobAndWhoeverFollowsIt_whenItRuns_thenTheJobAndEachEventAreTracesOfTheirOwn()
            throws InterruptedException {
        var jobs = new Jobs(client, folder);
        jobs.lines("one.jsonl", Trees.object("kind", "MOVIE", "title", "Traced"));
        try (var events = EventStreamClient.open(client, "subscription Progress { jobUpdated { id state } }",
                Map.of())) {
            assertThat(events.response().statusCode()).isEqualTo(200);
            jobs.run("one.jsonl");
            events.next();
        }

        var job = collector.await(span -> span.getName().equals("job IMPORT"));
        assertThat(job.getParentSpanId()).isEmpty();
        assertThat(attribute(job, "reelgraph.job.attempt")).isEqualTo("1");
        var event = collector.await(span -> span.getName().equals("subscription") && span.getLinksCount() == 1);
        assertThat(event.getParentSpanId()).isEmpty();
        var begun = collector.await(span -> span.getSpanId().equals(event.getLinks(0).getSpanId()));
        assertThat(begun.getName()).isEqualTo("POST /graphql");
    }

    @Test
    void givenOpenTelemetrysVariables_whenSpansAreSent_thenTheyHold() {
        traced(SERIES, Map.of("first", 1));

        assertThat(collector.headers()).allMatch(headers -> "films".equals(headers.getFirst("x-team")));
        assertThat(collector.resources().toString()).contains("service.name", "attic", "deployment.environment.name");
    }

    @Test
    void givenACollectorThatIsAway_whenThereIsMuchToSend_thenTheLogSaysSoOnce_andOnceMoreWhenItIsBack()
            throws IOException, InterruptedException {
        // Whoever is asked at a port that is bound, but not listened at, refuses; and nobody else takes it meanwhile.
        var bound = new Socket();
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var address = "http://127.0.0.1:" + bound.getLocalPort();
        var settings = settings(address);
        settings.put("OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED", "true");
        var other = ServerTest.newFolder("TracingAway");
        TestDatabase.create(other);
        try (var lonely = ServerProcess.start(other, settings)) {
            var asking = new GraphQlClient(lonely.uri());
            while (said(lonely, "Traces don't arrive at " + address) == 0) {
                asking.data("{ __typename }");
                Pause.briefly();
            }
            for (var i = 0; i < 500; i++) {
                asking.data("{ __typename }");
            }
            var port = bound.getLocalPort();
            bound.close();
            try (var back = new FakeCollector(port)) {
                while (said(lonely, "again") == 0) {
                    asking.data("{ __typename }");
                    Pause.briefly();
                }
                assertThat(back.spans()).isNotEmpty();
            }
            assertThat(said(lonely, "Traces don't arrive")).isEqualTo(1);
            assertThat(said(lonely, "opentelemetry")).isZero();
            assertThat(lonely.log()).noneMatch(line -> line.contains("WARNING:") || line.contains("SEVERE"));
        }
    }

    private static long said(ServerProcess server, String words) {
        return server.log().stream().filter(line -> line.contains(words)).count();
    }
}
