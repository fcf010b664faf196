package org.reelgraph.graphql.http;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.access.Viewer.Credential;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerCachingTest extends ServerTest {

    private static final String JSON = "application/json";
    private static final String GRAPHQL = "application/graphql-response+json";
    private static final String TITLES = "{ allSeries { totalCount edges { node { title } } } }";
    private static final String IMPORT = "mutation($s: [SeriesInput!]!) { importSeries(input: {series: $s}) { created } }";
    private static final int ROUNDS = 25;

    private static final List<String> QUERIES = List.of(TITLES,
            "{ media(by: {ratingKey: \"rk1\"}) { title lastAddedAt playCount ... on Series { seasons { episodes { title"
                    + " cast { character person { name } } } } } } }",
            "{ people(first: 100) { totalCount edges { node { name } } } }",
            "{ mediaFacets { genres { name count } years { year count } } }",
            "{ libraryStats { seriesCount episodeCount } }", "{ search(query: \"serie\") { edges { score node { ... on"
                    + " Media { title } } } } }",
            "{ suggest(prefix: \"s\") { text } }", "{ recentlyAdded(first: 5) { title } }",
            "{ changesSince(first: 50) { edges { cursor node { action mediaId } } } }",
            "query ($f: MediaFilter) { allMedia(filter: $f, orderBy: [{field: RANDOM, seed: 3}]) { totalCount } }");

    @Inject
    StatementCounter counter;

    @Inject
    Responses responses;

    @BeforeAll
    void importSeries() {
        importSeries(1, 1);
        importSeries(2, 2);
        importSeries(3, 1);
    }

    private void importSeries(int number, int episodes) {
        client().data(IMPORT, Map.of("s", List.of(Trees.series(number, 1, episodes))));
    }

    private static String path(String query) {
        return "/graphql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(String query, String... headers) {
        return anonymous().get(path(query), headers);
    }

    private static String tag(HttpResponse<?> response) {
        return response.headers().firstValue("etag").orElseThrow();
    }

    private static void assertNotTagged(HttpResponse<?> response) {
        assertThat(response.headers().firstValue("etag")).isEmpty();
        assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
    }

    @Test
    void givenAnAnswerAboutTheLibrary_whenGiven_thenItHasATag_andCachesAreToldWhatItDependsOn() {
        var response = get(TITLES);

        assertThat(tag(response)).matches("W/\"[\\w-]{22}\\.j\"");
        assertThat(response.headers().firstValue("cache-control")).hasValue("no-cache");
        assertThat(response.headers().firstValue("vary"))
                .hasValue("Accept, Accept-Encoding, Authorization, Origin, X-Api-Key");
        var ofAUser = client().get(path(TITLES));
        assertThat(ofAUser.headers().firstValue("cache-control")).hasValue("private, no-cache");
        assertThat(tag(ofAUser)).isEqualTo(tag(response));
        assertThat(tag(get(TITLES, "accept", GRAPHQL))).endsWith(".g\"").isNotEqualTo(tag(response));
        assertThat(tag(get(TITLES, "accept-encoding", "gzip"))).isEqualTo(tag(response));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"%s", "\"other\", %s", "W/\"other\",%s , \"x\"", "*"})
    void givenTheCurrentAnswer_whenItsTagIsSent_thenNothingNewIsSent(String condition) {
        var tag = tag(get(TITLES));

        for (var sent : List.of(condition.formatted(tag), condition.formatted(tag.substring(2)))) {
            var response = get(TITLES, "if-none-match", sent);
            assertThat(response.statusCode()).as(sent).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(tag(response)).isEqualTo(tag);
            assertThat(response.headers().firstValue("cache-control")).hasValue("no-cache");
            assertThat(response.headers().firstValue("vary")).isPresent();
            assertThat(response.headers().firstValue("x-request-id")).isPresent();
            assertThat(response.headers().firstValue("content-type")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "", "nonsense", "W/"})
    void givenAnotherTag_whenSent_thenTheAnswerComes(String condition) {
        var response = get(TITLES, "if-none-match", condition);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(get(TITLES).body());
    }

    @Test
    void givenATimeForWhichAnswersMayBeUsed_whenGiven_thenTheySaySo() {
        var caching = new AnswerCaching(60, responses);
        var request = HttpRequest.GET("/graphql");
        var user = new Viewer(1, new Credential(Credential.Kind.SESSION, 1), Role.USER);

        assertThat(caching.unchanged(request, "\"x\"", new Caller("-", "127.0.0.1", "", Optional.empty())).getHeaders()
                .get("cache-control")).isEqualTo("max-age=60");
        assertThat(caching.unchanged(request, "\"x\"", new Caller("-", "127.0.0.1", "", Optional.of(user)))
                .getHeaders().get("cache-control")).isEqualTo("private, max-age=60");
    }

    @Test
    void givenOtherMethods_whenTheTagIsSent_thenNothingNewIsSentEither() {
        var body = GraphQlClient.write(Map.of("query", TITLES));
        var posted = anonymous().post(body, "if-none-match", "\"none\"");
        var head = anonymous().send(anonymous().request(path(TITLES)).method("HEAD", BodyPublishers.noBody()));

        assertThat(tag(posted)).isEqualTo(tag(get(TITLES))).isEqualTo(tag(head));
        assertThat(head.body()).isEmpty();
        assertNotTagged(anonymous().post(body));
        assertThat(anonymous().post(body, "if-none-match", tag(posted)).statusCode()).isEqualTo(304);
        assertThat(anonymous().send(anonymous().request(path(TITLES), "if-none-match", tag(posted))
                .method("HEAD", BodyPublishers.noBody())).statusCode()).isEqualTo(304);
    }

    @Test
    void givenNothingNew_whenTheTagIsSent_thenNothingIsReadFromTheDatabase() {
        var tag = tag(get(TITLES));
        var end = System.nanoTime() + 30_000_000_000L;
        do { // something may be written in the background
            Pause.briefly();
            counter.reset();
            assertThat(get(TITLES, "if-none-match", tag).statusCode()).isEqualTo(304);
        } while (!counter.statements().isEmpty() && System.nanoTime() < end);

        assertThat(counter.statements()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ __typename }", "{ __schema { queryType { name } } }", "{ viewer { user { email } } }",
            "{ onThisDay { title } }", "{ mostWatched(days: 3) { playCount } }",
            "{ allMedia(filter: {not: {addedWithinDays: 3}}) { totalCount } }",
            "{ libraryStats { seriesCount } viewer { user { email } } }",
            "query ($f: MediaFilter = {addedWithinDays: 3}) { mediaFacets(filter: $f) { genres { name } } }",
            "query ($d: Int) { mostWatched(days: $d) { playCount } }",
            "fragment T on Query { onThisDay { title } } { libraryStats { seriesCount } ... { ...T } }",
            "{ node(id: \"series_0\") { id } }", "{ settings { name } }", "{ databaseHealth { __typename } }",
            "{ libraryStats { seriesCount } series(id: \"nonsense\") { id } }", "{ nope }"})
    void givenAnAnswerThatDependsOnMoreThanTheLibrary_orHasErrors_whenGiven_thenItIsNotKept(String query) {
        assertNotTagged(get(query));
        assertNotTagged(client().get(path(query), "if-none-match", "*"));
    }

    @Test
    void givenAFilterByTimeInAVariable_whenAsked_thenTheAnswerIsNotKept() {
        var query = "query ($f: MediaFilter) { allMedia(filter: $f) { totalCount } }";

        assertNotTagged(anonymous().post(GraphQlClient.write(Map.of("query", query, "variables",
                Map.of("f", Map.of("and", List.of(Map.of("addedWithinDays", 3)))))), "if-none-match", "\"none\""));
        assertThat(tag(anonymous().post(GraphQlClient.write(Map.of("query", query, "variables",
                Map.of("f", Map.of("genres", Map.of("anyOf", Collections.nCopies(50, "x".repeat(10))))))),
                "if-none-match", "\"none\"")))
                .isNotEmpty();
    }

    @Test
    void givenAMutation_whenItsAnswerIsGiven_thenItIsNotKept() {
        var login = "mutation { refreshSession(input: {refreshToken: \"x\"}) { userErrors { code } } }";

        assertNotTagged(anonymous().post(GraphQlClient.write(Map.of("query", login)), "if-none-match", "*"));
    }

    @Test
    void givenAnInvalidToken_whenTheTagIsSent_thenItIsRefused() {
        var tag = tag(get(TITLES));

        var response = anonymous().with("old").get(path(TITLES), "if-none-match", tag);

        assertThat(response.statusCode()).isEqualTo(401);
        assertNotTagged(response);
    }

    @Test
    void givenRandomWrites_whenTagsAreSent_thenNothingNewMeansTheSameBytes_andTheOtherWayRound() throws SQLException {
        var random = new Random(7);
        var kept = new ArrayList<>(QUERIES.stream().map(this::get).toList());
        var outcomes = new int[2];
        for (var round = 0; round < ROUNDS; round++) {
            write(random, round);
            for (var i = 0; i < QUERIES.size(); i++) {
                var before = kept.get(i);
                var now = get(QUERIES.get(i), "if-none-match", tag(before));
                var whole = get(QUERIES.get(i));
                var isSame = now.statusCode() == 304;
                assertThat(isSame).as("round %d, %s", round, QUERIES.get(i))
                        .isEqualTo(whole.body().equals(before.body()))
                        .isEqualTo(tag(whole).equals(tag(before)));
                assertThat(isSame ? before.body() : now.body()).isEqualTo(whole.body());
                outcomes[isSame ? 0 : 1]++;
                kept.set(i, whole);
            }
        }
        assertThat(Arrays.stream(outcomes).min().orElseThrow()).isGreaterThan(10);
    }

    // By this server, and by another program.
    private void write(Random random, int round) throws SQLException {
        switch (random.nextInt(7)) {
            case 0 -> importSeries(1 + random.nextInt(5), 1 + random.nextInt(3));
            case 1 -> importSeries(1, 1);
            case 2 -> {
                signOut();
                client(); // writes a session
            }
            case 3 -> Tables.run(folder(), "UPDATE media_items SET title = 'Serie " + round
                    + "', updated_at = updated_at + 1 WHERE id = (SELECT max(id) FROM media_items)");
            case 4 -> Tables.run(folder(), "UPDATE people SET name = 'Person " + round
                    + "' WHERE id = (SELECT min(id) FROM people)");
            case 5 -> Tables.run(folder(), "UPDATE episodes SET title = 'Episode " + round
                    + "' WHERE id = (SELECT min(id) FROM episodes)");
            default -> {
                // Nothing happens between two requests.
            }
        }
    }
}
