package org.reelgraph.graphql.http;

import com.sun.management.ThreadMXBean;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.execution.Engine;
import org.reelgraph.graphql.execution.GraphQlRequest;
import org.reelgraph.graphql.execution.ReadPlace;
import org.reelgraph.graphql.execution.Revalidation;
import org.reelgraph.graphql.queue.Client;
import org.reelgraph.testing.Library;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What the two queries of the benchmark cost, in bytes that are allocated from the request to the answer's bytes. */
class RequestMemoryTest extends ServerTest {

    private static final int SERIES = 20;
    private static final int ROUNDS = 50;

    @Inject
    Engine engine;
    @Inject
    ResponseWriter writer;

    private List<String> ids;

    // The counter's own objects are many.
    @Override
    protected Map<String, String> settings() {
        return Map.of("test.count-statements", "false");
    }

    @BeforeAll
    void importSeries() {
        var library = new Library(SERIES);
        var data = client().data(
                "mutation($s: [SeriesInput!]!) { importSeries(input: {series: $s}) { series { id } } }",
                Map.of("s",
                        LongStream.rangeClosed(1, SERIES).mapToObj(number -> library.series((int) number)).toList()));
        ids = data.at("/importSeries/series").findValuesAsText("id");
    }

    // The least of many rounds: what the compiler saves differs from run to run, what the code asks for does not.
    @ParameterizedTest
    @CsvSource({"W1, 100000", "W2, 170000"})
    @DisabledIfSystemProperty(named = "reelgraph.execution", matches = "standard",
            disabledReason = "This is what plans save.")
    void givenTheBenchmarksQueries_whenTheyRun_thenTheyAllocateNoMoreThanTheyDid(String workload, long most)
            throws IOException {
        var document = Files.readString(Path.of("src/bench/queries/" + workload + ".graphql"));
        assertThat(ids).hasSize(SERIES);

        var least = LongStream.range(0, ROUNDS).map(round -> allocatedPerRequest(document)).min().orElseThrow();

        assertThat(least).as("bytes a request of " + workload).isBetween(10_000L, most);
    }

    private long allocatedPerRequest(String document) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        ids.forEach(id -> answer(document, id));
        return (threads.getCurrentThreadAllocatedBytes() - before) / ids.size();
    }

    private void answer(String document, String id) {
        var request = new GraphQlRequest(document, Optional.empty(), Map.of("id", id), Map.of());
        try (var budget = engine.budget()) {
            var bytes = writer.write(engine.execute(request, new Caller("-", "127.0.0.1", "", Optional.empty()),
                    new Client("127.0.0.1", () -> true), true, budget, ReadPlace.ONLY,
                    Revalidation.untagged()).join(), budget::write);
            assertThat(bytes.length).isGreaterThan(3_000);
        }
    }
}
