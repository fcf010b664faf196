package org.reelgraph.graphql.limits;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestClock;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;

/** Answers that become larger than was expected: the library's sizes were measured when it was empty. */
class QueryLimitsTest extends ServerTest {

    private static final String ROUND_IN_CIRCLES = "{ allSeries { edges { node { " + "seasons { series { ".repeat(18)
            + "id"
            + " } }".repeat(18) + " } } } }";

    @Inject
    TestClock clock;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.limits.values", "5000", "reelgraph.limits.depth", "100",
                "reelgraph.limits.nodes", "1000000000000000");
    }

    @BeforeAll
    void importSeries() {
        clock.pass(Duration.ofDays(-1)); // it isn't time to measure again
        var series = IntStream.rangeClosed(1, 3).mapToObj(number -> Trees.series(number, 2, 4)).toList();
        client().data("mutation($s: [SeriesInput!]!) { importSeries(input: {series: $s}) { created } }",
                Map.of("s", series));
    }

    @Test
    @Timeout(60)
    void givenAShortQueryWithAHugeAnswer_whenAsked_thenItIsStoppedAndTheServerGoesOn() {
        for (var i = 0; i < 20; i++) {
            var response = client().post(GraphQlClient.write(Map.of("query", ROUND_IN_CIRCLES)), "accept",
                    "application/graphql-response+json");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("LIMIT_EXCEEDED").contains("5,000").doesNotContain("data");
        }

        assertThat(client().data("{ allSeries { totalCount } }").at("/allSeries/totalCount").asInt()).isEqualTo(3);
    }

    @Test
    @Timeout(60)
    void givenAListInAList_whenTheLastLevelIsTooLong_thenNoMoreObjectsAreMadeThanMayBe() {
        // Each round has a series for each episode of the one before: the next level alone is far beyond the limit.
        var answer = client().answer("{ allSeries { edges { node { " + "seasons { episodes { series { ".repeat(7) + "id"
                + " } } }".repeat(7) + " } } } }");

        assertThat(answer.at("/errors/0/message").asText())
                .isEqualTo("The answer would have more than 5,000 values (limit values). allSeries: request fewer with"
                        + " 'first', or request less of each.");
    }

    @Test
    void givenAMutationWithAHugeAnswer_whenSent_thenTheErrorSaysThatItWasCarriedOut() {
        var answer = client().answer(
                """
                mutation { importSeries(input: {series: [{ratingKey: "rk1", tagline: "Changed"}]}) {
                  updated series { %s id %s } } }""".formatted("seasons { series { ".repeat(12), " } }".repeat(12)));

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(answer.at("/errors/0/message").asText()).contains("stays changed");
        assertThat(client().data("{ media(by: {ratingKey: \"rk1\"}) { tagline } }")
                .at("/media/tagline").asText()).isEqualTo("Changed");
    }
}
