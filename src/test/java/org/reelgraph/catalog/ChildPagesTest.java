package org.reelgraph.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections below an item: a series' episodes and a person's filmography. */
class ChildPagesTest extends ServerTest {

    private static final String EPISODES = """
                                           query($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { node: series(id: $id) {
                                             page: allEpisodes(first: $first, after: $after, last: $last, before: $before) { totalCount
                                               edges { node { name: code } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } } }""";
    private static final String FILMS = """
                                        query($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { node: person(id: $id) {
                                          page: filmography(first: $first, after: $after, last: $last, before: $before) { totalCount
                                            edges { node { name: title } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } } }""";

    @Inject
    StatementCounter counter;

    private String series;
    private String person;

    @BeforeAll
    void fill() {
        var seasons = List.of(0, 1, 2, 11).stream().map(season -> Map.of("number", season, "episodes",
                IntStream.rangeClosed(1, 5).mapToObj(number -> Map.of("number", number)).toList())).toList();
        var trees = IntStream.rangeClosed(1, 30).mapToObj(i -> Map.of("title", "S%02d".formatted(i), "seasons", seasons,
                "year", 2000 + i % 4, "cast", List.of(Map.of("person", Map.of("name", "Ada Winter"))))).toList();
        client().data("mutation($trees: [SeriesInput!]!) { importSeries(input: {series: $trees}) { created } }",
                Map.of("trees", trees));
        var found = client().data("{ allSeries(first: 1) { edges { node { id } } } people { edges { node { id } } } }");
        series = found.at("/allSeries/edges/0/node/id").asText();
        person = found.at("/people/edges/0/node/id").asText();
    }

    private JsonNode page(String document, Map<String, Object> variables) {
        return client().data(document, variables).at("/node/page");
    }

    private void checkBothWays(String document, String id, List<String> expected) {
        var forwards = new ArrayList<String>();
        var variables = new HashMap<String, Object>(Map.of("id", id, "first", 7));
        for (var more = true; more;) {
            var page = page(document, variables);
            forwards.addAll(page.findValuesAsText("name"));
            more = page.at("/pageInfo/hasNextPage").asBoolean();
            variables.put("after", page.at("/pageInfo/endCursor").asText());
            assertThat(page.get("totalCount").asInt()).isEqualTo(expected.size());
        }
        assertThat(forwards).isEqualTo(expected);
        var backwards = new ArrayList<String>();
        var back = new HashMap<String, Object>(Map.of("id", id, "last", 8));
        for (var more = true; more;) {
            var page = page(document, back);
            backwards.addAll(0, page.findValuesAsText("name"));
            more = page.at("/pageInfo/hasPreviousPage").asBoolean();
            back.put("before", page.at("/pageInfo/startCursor").asText());
        }
        assertThat(backwards).isEqualTo(expected);
        assertThat(page(document, Map.of("id", id, "last", 3)).findValuesAsText("name"))
                .isEqualTo(expected.subList(expected.size() - 3, expected.size()));
    }

    @Test
    void givenASeries_whenItsEpisodesArePaged_thenTheyComeBySeasonAndNumberWithSpecialsLast() {
        var expected = List.of(1, 2, 11, 0).stream().flatMap(season -> IntStream.rangeClosed(1, 5)
                .mapToObj(number -> "S%02dE%02d".formatted(season, number))).toList();

        checkBothWays(EPISODES, series, expected);
    }

    @Test
    void givenAPerson_whenTheFilmographyIsPaged_thenItComesNewestFirstBothWays() {
        var expected = IntStream.rangeClosed(1, 30).boxed().sorted((one, other) -> other % 4 != one % 4
                ? other % 4 - one % 4
                : one - other).map(i -> "S%02d".formatted(i)).toList();

        checkBothWays(FILMS, person, expected);
    }

    @Test
    void givenOneOrManySeries_whenTheirEpisodesArePaged_thenAsManyStatements() {
        var document = "{ allSeries(first: %d) { edges { node { allEpisodes(first: 3) { totalCount edges { node { code } } } } } } }";
        counter.reset();
        client().data(document.formatted(1));
        assertThat(counter.statements()).hasSize(3);
        counter.reset();

        var codes = client().data(document.formatted(30)).findValuesAsText("code");

        assertThat(codes).hasSize(90).containsOnly("S01E01", "S01E02", "S01E03");
        assertThat(counter.statements()).hasSize(3);
    }

    @Test
    void givenACursorOfAnotherList_whenItComes_thenItIsRefused() {
        var cursor = page(FILMS, Map.of("id", person)).at("/pageInfo/endCursor").asText();
        var other = client()
                .data("{ allSeries(last: 1) { edges { node { allEpisodes { pageInfo { endCursor } } } } } }")
                .findValuesAsText("endCursor").getFirst();
        assertThat(client().answer(EPISODES, Map.of("id", series, "after", other)).at("/errors/0/message").asText())
                .contains("'after' is not a cursor of this list");

        assertThat(client().answer(EPISODES, Map.of("id", series, "after", cursor)).at("/errors/0/message").asText())
                .contains("'after' is not a cursor of this list");
        assertThat(client().answer(EPISODES, Map.of("id", series, "first", 101)).at("/errors/0/message").asText())
                .contains("'first' must be between 0 and 100");
    }
}
