package org.reelgraph.graphql.limits;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.introspection.IntrospectionQuery;
import graphql.introspection.IntrospectionQueryBuilder;
import graphql.introspection.IntrospectionQueryBuilder.Options;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Each limit on operations: what is just within is answered, one more is refused before any of it is executed. */
@DatabaseIndependent
class OperationLimitsTest extends ServerTest {

    @Inject
    StatementCounter counter;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.demo", "true");
    }

    @BeforeEach
    void countFromHere() {
        counter.reset();
    }

    private static String repeated(int times, String text) {
        return repeated(times, i -> text);
    }

    private static String repeated(int times, IntFunction<String> text) {
        return IntStream.range(0, times).mapToObj(text).collect(Collectors.joining(" "));
    }

    static Stream<Arguments> limits() {
        IntFunction<String> aliases = count -> "{ allSeries { " + repeated(count, i -> "a" + i + ": totalCount")
                + " } }";
        IntFunction<String> fields = count -> "{ allSeries { " + repeated(count - 1, "totalCount") + " } }";
        IntFunction<String> directives = count -> "{ allSeries { "
                + repeated(count, i -> "totalCount @skip(if: false)") + " } }";
        IntFunction<String> roots = count -> "{ " + repeated(count, "__typename") + " }";
        IntFunction<String> depth = count -> "{ __type(name: \"Query\") { " + "ofType { ".repeat(count - 2) + "name"
                + " }".repeat(count - 2) + " } }";
        IntFunction<String> spread = count -> "fragment F on SeriesConnection { " + repeated(count, "totalCount")
                + " } { allSeries { ...F ...F } }";
        IntFunction<String> document = count -> "{ __typename } #" + "x".repeat(count - "{ __typename } #".length());
        IntFunction<String> number = count -> "{ allSeries(filter: {rating: {from: 1." + "0".repeat(count - 2)
                + "}}) { totalCount } }";
        return Stream.of(arguments("fragments", chain("Query"), 30, 1),
                arguments("aliases", aliases, 30, 1), arguments("fields", fields, 2_000, 1),
                arguments("directives", directives, 50, 1), arguments("root fields", roots, 20, 1),
                arguments("depth", depth, 18, 1), arguments("fields", spread, 999, 1),
                arguments("digits", number, 1_000, 1),
                arguments("document", document, 102_400, 1));
    }

    private static IntFunction<String> chain(String lastType) {
        return count -> "query A { ...F1 } "
                + repeated(count - 1, i -> "fragment F%d on Query { ...F%d }".formatted(i + 1, i + 2))
                + " fragment F%d on %s { __typename }".formatted(count, lastType);
    }

    /** What is selected of an interface, and of each of its types in a fragment, and so on in all that is below. */
    private static String onEachType(int levels) {
        return levels == 0
                ? "title"
                : "related { media { " + onEachType(levels - 1) + " } } "
                        + Stream.of("Series", "Movie", "Album", "Book").map(type -> "... on " + type + " { "
                                + "related { media { ".repeat(levels) + "title" + " } }".repeat(levels) + " }")
                                .collect(Collectors.joining(" "));
    }

    @Test
    @Timeout(60)
    void givenFragmentsOnTypesWithinEachOther_whenThereAreManyWaysDown_thenTheyAreRefusedUncompared() {
        IntFunction<String> document = levels -> "{ media(by: {ratingKey: \"9001\"}, source: \"demo\") { "
                + onEachType(levels) + " } }";

        assertThat(anonymous().answer(document.apply(3)).path("errors")).isEmpty();
        counter.reset();
        refused(anonymous().answer(document.apply(8)), "(limit comparisons)");
    }

    @Test
    @Timeout(60)
    void givenManyOperations_whenEachUsesALargeFragment_thenTheyAreRefusedUncompared() {
        refused(anonymous()
                .answer(repeated(100, i -> "query A" + i + " { ...F }") + " fragment F on Query { allSeries { "
                        + repeated(1_000, "totalCount") + " } }"),
                "(limit comparisons)");
    }

    @ParameterizedTest
    @CsvSource({"Query, 600", "Nothing, 600"})
    @Timeout(60)
    void givenAChainOfFragments_whenItIsLong_thenItIsRefusedWhetherValidOrNot(String lastType, int fragments) {
        refused(anonymous().answer(chain(lastType).apply(fragments)), "(fragments)");
    }

    @Test
    @Timeout(60)
    void givenFragmentsThatAllUseEachOther_whenSent_thenTheErrorSaysSo() {
        var document = "{ ...F0 } " + repeated(45, i -> "fragment F" + i + " on Query { "
                + repeated(45, j -> "...F" + j) + " }");

        assertThat(anonymous().answer(document).path("errors")).hasSizeLessThanOrEqualTo(10).allSatisfy(
                error -> assertThat(error.get("message").asText()).contains("contains itself"));
    }

    @Test
    @Timeout(60)
    void givenAListOfManyFieldsInEachOfManyFields_whenSent_thenItIsRefusedUncompared() {
        refused(anonymous().answer("{ " + repeated(480, "libraryStats { ...F }") + " } fragment F on LibraryStats { "
                + repeated(2_400, "movieCount") + " }"), "(fields)");
    }

    @ParameterizedTest
    @MethodSource("limits")
    void givenALimit_whenAnOperationIsJustWithinOrBeyond_thenItIsAnsweredOrRefusedByName(String limit,
            IntFunction<String> document, int most, int step) {
        assertThat(anonymous().answer(document.apply(most)).path("errors")).isEmpty();
        counter.reset();

        refused(anonymous().answer(document.apply(most + step)), "(" + limit + ")");
    }

    private void refused(JsonNode answer, String message) {
        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(answer.at("/errors/0/message").asText()).contains(message);
        assertThat(answer.has("data")).isFalse();
        assertThat(counter.statements()).isEmpty();
    }

    @Test
    void givenMoreTokensOrRecursionThanTheParserTakes_whenSent_thenTheyAreRefusedByNumber() {
        refused(anonymous().answer("{ allSeries { " + repeated(5_001, "totalCount") + " } }"), "5,000");
        refused(anonymous().answer("{ a" + "{a".repeat(300) + "}".repeat(300) + " }"), "200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ allSeries(first: %s) { totalCount } }", "{ allSeries(first: -%s) { totalCount } }",
            "query($n: Int = %s) { allSeries(first: $n) { totalCount } }", "{ nothing(at: {all: [%s]}) }",
            "{ allSeries(filter: {rating: {from: 0.%s}}) { totalCount } }",
            "{ allSeries(filter: {rating: {from: 1e%s}}) { totalCount } }"})
    void givenANumberOfVeryManyDigits_whenItStandsInADocument_thenItIsRefusedWhereItBegins(String document) {
        var text = document.formatted("9".repeat(99_000));

        var answer = anonymous().answer("#\n" + text);

        refused(answer, "(digits)");
        assertThat(answer.at("/errors/0/locations/0/line").asInt()).isEqualTo(2);
        assertThat(text.substring(answer.at("/errors/0/locations/0/column").asInt() - 1)).matches("(-|0\\.|1e)?9+\\D+");
    }

    @Test
    void givenVeryManyDigitsThatAreNoNumber_whenAsked_thenTheyAreRead() {
        var digits = "9".repeat(2_000);

        assertThat(anonymous().data("{ a" + digits + ": search(query: \"" + digits + "\") { totalCount } } # " + digits)
                .at("/a" + digits + "/totalCount").asInt()).isZero();
    }

    static Stream<Arguments> introspection() {
        return Stream.of(arguments(IntrospectionQuery.INTROSPECTION_QUERY),
                arguments(IntrospectionQueryBuilder.build(Options.defaultOptions().descriptions(true)
                        .specifiedByUrl(true).isOneOf(true).directiveIsRepeatable(true).schemaDescription(true)
                        .inputValueDeprecation(true).typeRefFragmentDepth(9))),
                arguments("{ a: __type(name: \"Series\") { name } b: __type(name: \"Movie\") { fields { name } } }"),
                arguments("{ __schema { queryType { fields { name } } } __type(name: \"Series\") { name interfaces {"
                        + " name possibleTypes { name } } fields { name type { ...T } args { type { ...T } } } } }"
                        + " fragment T on __Type { name ofType { name fields { name } ofType { name } } }"));
    }

    @ParameterizedTest
    @MethodSource("introspection")
    void givenWhatToolsAskOfTheSchema_whenAsked_thenItIsAnswered(String document) {
        var answer = anonymous().answer(document);

        assertThat(answer.path("errors")).isEmpty();
        assertThat(answer.path("data").size()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fields { type { ", "interfaces { possibleTypes { ", "possibleTypes { interfaces { "})
    void givenTheSchemasCircles_whenAShortQueryGoesRound_thenItIsRefusedUnread(String round) {
        refused(anonymous().answer("{ __schema { types { " + round.repeat(7) + "name" + " } }".repeat(7) + " } } }"),
                "(nodes)");
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 60})
    @Timeout(60)
    void givenFragmentsThatDouble_whenSent_thenTheyAreRefusedAtOnce(int doublings) {
        var document = "{ allSeries { ...F0 } } "
                + repeated(doublings, i -> "fragment F%d on SeriesConnection { ...F%d ...F%d }"
                        .formatted(i, i + 1, i + 1))
                + " fragment F" + doublings + " on SeriesConnection { totalCount }";

        assertThat(anonymous().answer(document).at("/errors/0/extensions/code").asText()).isEqualTo("LIMIT_EXCEEDED");
    }

    @Test
    void givenAVariableThatDecides_whenItIsNull_thenThatIsTheClientsMistake() {
        for (var place : new String[]{"__typename @skip(if: $b)", "... @include(if: $b) { __typename }"}) {
            var answer = anonymous().answer("query($b: Boolean = true) { " + place + " }",
                    Collections.singletonMap("b", null));

            assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
            assertThat(answer.at("/errors/0/message").asText()).contains("'$b'");
        }
    }

    @Test
    void givenSeveralOperationsAndAnEmptyName_whenSent_thenNoneIsChosen() {
        var body = GraphQlClient.write(Map.of("query", "query A { __typename } query B { __typename }",
                "operationName", ""));

        assertThat(anonymous().post(body).body()).contains("OPERATION_RESOLUTION_FAILURE");
    }

    @Test
    void givenALargeBody_whenItIsOfOneWhoMayNotImport_thenItIsRefusedAndOtherwiseRead() {
        var body = GraphQlClient
                .write(Map.of("query", "{ __typename }", "variables", Map.of("x", "y".repeat(1_100_000))));

        var refused = anonymous().post(body);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("PAYLOAD_TOO_LARGE").contains("1048576");
        assertThat(client().post(body).statusCode()).isEqualTo(200);
        assertThat(anonymous().with("none").post(body).statusCode()).isEqualTo(401);
    }
}
