package org.reelgraph.graphql.plan;

import graphql.ExecutionResult;
import graphql.execution.instrumentation.FieldFetchingInstrumentationContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

/** A plan answers as graphql-java does; that is the rule, and graphql-java the judge. */
class PlanExecutionTest {

    private static final int QUESTIONS = 800;

    private final Shelf shelf = new Shelf();

    @Test
    @Timeout(300)
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

    // Of values that come later, the order of errors is that in which they come, which nothing prescribes.
    @Test
    void givenErrorsOfValuesThatAreThere_whenAPlanAnswers_thenTheyComeInGraphQlJavasOrder() {
        var document = "{ boxes(first: 12) { odd { id } maybe { fails breaks noted } noList weight colour"
                + " lid { weight jars { breaks fails } noList } sure } }";

        var expected = said(shelf.byGraphQlJava(document, Map.of()));

        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(said(shelf.byPlan(new Plans(), document, Map.of()))).isEqualTo(expected);
    }

    @Test
    void givenAnInstrumentation_whenAPlanAnswers_thenItIsToldOfOperationsAndFieldsAsByGraphQlJava() {
        var document = "query { boxes(first: 2) { id jars { fails loaded { name } } } staged: box(number: 5) { staged { id } } }";
        var byPlan = new Notes();
        var byGraphQlJava = new Notes();

        new Shelf(byPlan).byPlan(new Plans(), document, Map.of());
        new Shelf(byGraphQlJava).byGraphQlJava(document, Map.of());

        assertThat(byPlan.taken()).contains("operation", "operation ended", "fetching /boxes[1]/jars[0]/fails",
                "wrapped /boxes[0]/id", "fetched /boxes[1]/jars[0]/loaded", "failed /boxes[1]/jars[0]/fails")
                .containsExactlyInAnyOrderElementsOf(byGraphQlJava.taken());
    }

    /** Notes what it is told, in words. */
    private static final class Notes extends SimplePerformantInstrumentation {

        private final Queue<String> taken = new ConcurrentLinkedQueue<>();

        Collection<String> taken() {
            return taken;
        }

        @Override
        public InstrumentationContext<ExecutionResult> beginExecuteOperation(
                InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
            taken.add("operation");
            return SimpleInstrumentationContext.whenCompleted((result, failure) -> taken.add("operation ended"));
        }

        @Override
        public FieldFetchingInstrumentationContext beginFieldFetching(InstrumentationFieldFetchParameters parameters,
                InstrumentationState state) {
            var path = parameters.getEnvironment().getExecutionStepInfo().getPath();
            taken.add("fetching " + path);
            return new FieldFetchingInstrumentationContext() {
                @Override
                public void onDispatched() {
                    taken.add("dispatched " + path);
                }

                @Override
                public void onCompleted(Object result, Throwable failure) {
                    taken.add((failure == null ? "fetched " : "failed ") + path);
                }
            };
        }

        @Override
        public DataFetcher<?> instrumentDataFetcher(DataFetcher<?> fetcher,
                InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
            return environment -> {
                taken.add("wrapped " + environment.getExecutionStepInfo().getPath());
                return fetcher.get(environment);
            };
        }
    }

    private static void assertSame(ExecutionResult expected, ExecutionResult actual, String question) {
        assertThat((Object) actual.toSpecification().get("data")).as(question)
                .isEqualTo(expected.toSpecification().get("data"));
        assertThat(String.valueOf(actual.toSpecification().get("data"))).as("order of " + question)
                .isEqualTo(String.valueOf(expected.toSpecification().get("data")));
        assertThat(said(actual)).as("errors of " + question).containsExactlyInAnyOrderElementsOf(said(expected));
        assertThat(located(actual)).as("locations in " + question).containsAll(located(expected));
    }

    private static List<String> said(ExecutionResult result) {
        return result.getErrors().stream().map(error -> error.getPath() + ": " + error.getMessage()).toList();
    }

    // graphql-java says of some errors not where in the document they are; a plan always does.
    private static Set<String> located(ExecutionResult result) {
        return result.getErrors().stream().filter(error -> error.getLocations() != null)
                .map(error -> error.getPath() + " " + error.getLocations()).collect(toSet());
    }
}
