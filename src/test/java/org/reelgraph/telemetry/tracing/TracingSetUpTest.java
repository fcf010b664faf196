package org.reelgraph.telemetry.tracing;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.FakeCollector;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ProgramProcess;
import org.reelgraph.testing.ServerProcess;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How tracing is switched on, and what the server does without it. */
@Timeout(180)
class TracingSetUpTest {

    private static final String LIBRARY = " io.opentelemetry.";

    private static String classesWith(Map<String, String> settings) throws IOException, InterruptedException {
        var folder = ServerTest.newFolder("TracingSetUpTest");
        TestDatabase.create(folder);
        var loaded = folder.resolve("classes.txt");
        var program = ProgramProcess.of();
        program.command().add(program.command().indexOf("-cp"),
                "-Xlog:class+load:file=" + loaded.toAbsolutePath() + ":none:filecount=0");
        try (var server = ServerProcess.start(program, folder, settings)) {
            var client = new GraphQlClient(server.uri());
            client.data("{ allMovies(first: 1) { edges { node { title } } } }");
            assertThat(client.get("/health").statusCode()).isEqualTo(200);
            server.stop();
        }
        return " " + Files.readString(loaded).replace("\n", "\n ");
    }

    @Test
    void givenNoCollector_whenTheServerRuns_thenNothingOfOpenTelemetryIsLoaded() throws Exception {
        assertThat(classesWith(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", ""))).contains("org.reelgraph.Application")
                .doesNotContain(LIBRARY);
        try (var collector = new FakeCollector(0)) {
            assertThat(classesWith(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address()))).contains(LIBRARY);
            // What is left is sent when the server stops.
            assertThat(collector.spans()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "OTEL_EXPORTER_OTLP_ENDPOINT|localhost:4318|OTEL_EXPORTER_OTLP_ENDPOINT is an address such as",
            "OTEL_EXPORTER_OTLP_PROTOCOL|grpc|OTEL_EXPORTER_OTLP_PROTOCOL is http/protobuf",
            "OTEL_TRACES_SAMPLER|sometimes|sometimes", "OTEL_BSP_MAX_QUEUE_SIZE|many|otel.bsp.max.queue.size"})
    void givenAVariableThatCantBeUsed_whenTheServerStarts_thenItDoesntAndNamesIt(String name, String value,
            String told) {
        var folder = ServerTest.newFolder("TracingSetUpTest");
        var settings = new HashMap<>(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"));
        settings.put(name, value);

        assertThatThrownBy(() -> ServerProcess.start(folder, settings).close()).hasMessageContaining(told)
                .hasMessageNotContaining("\tat ");
    }
}
