package org.reelgraph.imports.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.with;

/** Records that compete for items and keys end alike, whether they lie in one batch or far apart. */
class BatchIndependenceTest extends ServerTest {

    // More than a batch.
    private static final int FAR = 110;
    private static final Map<String, Object> A = series("A", "1", "a");
    private static final Map<String, Object> B = series("B", "2", "b");

    private static Map<String, Object> series(String title, String ratingKey, String tvdb) {
        return object("kind", "SERIES", "title", title, "ratingKey", ratingKey, "externalIds",
                tvdb == null ? null : object("tvdb", tvdb));
    }

    static Stream<Arguments> rivals() {
        return Stream.of(
                arguments("without ids, the key of one that comes last", "UPDATE", List.of(series("noid", "1", null)),
                        List.of(with(A, "title", "A2")), "FAILED UPDATED", "A2 1, B 2"),
                arguments("without ids, the keys of two that swap", "UPDATE",
                        List.of(series("noid1", "1", null), series("noid2", "2", null)),
                        List.of(with(A, "ratingKey", "2"), with(B, "ratingKey", "1")), "FAILED FAILED UPDATED UPDATED",
                        "A 2, B 1"),
                arguments("new, the key that another takes over", "UPDATE", List.of(series("C", "1", "c")),
                        List.of(with(A, "ratingKey", "2"), with(B, "ratingKey", "1")), "FAILED UPDATED UPDATED",
                        "A 2, B 1"),
                arguments("new, the key that one leaves", "UPDATE", List.of(series("D", "1", "d")),
                        List.of(with(A, "ratingKey", "7")), "CREATED UPDATED", "A 7, B 2, D 1"),
                arguments("new, the key that one gives up", "UPDATE", List.of(series("D", "1", "d")),
                        List.of(with(A, "ratingKey", null)), "CREATED UPDATED", "A null, B 2, D 1"),
                arguments("new, the key of one that is skipped", "SKIP", List.of(series("D", "1", "d")),
                        List.of(with(A, "ratingKey", "7")), "FAILED SKIPPED", "A 1, B 2"),
                arguments("new, the key of one that is refused", "FAIL", List.of(series("D", "1", "d")),
                        List.of(with(A, "ratingKey", "7")), "FAILED FAILED", "A 1, B 2"),
                arguments("new, the key of one whose record is faulty", "UPDATE", List.of(series("D", "1", "d")),
                        List.of(with(A, "ratingKey", "7", "title", null)), "FAILED FAILED",
                        "A 1, B 2"),
                arguments("without any, the title of one that loses its key", "UPDATE",
                        List.of(object("kind", "SERIES", "title", "K")), List.of(with(A, "ratingKey", "3")),
                        "UPDATED UPDATED", "A 3, B 2"),
                arguments("two that swap their keys", "UPDATE", List.of(with(A, "ratingKey", "2")),
                        List.of(with(B, "ratingKey", "1")), "UPDATED UPDATED", "A 2, B 1"));
    }

    @ParameterizedTest
    @MethodSource("rivals")
    void givenRivals_whenTheyLieInOneBatchOrFarApart_thenTheyEndAlike(String rivals, String onConflict,
            List<Map<String, Object>> first, List<Map<String, Object>> last, String outcomes, String items) {
        var near = run(rivals + " near", onConflict, first, 0, false, last);
        var far = run(rivals + " far among new ones", onConflict, first, FAR, false, last);
        var farAmongKnown = run(rivals + " far among known ones", onConflict, first, FAR, true, last);

        assertThat(String.join(" ", near.outcomes())).isEqualTo(outcomes);
        assertThat(near.items()).isEqualTo(items);
        assertThat(far).isEqualTo(near);
        assertThat(farAmongKnown).isEqualTo(near);
    }

    private static String lines(List<Map<String, Object>> trees) {
        return String.join("\n", trees.stream().map(GraphQlClient::write).toList());
    }

    private record End(List<String> outcomes, List<String> changes, String items) {
    }

    private End run(String source, String onConflict, List<Map<String, Object>> first, int fillers, boolean known,
            List<Map<String, Object>> last) {
        var jobs = new Jobs(client(), folder());
        var between = IntStream.range(0, fillers).mapToObj(i -> series("filler", "f" + i, "f" + i)).toList();
        var start = new ArrayList<>(List.of(A, B, object("kind", "SERIES", "title", "K", "ratingKey", "3")));
        start.addAll(known ? between : List.of());
        jobs.file("start.jsonl", lines(start));
        jobs.run(Map.of("path", "start.jsonl", "source", source));
        var trees = new ArrayList<>(first);
        trees.addAll(between);
        trees.addAll(last);
        jobs.file("rivals.jsonl", lines(trees));
        var input = Map.<String, Object>of("path", "rivals.jsonl", "source", source, "onConflict", onConflict);
        var dry = records(jobs.run(with(input, "dryRun", true)), fillers);
        var records = records(jobs.run(input), fillers);
        assertThat(dry).isEqualTo(records);
        assertThat(records(jobs.run(input), fillers)).noneMatch(
                record -> List.of("CREATED", "UPDATED").contains(record.get("outcome").asText()));
        return new End(records.stream().map(record -> record.get("outcome").asText()).toList(),
                records.stream().map(record -> record.get("changes").toString()).toList(), items(source));
    }

    private List<JsonNode> records(JsonNode job, int fillers) {
        var records = new Jobs(client(), folder()).allRecords(job, "title outcome changes { path before after }");
        assertThat(records).hasSizeGreaterThan(fillers);
        return records.stream().filter(record -> !record.get("title").asText().equals("filler")).toList();
    }

    private String items(String source) {
        var found = new ArrayList<String>();
        for (var tvdb : List.of("a", "b", "c", "d")) {
            var item = client().data("query($tvdb: String!, $source: String!) { media(by: {tvdb: $tvdb},"
                    + " source: $source) { title ratingKey } }", Map.of("tvdb", tvdb, "source", source)).get("media");
            if (!item.isNull()) {
                found.add(item.get("title").asText() + " " + item.get("ratingKey").asText());
            }
        }
        return String.join(", ", found);
    }
}
