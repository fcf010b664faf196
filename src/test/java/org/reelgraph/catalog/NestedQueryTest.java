package org.reelgraph.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.credit;
import static org.reelgraph.testing.Trees.episode;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.season;

class NestedQueryTest extends ServerTest {

    private static final String NESTED = """
                                         query($first: Int) { allSeries(first: $first) { edges { node { title seasons { number episodes {
                                           code title cast(first: 3) { character person { name } } } } } } } }""";

    @Inject
    StatementCounter counter;

    @BeforeAll
    void importSixtySeries() {
        var series = IntStream.rangeClosed(1, 60).mapToObj(number -> Trees.series(number, 2, 4)).toList();
        var payload = client().data("mutation($s: [SeriesInput!]!) { importSeries(input: {series: $s}) { created } }",
                Map.of("s", series));
        assertThat(payload.at("/importSeries/created").asInt()).isEqualTo(60);
    }

    @Test
    void givenOneOrSixtySeries_whenNestedQueryRuns_thenAtMostSixStatementsAndAsManyForBoth() {
        var forOne = statementsFor(1);
        var forSixty = statementsFor(60);

        assertThat(forSixty).isEqualTo(forOne).isLessThanOrEqualTo(6);
    }

    @Test
    void givenOneOrSixtySeries_whenImagesOfTheirPeopleAreAsked_thenThatTakesNoFurtherStatement() {
        var withImages = NESTED.replace("person { name }", "person { name images { path } }");

        assertThat(statementsFor(withImages, 60)).isEqualTo(statementsFor(withImages, 1))
                .isEqualTo(statementsFor(60));
    }

    private int statementsFor(int first) {
        return statementsFor(NESTED, first);
    }

    private int statementsFor(String query, int first) {
        counter.reset();
        var data = client().data(query, Map.of("first", first));
        assertThat(data.at("/allSeries/edges")).hasSize(first);
        assertThat(data.findValues("code")).hasSize(first * 8);
        return counter.statements().size();
    }

    @Test
    void givenSeasonsAndEpisodesThatCameOutOfOrder_whenSeveralSeriesAreAsked_thenAllStandsInOrder() {
        for (var seasons : List.of(List.of(season(2, episode(3)), season(0, episode(1))),
                List.of(season(1, episode(2, "cast", List.of(credit("B", "First"), credit("A", "Second"))), episode(1)),
                        season(2, episode(1), episode(2))))) {
            var series = Stream.of("x", "y").map(key -> object("ratingKey", key, "title", "Out of order " + key, "cast",
                    List.of(credit("D", "1"), credit("C", "2")), "seasons", seasons)).toList();
            client().data("mutation($s: [SeriesInput!]!) { importSeries(input: {series: $s}) { created } }",
                    Map.of("s", series));
        }

        var data = client().data("{ allSeries(filter: {title: {startsWith: \"Out of order\"}}) { edges { node {"
                + " cast { person { name } } seasons { episodes { code cast(inherit: false) { person { name } } } } } } } }");

        for (var node : data.at("/allSeries/edges")) {
            assertThat(node.at("/node/seasons").findValuesAsText("code")).containsExactly("S01E01", "S01E02", "S02E01",
                    "S02E02", "S02E03", "S00E01");
            assertThat(node.at("/node/cast").findValuesAsText("name")).containsExactly("D", "C");
            assertThat(node.at("/node/seasons").findValuesAsText("name")).containsExactly("B", "A");
        }
        assertThat(data.at("/allSeries/edges")).hasSize(2);
    }

    @Test
    @Timeout(60)
    void givenEpisodesWithAndWithoutCast_whenCastIsAsked_thenTheSeriesCastStandsInForTheMissing() {
        var episodes = client().data(NESTED, Map.of("first", 1))
                .at("/allSeries/edges/0/node/seasons/0/episodes");

        assertThat(episodes.at("/0/cast").findValuesAsText("name")).containsExactly("Lead 1", "Second 1");
        assertThat(episodes.at("/1/cast").findValuesAsText("name")).containsExactly("Guest 1");
    }

    // Nothing else is loaded here after the chained load, so that nothing else would dispatch it.
    @Test
    @Timeout(60)
    void givenOneEpisodeWithoutCast_whenOnlyItsCastIsAsked_thenTheChainedLoadIsDispatched() {
        var id = client().data("{ allSeries(first: 1) { edges { node { seasons { episodes { id } } } } } }")
                .at("/allSeries/edges/0/node/seasons/0/episodes/0/id").asText();

        var episode = client().data("query($id: ID!) { episode(id: $id) { cast { position } } }", Map.of("id", id));

        assertThat(episode.at("/episode/cast")).hasSize(2);
    }

    @Test
    void givenAnEpisodeWithoutCast_whenInheritIsFalse_thenItsCastIsEmpty() {
        var episodes = client().data(
                """
                { allSeries(first: 1) { edges { node { seasons { episodes { cast(inherit: false) { position } } } } } } }""")
                .at("/allSeries/edges/0/node/seasons/0/episodes");

        assertThat(episodes.at("/0/cast")).isEmpty();
        assertThat(episodes.at("/1/cast")).hasSize(1);
    }

    @Test
    void givenAliasesOfDifferentLength_whenCastIsAsked_thenEachGetsItsOwnInOneStatement() {
        counter.reset();
        var node = client()
                .data("""
                      { allSeries(first: 1) { edges { node { one: cast(first: 1) { position } none: cast(first: 0) { position }
                        all: cast { position } } } } }""")
                .at("/allSeries/edges/0/node");

        assertThat(node.get("one")).hasSize(1);
        assertThat(node.get("none")).isEmpty();
        assertThat(node.get("all")).hasSize(2);
        assertThat(counter.statements()).hasSize(2);
    }

    @Test
    void givenANestedQuery_whenItRuns_thenAllOfItReadsOneStateOfTheDataOffTheEventLoop() {
        counter.reset();
        client().data(NESTED, Map.of("first", 60));

        assertThat(counter.connections()).as("connections").hasSize(1);
        assertThat(counter.threads()).singleElement().asString().startsWith("graphql-executor");
    }

    @Test
    void givenAMutation_whenItRuns_thenItsStatementsAreNotOnTheThreadsOfQueries() {
        counter.reset();
        client().data(
                "mutation { importSeries(input: {series: [{ratingKey: \"own\", title: \"Zzz last\"}]}) { series { seasons { id } } } }");

        assertThat(counter.threads()).singleElement().asString().startsWith("writes-executor");
    }

    // What few ask for is read only where it is asked for; the rest must not depend on that.
    @Test
    void givenEpisodesAndCasts_whenRareFieldsAreAskedForOrNot_thenTheOthersAreTheSame() {
        var common = "id number seasonNumber code title summary airedOn durationSeconds rating season { id } series { id }";
        var document = "{ allSeries(first: 5) { edges { node { cast { character position person { id name %s } } "
                + "seasons { episodes { " + common
                + " %s cast { character position person { id name %s } } } } } } } }";
        var rarePerson = "externalIds { imdb }";

        var brief = client().data(document.formatted("", "", ""));
        var full = client().data(document.formatted(rarePerson, "ratingKey createdAt metadata", rarePerson));
        var mixed = client()
                .data(document.formatted("", "", "").replace("seasons {",
                        "allCast: cast { person { externalIds { imdb } } } all: seasons { episodes { createdAt "
                                + "} } seasons {"));

        assertThat(full.findValues("createdAt")).isNotEmpty().noneMatch(JsonNode::isNull);
        assertThat(mixed.findValues("createdAt")).isNotEmpty().noneMatch(JsonNode::isNull);
        assertThat(mixed.findValuesAsText("imdb")).as("people's ids").anyMatch(id -> id.startsWith("nm"));
        assertThat(without(full)).isEqualTo(brief);
        assertThat(without(mixed)).isEqualTo(brief);
    }

    private static JsonNode without(JsonNode data) {
        for (var node : data.findParents("id")) {
            ((ObjectNode) node).remove(List.of("ratingKey", "createdAt", "updatedAt", "metadata", "externalIds"));
        }
        for (var node : data.findParents("all")) {
            ((ObjectNode) node).remove(List.of("all", "allCast"));
        }
        return data;
    }
}
