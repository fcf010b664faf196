package org.reelgraph.telemetry;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.storage.Sha256;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.ServerTest;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class TelemetryTest extends ServerTest {

    private static final String SERIES = """
                                         query %s($first: Int!) { allSeries(first: $first) { edges { node { title
                                           seasons { number episodes { title } } } } } }""";

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.meters", "true", "reelgraph.demo", "true", "reelgraph.slow-operation", "1ns");
    }

    /** {@return the samples by their names with labels} */
    private Map<String, Double> samples() {
        var samples = new HashMap<String, Double>();
        anonymous().get("/metrics", "authorization", "Bearer " + Accounts.newKey(client(), Role.ADMIN)).body().lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> samples.put(line.substring(0, line.lastIndexOf(' ')),
                        Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
        return samples;
    }

    private void ask(String name, int times) {
        for (var i = 0; i < times; i++) {
            client().data(SERIES.formatted(name), Map.of("first", 2));
        }
    }

    @Test
    void givenOperations_whenAnAdminAsksForMetrics_thenTheyTellHowManyThereWereAndWhatTheyRead() {
        ask("Overview", 3);
        anonymous().answer("mutation Denied { deleteMedia(input: {id: \"movie_0000000000000\"}) { deletedId } }");
        anonymous().answer("query Wrong { nothing }");

        var samples = samples();

        assertThat(samples).containsEntry(
                "reelgraph_operations_seconds_count{kind=\"query\",name=\"Overview\",outcome=\"OK\"}", 3.0);
        var labels = "{kind=\"query\",name=\"Overview\"}";
        // The page, its seasons and their episodes: three statements each time, of which none depends on the others' size.
        assertThat(samples.get("reelgraph_operations_statements_sum" + labels)).isEqualTo(9);
        assertThat(samples.get("reelgraph_operations_rows_sum" + labels)).isGreaterThanOrEqualTo(9);
        assertThat(samples).containsKey(
                "reelgraph_operations_seconds_count{kind=\"mutation\",name=\"Denied\",outcome=\"UNAUTHENTICATED\"}");
        assertThat(samples).containsKey(
                "reelgraph_operations_seconds_count{kind=\"none\",name=\"\",outcome=\"GRAPHQL_VALIDATION_FAILED\"}");
        assertThat(samples.keySet()).anyMatch(name -> name.startsWith("reelgraph_loader_keys_sum"))
                .anyMatch(name -> name.startsWith("jvm_memory_used_bytes"))
                .anyMatch(name -> name.startsWith("hikaricp_connections_active{pool=\"reads\""));
        assertThat(samples).containsKeys("reelgraph_requests_memory_bytes",
                "reelgraph_requests_waiting{queue=\"mutations\"}", "reelgraph_documents_total{result=\"hit\"}",
                "reelgraph_streams", "reelgraph_jobs{state=\"QUEUED\"}");
        assertThat(samples.get("reelgraph_import_records_total{outcome=\"CREATED\"}")).isNotNegative();
    }

    @Test
    void givenMutations_whenTheyWrite_thenTheStatementsByWhichTheyDoCount() {
        var label = "reelgraph_operations_statements_%s{kind=\"mutation\",name=\"Named\"}";
        for (var name : List.of("one", "two", "three")) {
            client().data(
                    "mutation Named { createApiKey(input: {name: \"" + name + "\", role: USER}) { apiKey { id } } }");
        }

        var samples = samples();

        assertThat(samples.get(label.formatted("count"))).isEqualTo(3);
        // The key and the entry in the audit trail, at least, and each time the same.
        assertThat(samples.get(label.formatted("sum"))).isGreaterThanOrEqualTo(6);
        assertThat(samples.get(label.formatted("sum")) % 3).isZero();
    }

    @Test
    void givenADocumentThatIsSentAgain_whenItsLookupsAreCounted_thenEachOperationCountsOnce() {
        var before = samples();
        ask("Again", 3);
        var after = samples();

        // And the mutation by which this test gets its key.
        assertThat(lookups(after, "miss") - lookups(before, "miss")).isEqualTo(1);
        assertThat(lookups(after, "hit") - lookups(before, "hit")).isEqualTo(3);
    }

    @Test
    void givenAClientThatHasTheAnswer_whenItAsksAgain_thenThatIsCounted() {
        var address = "/graphql?query=%7Ballmovies:allMovies(first:1)%7Bedges%7Bnode%7Btitle%7D%7D%7D%7D";
        var before = samples().get("reelgraph_answers_unchanged_total");
        var tag = anonymous().get(address).headers().firstValue("etag").orElseThrow();

        assertThat(anonymous().get(address, "if-none-match", tag).statusCode()).isEqualTo(304);

        assertThat(samples().get("reelgraph_answers_unchanged_total") - before).isEqualTo(1);
    }

    private static double lookups(Map<String, Double> samples, String result) {
        return samples.get("reelgraph_documents_total{result=\"" + result + "\"}");
    }

    @Test
    void givenSomebodyWhoIsNoAdmin_whenTheyAskForMetrics_thenTheyGetNone() {
        Accounts.newUser(client(), "viewer@example.org", Role.USER);
        var user = Accounts.login(anonymous(), "viewer@example.org", Accounts.PASSWORD).get("accessToken").asText();

        assertThat(anonymous().get("/metrics").statusCode()).isEqualTo(401);
        assertThat(anonymous().get("/metrics", "authorization", "Bearer " + user).statusCode()).isEqualTo(403);
    }

    @Test
    void givenAClientThatInventsNames_whenItAsks_thenMostCountAsOthers() {
        for (var i = 0; i < OperationMetrics.MOST_NAMES + 5; i++) {
            anonymous().data("query Invented%d { __typename }".formatted(i));
        }
        anonymous().data("query " + "A".repeat(61) + " { __typename }");

        var samples = samples();

        var names = samples.keySet().stream().filter(name -> name.startsWith("reelgraph_operations_seconds_count{"))
                .map(name -> Pattern.compile("name=\"([^\"]*)\"").matcher(name)).filter(Matcher::find)
                .map(found -> found.group(1)).distinct().toList();
        // Those, the others, and what has no name.
        assertThat(names).hasSizeLessThanOrEqualTo(OperationMetrics.MOST_NAMES + 2).contains(OperationMetrics.OTHER);
    }

    @Test
    void givenASlowOperation_whenItHasEnded_thenTheLogNamesItWithoutItsVariables() {
        var logger = (Logger) LoggerFactory.getLogger(SlowOperationLog.class);
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        logger.addAppender(log);
        try {
            var document = "query Found($text: String!) { search(query: $text, first: 1) { totalCount } }";

            client().data(document, Map.of("text", "confidential"));

            assertThat(log.list).map(ILoggingEvent::getFormattedMessage)
                    .anyMatch(line -> line.startsWith("The query Found (SHA-256 " + Sha256.hex(document)
                            + ") of ADMIN took ") && line.contains(" statements, ") && line.contains(", OK; request "))
                    .noneMatch(line -> line.contains("confidential"));
        } finally {
            logger.detachAppender(log);
        }
    }
}
