package org.reelgraph.graphql.limits;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

/** Long values, which a short query can ask for many times over. */
class AnswerSizeTest extends ServerTest {

    private static final int LONG = 20_000;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.limits.answer", "200000");
    }

    @BeforeAll
    void importLongValues() {
        var values = IntStream.range(0, LONG / 10).boxed().toList();
        new Jobs(client(), folder()).lines("long.jsonl",
                object("kind", "MOVIE", "title", "Long", "summary", "s".repeat(LONG),
                        "unknown", Map.of("list", values, "text", "t".repeat(LONG / 2))));
        new Jobs(client(), folder()).run("long.jsonl");
    }

    private static String aliases(int count, String field) {
        return "{ allMovies { edges { node { " + IntStream.range(0, count).mapToObj(i -> "a" + i + ": " + field)
                .collect(Collectors.joining(" ")) + " } } } }";
    }

    @ParameterizedTest
    @ValueSource(strings = {"summary", "metadata"})
    void givenALongValue_whenAskedForManyTimes_thenTheAnswersSizeIsBounded(String field) {
        assertThat(anonymous().data(aliases(5, field)).at("/allMovies/edges")).hasSize(1);

        var answer = anonymous().answer(aliases(12, field));

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(answer.at("/errors/0/message").asText()).contains("200,000").contains("(limit answer)");
        assertThat(answer.has("data")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"allMovies | allMovies: request fewer with 'first', or request less of each.",
            "allMovies(first: 50) | allMovies: lower 'first', or request less of each.",
            "m: allMovies(first: $n) | m: allMovies: lower '$n', or request less of each."})
    void givenALibraryWhoseSizesAreNotKnownYet_whenTheAnswerIsTooLong_thenTheErrorNamesTheList(String list,
            String advice) {
        var variable = list.contains("$n") ? "query($n: Int = 50) " : "";

        var error = anonymous().answer(variable + aliases(12, "summary").replace("allMovies", list)).at("/errors/0");

        assertThat(error.get("message").asText()).contains("(limit answer)").endsWith(advice);
        assertThat(error.get("locations")).hasSize(1);
    }
}
