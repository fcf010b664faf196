package org.reelgraph.graphql.limits;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operations are expected to find in a library of four series, of two seasons with four episodes each: two people
 * are in the cast of a series and of every second of its episodes, one in that of the others. The limit is low, so that
 * little is too much.
 */
class ForecastTest extends ServerTest {

    private static final String TREE = "edges { node { seasons { episodes { cast { person { name } } } } } }";
    // The connection, then edge, node and two seasons, each with four episodes that have one and a half credits and
    // people.
    private static final int OF_FOUR_TREES = 1 + 4 * (1 + 1 + 2 * (1 + 4 * (1 + 3)));

    @Inject
    SizeStatistics statistics;
    @Inject
    StatementCounter counter;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.limits.nodes", "100");
    }

    @BeforeAll
    void importSeries() {
        var series = IntStream.rangeClosed(1, 4).mapToObj(number -> Trees.series(number, 2, 4)).toList();
        client().data("mutation($s: [SeriesInput!]!) { importSeries(input: {series: $s}) { created } }",
                Map.of("s", series));
        statistics.refresh();
    }

    @BeforeEach
    void countFromHere() {
        counter.reset();
    }

    private JsonNode refusal(String document, Map<String, Object> variables) {
        var answer = anonymous().answer(document, variables);
        assertThat(answer.at("/errors/0/extensions/code").asText()).as(answer.toString()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(answer.has("data")).isFalse();
        assertThat(counter.statements()).isEmpty();
        return answer.at("/errors/0");
    }

    @Test
    void givenASmallLibrary_whenALargePageIsAskedFor_thenNoMoreAreExpectedThanThereAre() {
        var data = anonymous().data("{ allSeries(first: 100) { edges { node { seasons { episodes { title } } } } } }");

        assertThat(data.at("/allSeries/edges")).hasSize(4);
    }

    @Test
    void givenTooMuch_whenAsked_thenTheRefusalNamesTheFactorsAndWhatToAskForInstead() {
        var refusal = refusal("{\n  allSeries(first: 100) { " + TREE + " } }", Map.of());

        assertThat(refusal.get("message").asText()).isEqualTo("The operation would return about " + OF_FOUR_TREES
                + " objects; the limit (nodes) is 100. Most of them: allSeries (4) × seasons (2) × episodes (4) ×"
                + " cast (1.5). allSeries(first: 100): lower 'first' to 2.");
        assertThat(refusal.at("/locations/0/line").asInt()).isEqualTo(2);
        assertThat(anonymous().answer("{ allSeries(first: 3) { " + TREE + " } }").path("errors")).hasSize(1);
        assertThat(anonymous().data("{ allSeries(first: 2) { " + TREE + " } }").at("/allSeries/edges")).hasSize(2);
    }

    @Test
    void givenAVariable_whenItAsksForTooMuch_thenTheRefusalNamesIt() {
        var document = "query($n: Int = 100) { all: allSeries(last: $n) { " + TREE + " } }";

        assertThat(refusal(document, Map.of()).get("message").asText())
                .endsWith("all: allSeries(last: $n): lower '$n' from 100 to 2.");
        assertThat(refusal(document, Map.of("n", 3)).get("message").asText()).endsWith("lower '$n' from 3 to 2.");
        assertThat(anonymous().data(document, Map.of("n", 2)).at("/all/edges")).hasSize(2);
    }

    @Test
    void givenAListThatIsAskedForAsAWhole_whenItIsTooMuch_thenTheRefusalTellsOfItsArgument() {
        assertThat(refusal("{ allSeries { " + TREE + " } }", Map.of()).get("message").asText())
                .endsWith("allSeries: request fewer with 'first: 2'.");
    }

    @Test
    void givenManyListsBesideEachOther_whenNoneIsTooLongByItself_thenTheRefusalSaysSo() {
        var lists = IntStream.range(0, 20).mapToObj(i -> "a" + i + ": allSeries { edges { node { title } } }").toList();

        assertThat(refusal("{ " + String.join(" ", lists) + " }", Map.of()).get("message").asText())
                .endsWith("Request less at once.");
    }

    @ParameterizedTest
    @CsvSource({"'seasons { series { ', 6", "'seasons { episodes { series { ', 3",
            "'cast { person { filmography { edges { node { ... on Series { ', 2"})
    void givenACircleOfTheCatalogue_whenAShortQueryGoesRound_thenItIsRefusedUnread(String round, int times) {
        var end = " }".repeat(round.split("\\{").length - 1);

        refusal("{ allSeries { edges { node { " + round.repeat(times) + " title " + end.repeat(times) + " } } } }",
                Map.of());
    }

    @Test
    void givenALibraryThatGrew_whenItIsMeasuredAgain_thenMoreIsExpected() {
        var document = "{ allMovies(first: 100) { edges { node { title } } } }";
        assertThat(anonymous().data(document).at("/allMovies/edges")).isEmpty();
        var movies = IntStream.range(0, 60).mapToObj(i -> Map.of("title", "Film " + i)).toList();
        client().data("mutation($m: [MovieInput!]!) { importMovies(input: {movies: $m}) { created } }",
                Map.of("m", movies));
        assertThat(anonymous().data(document).at("/allMovies/edges")).hasSize(60);

        statistics.refresh();
        counter.reset();

        assertThat(refusal(document, Map.of()).get("message").asText()).contains("allMovies (60)")
                .endsWith("allMovies(first: 100): lower 'first' to 49.");
        assertThat(anonymous().data("{ allMovies(first: 49) { edges { node { title } } } }").at("/allMovies/edges"))
                .hasSize(49);
        removeMovies();
        statistics.refresh();
        assertThat(anonymous().data(document).at("/allMovies/edges")).isEmpty();
    }

    private void removeMovies() {
        while (anonymous().data("{ allMovies { totalCount } }").at("/allMovies/totalCount").asInt() > 0) {
            anonymous().data("{ allMovies(first: 40) { edges { node { id } } } }").findValuesAsText("id").forEach(
                    id -> client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { userErrors { code } } }",
                            Map.of("id", id)));
        }
    }
}
