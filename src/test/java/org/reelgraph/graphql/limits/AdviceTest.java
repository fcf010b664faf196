package org.reelgraph.graphql.limits;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;

/** Who does what a refusal advises gets an answer. The first four series are far longer than the others. */
class AdviceTest extends ServerTest {

    private static final Pattern ADVICE = Pattern
            .compile("(lower 'first' to |request fewer with 'first: )(\\d+)");

    @Inject
    SizeStatistics statistics;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.limits.values", "3000", "reelgraph.limits.nodes", "3000", "reelgraph.limits.answer",
                "60000");
    }

    @BeforeAll
    void importALibraryOfWhichAveragesTellLittle() {
        var series = IntStream.rangeClosed(1, 40)
                .mapToObj(number -> Trees.with(Trees.series(number, 1, number <= 4 ? 25 : 1), "summary",
                        "s".repeat(number <= 4 ? 5_000 : 10), "cast",
                        Stream.of(number % 5, number % 7, number % 11)
                                .map(person -> Trees.credit("Player " + person, "Hero"))
                                .toList()))
                .toList();
        client().data("mutation($s: [SeriesInput!]!) { importSeries(input: {series: $s}) { created } }",
                Map.of("s", series));
        statistics.refresh();
    }

    private static String followed(String document, JsonNode refusal) {
        var advice = ADVICE.matcher(refusal.get("message").asText()).results().toList();
        assertThat(advice).as(refusal.toString()).isNotEmpty().hasSameSizeAs(refusal.get("locations"));
        var result = document;
        for (var i = advice.size() - 1; i >= 0; i--) {
            var place = refusal.get("locations").get(i).get("column").asInt() - 1;
            var size = advice.get(i).group(2);
            result = result.substring(0, place) + (advice.get(i).group(1).startsWith("lower")
                    ? result.substring(place).replaceFirst("first: \\d+", "first: " + size)
                    : result.substring(place).replaceFirst("\\w+", "$0(first: " + size + ")"));
        }
        return result;
    }

    private static String closed(String document) {
        return document + " }".repeat((int) document.chars().filter(character -> character == '{').count());
    }

    // Where the first series are all that is large, no average tells how many there may be: it takes a few steps.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "1 | { allMedia(first: 100) { edges { node { related(first: 100) { media { "
                    + "title related(first: 100) { media { title",
            "1 | { people(first: 100) { edges { node { filmography(first: 100) { edges { "
                    + "node { cast { person { filmography(first: 100) { edges { node { title",
            "1 | { allMedia(first: 100) { edges { node { cast { person { "
                    + "filmography(first: 100) { edges { node { cast { person { name "
                    + "filmography(first: 100) { edges { node { cast { person { name",
            "3 | { allSeries(first: 100) { edges { node { seasons { episodes { series { seasons { episodes { title",
            "1 | { allSeries(first: 4) { edges { node { seasons { episodes { series { seasons { episodes { title",
            "4 | { allSeries(first: 40) { edges { node { a: summary b: summary c: summary d: summary"})
    void givenAnOperationThatIsTooLarge_whenTheAdviceIsFollowed_thenItIsAnswered(int steps, String query) {
        var document = closed(query);
        var answer = anonymous().answer(document);
        assertThat(answer.at("/errors/0/extensions/code").asText()).as(document).isEqualTo("LIMIT_EXCEEDED");

        for (var step = 0; step < steps && answer.has("errors"); step++) {
            document = followed(document, answer.at("/errors/0"));
            answer = anonymous().answer(document);
        }

        assertThat(answer.path("errors")).as(document).isEmpty();
        assertThat(answer.get("data").elements().next().get("edges")).isNotEmpty();
    }

    @Test
    void givenListsInLists_whenTheOutermostAloneIsNotEnough_thenTheInnerOnesAreNamedToo() {
        var refusal = anonymous().answer("{ allMedia(first: 9) { edges { node { related(first: 40) { media { title "
                + "related(first: 40) { media { title related(first: 40) { media { title } } } } } } } } } }")
                .at("/errors/0/message").asText();

        assertThat(refusal).contains("allMedia(first: 9): lower 'first' to ", "related(first: 40): lower 'first' to ");
    }
}
