package org.reelgraph.graphql.execution;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.storage.Sha256;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

class RememberedAnswersTest extends ServerTest {

    private static final String VIEW = "query($id: ID!) { series(id: $id) { title seasons { episodes { title cast {"
            + " character person { name } } } } cast { person { name } } } }";
    private static final String TITLES = "{ allSeries { edges { node { title } } } }";
    private static final long LONGEST = 30_000_000_000L;

    @Inject
    RememberedAnswers answers;

    @Inject
    StatementCounter counter;

    private String first = "";
    private String second = "";

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.cache", "on");
    }

    @BeforeAll
    void importSeries() {
        first = series(1, "One");
        second = series(2, "Two");
    }

    private String series(int number, String title) {
        return new Imports(client()).series(Trees.with(Trees.series(number, 1, 2), "title", title)).at("/series/0/id")
                .asText();
    }

    private static String body(String query, String id) {
        return GraphQlClient.write(Map.of("query", query, "variables", id.isEmpty() ? Map.of() : Map.of("id", id)));
    }

    private String ask(String query, String id) {
        return anonymous().post(body(query, id)).body();
    }

    /** {@return the answer, once it is one that was remembered} Something may be written in the background meanwhile. */
    private String recalled(GraphQlClient client, String body) {
        var end = System.nanoTime() + LONGEST;
        while (true) {
            var before = answers.hits();
            var answer = client.post(body).body();
            if (answers.hits() > before) {
                return answer;
            }
            assertThat(System.nanoTime()).as(answer).isLessThan(end);
            Pause.briefly();
        }
    }

    private String recalled(String query, String id) {
        return recalled(anonymous(), body(query, id));
    }

    private static String title(String answer) {
        return GraphQlClient.json(answer).at("/data/series/title").asText();
    }

    @Test
    void givenAnAnswer_whenAskedAgain_thenItIsTheSame_andNothingIsReadFromTheDatabase() {
        var answer = ask(VIEW, first);
        recalled(VIEW, first);
        var end = System.nanoTime() + LONGEST;
        do { // something may be written in the background
            counter.reset();
            assertThat(recalled(VIEW, first)).isEqualTo(answer);
        } while (!counter.statements().isEmpty() && System.nanoTime() < end);

        assertThat(counter.statements()).isEmpty();
        assertThat(answers.bytes()).isPositive();
    }

    @Test
    void givenAnItemThatChanges_whenAsked_thenTheChangeIsThere_andOthersAreStillRemembered() {
        recalled(VIEW, first);
        var other = recalled(VIEW, second);
        recalled(TITLES, "");
        series(1, "Changed");

        var before = answers.hits();
        assertThat(title(ask(VIEW, first))).isEqualTo("Changed");
        assertThat(ask(TITLES, "")).contains("Changed");
        assertThat(answers.hits()).isEqualTo(before);
        assertThat(ask(VIEW, second)).isEqualTo(other);
        assertThat(answers.hits() - before).isEqualTo(TestDatabase.isPostgresql() ? 0 : 1);
        series(1, "One");
        assertThat(title(ask(VIEW, first))).isEqualTo("One");
    }

    @Test
    void givenAPersonWhoChanges_whenAskedForAnItemThatNamesThem_thenTheChangeIsThere() {
        assertThat(recalled(VIEW, second)).contains("Lead 2");
        var renamed = Trees.with(Trees.series(7, 1, 1), "cast", List.of(Trees.credit("Renamed", "Hero", "nm2")));
        new Imports(client()).series(renamed);

        assertThat(ask(VIEW, second)).isEqualTo(ask(VIEW + " ", second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE media_items SET title = 'Elsewhere' WHERE title = 'Third'",
            "UPDATE episodes SET title = 'Elsewhere' WHERE series_id = (SELECT id FROM media_items WHERE title = 'Third')",
            "UPDATE people SET name = 'Elsewhere' WHERE name = 'Lead 3'"})
    void givenAnotherProgramThatWrites_whenAsked_thenItIsSeenAtOnce(String sql) throws SQLException {
        var third = series(3, "Third");
        recalled(VIEW, third);
        Tables.run(folder(), sql);

        assertThat(ask(VIEW, third)).contains("Elsewhere");
        series(3, "Other");
        assertThat(ask(VIEW, third)).contains("Other");
        Tables.run(folder(), "DELETE FROM media_items WHERE title = 'Other'");
        assertThat(ask(VIEW, third)).contains("null");
    }

    @Test
    void givenNothing_whenItComesIntoBeing_thenItIsFound() {
        var query = "{ media(by: {ratingKey: \"rk9\"}) { title } }";
        assertThat(recalled(query, "")).isEqualTo("{\"data\":{\"media\":null}}");
        series(9, "Nine");

        assertThat(recalled(query, "")).contains("Nine");
    }

    @Test
    void givenAKeyThatMovesToAnotherItem_whenAskedForByIt_thenThatOneIsGiven() {
        var query = "{ media(by: {imdb: \"tt20\"}) { title } }";
        series(20, "Twenty");
        assertThat(recalled(query, "")).contains("Twenty");
        new Imports(client()).series(Trees.with(Trees.series(20, 1, 1), "externalIds", object("imdb", "tt99")));
        new Imports(client()).series(Trees.with(Trees.series(21, 1, 1), "externalIds", object("imdb", "tt20")));

        assertThat(ask(query, "")).contains("Series 021");
    }

    @Test
    void givenCallersOfDifferentRoles_whenTheyAsk_thenNobodyGetsWhatAnotherMaySee() {
        var body = body(TITLES, "");
        recalled(body.isEmpty() ? anonymous() : client(), body);
        var before = answers.hits();
        var query = "{ viewer { user { email } } }";
        for (var i = 0; i < 3; i++) {
            assertThat(client().post(body(query, "")).body()).contains("@");
            assertThat(anonymous().post(body(query, "")).body()).contains("\"viewer\":null");
        }

        assertThat(answers.hits()).isEqualTo(before);
        recalled(anonymous(), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ __typename }", "{ __schema { queryType { name } } }", "{ onThisDay { title } }",
            "{ series(id: \"nonsense\") { title } }", "{ settings { name } }", "{ nope }", "{ users { totalCount } }",
            "{ allMedia(filter: {addedWithinDays: 3}) { totalCount } }",
            "{ node(id: \"series_0000000000001\") { id } }"})
    void givenWhatDependsOnMore_orHasErrors_whenAskedSeveralTimes_thenItIsNotRemembered(String query) {
        var before = answers.hits();
        var texts = List.of(ask(query, ""), ask(query, ""), ask(query, ""), ask(query, ""));

        assertThat(answers.hits()).isEqualTo(before);
        assertThat(texts.stream().map(text -> text.replaceAll("requestId\":\"\\w+", "")).distinct()).hasSize(1);
    }

    @Test
    void givenAMutation_whenSentSeveralTimes_thenItIsDoneEachTime() {
        var mutation = "mutation { importMovies(input: {movies: [{ratingKey: \"m1\", title: \"M\"}]}) { created } }";

        assertThat(client().data(mutation).findValue("created").asInt()).isEqualTo(1);
        for (var i = 0; i < 3; i++) {
            assertThat(client().data(mutation).findValue("created").asInt()).isZero();
        }
    }

    @Test
    void givenOtherVariables_orAnotherOperation_whenAsked_thenTheAnswerIsTheirs() {
        var query = "query A($id: ID!, $n: Int) { series(id: $id) { cast(first: $n) { person { name } } } }"
                + " query B($id: ID!) { series(id: $id) { title } }";
        for (var i = 0; i < 4; i++) {
            for (var most = 0; most < 3; most++) {
                assertThat(operation(query, "A", Map.of("id", second, "n", most)).at("/data/series/cast"))
                        .hasSize(most);
            }
            assertThat(operation(query, "B", Map.of("id", second)).at("/data/series/title").asText()).isEqualTo("Two");
        }
    }

    private JsonNode operation(String query, String name, Map<String, Object> variables) {
        return GraphQlClient.json(anonymous().post(GraphQlClient
                .write(Map.of("query", query, "operationName", name, "variables", variables))).body());
    }

    @Test
    void givenARememberedAnswer_whenAskedByOtherMethodsAndForms_thenHeadersAreAsEver() {
        recalled(TITLES, "");
        var path = "/graphql?query=" + URLEncoder.encode(TITLES, StandardCharsets.UTF_8);
        var got = anonymous().get(path);
        var again = anonymous().get(path);

        assertThat(again.body()).isEqualTo(got.body()).isEqualTo(ask(TITLES, ""));
        assertThat(header(again, "etag")).isEqualTo(header(got, "etag")).endsWith(".j\"");
        assertThat(header(again, "cache-control")).isEqualTo("no-cache");
        assertThat(header(again, "x-request-id")).isNotEqualTo(header(got, "x-request-id"));
        assertThat(header(anonymous().get(path, "accept", "application/graphql-response+json"), "content-type"))
                .startsWith("application/graphql-response+json");
        assertThat(anonymous().get(path, "if-none-match", header(got, "etag")).statusCode()).isEqualTo(304);
        assertThat(anonymous().post(body(TITLES, ""), "if-none-match", header(got, "etag")).statusCode())
                .isEqualTo(304);
        var head = anonymous().send(anonymous().request(path).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "etag")).isEqualTo(header(got, "etag"));
        assertThat(anonymous().post(body(TITLES, "")).headers().firstValue("etag")).isEmpty();
        assertThat(header(client().get(path), "cache-control")).isEqualTo("private, no-cache");
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    @Test
    void givenAPersistedDocument_whenAsked_thenItsAnswerIsRemembered_andOfOtherExtensionsItIsNot() {
        recalled(TITLES, "");
        var extensions = Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", Sha256.hex(TITLES)));
        var named = GraphQlClient.write(Map.of("query", TITLES, "extensions", extensions));
        var other = GraphQlClient.write(Map.of("query", TITLES, "extensions", Map.of("a", 1)));

        assertThat(recalled(anonymous(), named)).isEqualTo(ask(TITLES, ""));
        var before = answers.hits();
        assertThat(anonymous().post(other).body()).isEqualTo(anonymous().post(named).body());
        assertThat(answers.hits() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void givenAnInvalidToken_whenARememberedAnswerIsAskedFor_thenItIsRefused() {
        recalled(TITLES, "");

        assertThat(anonymous().with("nonsense").post(body(TITLES, "")).body()).contains("UNAUTHENTICATED");
    }

    @Test
    void givenARememberedAnswer_whenAsked_thenItCountsAsAnOperation() {
        recalled(TITLES, "");
        var before = operations();
        recalled(TITLES, "");

        assertThat(operations()).isGreaterThan(before);
    }

    private double operations() {
        return client().get("/metrics").body().lines()
                .filter(line -> line.startsWith("reelgraph_operations_seconds_count{kind=\"query\",name=\"\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }
}
