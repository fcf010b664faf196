package org.reelgraph.graphql.limits;

import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLSchema;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.LargeLibrary;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

/** A larger library, with a series of 1,100 episodes and one of 72 seasons, and the limits as they are by default. */
class SizeStatisticsTest extends ServerTest {

    private static final int SERIES = 150;
    private static final int MOVIES = 50;

    @Inject
    SizeStatistics statistics;
    @Inject
    GraphQLSchema schema;
    @Inject
    StatementCounter counter;
    @Inject
    TestClock clock;

    @BeforeAll
    void importALargeLibrary() throws IOException {
        var file = Files.createDirectories(folder().resolve("import")).resolve("large.jsonl");
        LargeLibrary.write(file, SERIES, MOVIES);
        assertThat(new Jobs(client(), folder()).run("large.jsonl").get("failed").asInt()).isZero();
        statistics.refresh();
    }

    private double items(String type, String field) {
        return statistics.current().of(schema.getFieldDefinition(FieldCoordinates.coordinates(type, field)))
                .orElseThrow().items();
    }

    @ParameterizedTest
    @MethodSource("org.reelgraph.graphql.limits.WholeTrees#documents")
    void givenALargeLibrary_whenWholeTreesAreAskedFor_thenTheyAreAnswered(String document) {
        var data = anonymous().data(document);

        assertThat(data.findValues("episodes")).isNotEmpty();
    }

    @Test
    void givenALibrary_whenItIsMeasured_thenTheSizesAreThoseItHas() {
        var stats = client().data("{ libraryStats { seasonCount episodeCount personCount } }").get("libraryStats");
        double seasons = stats.get("seasonCount").asInt();
        double episodes = stats.get("episodeCount").asInt();

        assertThat(items("Query", "allSeries")).isEqualTo(SERIES);
        assertThat(items("Query", "allMedia")).isEqualTo(SERIES + MOVIES);
        assertThat(items("Query", "changesSince")).isEqualTo(SERIES + MOVIES);
        assertThat(items("Query", "people")).isEqualTo(stats.get("personCount").asInt());
        assertThat(items("Series", "seasons")).isCloseTo(seasons / SERIES, within(1e-9));
        assertThat(items("Season", "episodes")).isCloseTo(episodes / seasons, within(1e-9));
        assertThat(items("Movie", "cast")).isEqualTo(5);
        assertThat(items("Media", "images")).isEqualTo(1);
        assertThat(items("Episode", "cast")).isCloseTo(castOfAnEpisode(), within(1e-9));
        assertThat(items("Person", "filmography")).isBetween(1.0, (double) SERIES);
    }

    private double castOfAnEpisode() {
        var series = client()
                .data("{ allSeries(first: 100) { edges { node { seasons { episodes { cast { position } } } } } }"
                        + " rest: allSeries(last: 50) { edges { node { seasons { episodes { cast { position } } } } } } }");
        return series.findValues("cast").stream().mapToInt(cast -> cast.size()).average().orElseThrow();
    }

    @Test
    void givenWhatNothingMeasures_whenItIsLookedUp_thenTheSchemasAssumptionCounts() {
        assertThat(items("RelatedMedia", "reasons")).isEqualTo(5);
        assertThat(new ListSize("x", 5, ListSize.Kind.ASSUMED).found(OptionalDouble.of(9))).isEqualTo(9);
    }

    @Test
    void givenAListTheSchemaLacks_whenItIsMeasured_thenTheErrorNamesIt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new SchemaSizes(schema, List.of(ListSize.whole("Series.typo", 1))))
                .withMessageContaining("Series.typo");
    }

    @Test
    void givenTimeThatPasses_whenNothingChanged_thenNothingIsMeasured_butAfterAChange() {
        clock.pass(Duration.ofMinutes(3));
        statistics.refreshAfterChanges();
        var known = statistics.current();
        clock.pass(Duration.ofMinutes(3));

        statistics.refreshAfterChanges();

        assertThat(statistics.current()).isSameAs(known);
        client().data("mutation { importMovies(input: {movies: [{title: \"New\"}]}) { created } }");
        statistics.refreshAfterChanges();
        assertThat(items("Query", "allMovies")).isEqualTo(MOVIES + 1);
        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { userErrors { code } } }", Map.of("id",
                client().data("{ allMovies(filter: {title: {equals: \"New\"}}) { edges { node { id } } } }")
                        .at("/allMovies/edges/0/node/id").asText()));
    }

    @Test
    void givenALargeLibrary_whenItIsMeasured_thenAFewStatementsDoIt() {
        counter.reset();

        statistics.refresh();

        assertThat(counter.statements()).hasSizeBetween(5, 10);
    }

    @ParameterizedTest
    @CsvSource({"'seasons { episodes { series { ', 5, nodes", "'seasons { series { ', 7, values"})
    @Timeout(60)
    void givenACircle_whenAShortQueryGoesRound_thenItIsRefusedUnreadOrEnded(String round, int times, String limit) {
        var end = " }".repeat(round.split("\\{").length - 1);
        // The second series has 72 seasons, which no average tells.
        var answer = anonymous().answer("{ media(by: {ratingKey: \"large-1\"}) { ... on Series { " + round.repeat(times)
                + " title " + end.repeat(times) + " } } }");

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(answer.at("/errors/0/message").asText()).contains(limit);
        assertThat(answer.has("data")).isFalse();
    }
}
