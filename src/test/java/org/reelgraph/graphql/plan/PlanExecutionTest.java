package org.reelgraph.graphql.plan;

import graphql.ExecutionResult;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

/** A plan answers as graphql-java does; that is the rule, and graphql-java the judge. */
class PlanExecutionTest {

    private static final int QUESTIONS = 3_000;

    private final Shelf shelf = new Shelf();

    @Test
    @Timeout(120)
    void givenAnyQuestion_whenAPlanAnswers_thenItSaysWhatGraphQlJavaSays() {
        var answered = 0;
        for (var seed = 0; seed < QUESTIONS; seed++) {
            var random = new Random(seed);
            var document = new Questions(random).document();
            var plans = new Plans();
            for (var choice = 0; choice < 2; choice++) {
                var variables = Map.<String, Object>of("yes", random.nextBoolean(), "no", random.nextBoolean(), "n",
                        random.nextInt(40));
                var expected = shelf.byGraphQlJava(document, variables);
                assertSame(expected, shelf.byPlan(plans, document, variables), seed + ": " + document + variables);
                answered += expected.isDataPresent() && expected.getData() != null ? 1 : 0;
            }
        }
        assertThat(answered).as("questions with an answer").isGreaterThan(QUESTIONS / 2);
    }

    private static void assertSame(ExecutionResult expected, ExecutionResult actual, String question) {
        assertThat((Object) actual.toSpecification().get("data")).as(question)
                .isEqualTo(expected.toSpecification().get("data"));
        assertThat(String.valueOf(actual.toSpecification().get("data"))).as("order of " + question)
                .isEqualTo(String.valueOf(expected.toSpecification().get("data")));
        assertThat(places(actual)).as("errors of " + question).isEqualTo(places(expected));
    }

    private static Set<String> places(ExecutionResult result) {
        return result.getErrors().stream().map(error -> String.valueOf(error.getPath())).collect(toSet());
    }
}
