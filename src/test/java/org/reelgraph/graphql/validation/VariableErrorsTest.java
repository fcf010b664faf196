package org.reelgraph.graphql.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.reelgraph.testing.Trees.object;

/** What clients are told of variables whose values don't fit what the operation declares. */
class VariableErrorsTest extends ServerTest {

    private static final String FIRST = "query($n: Int) { allSeries(first: $n) { totalCount } }";
    private static final String SERIES = "query($id: ID!) { series(id: $id) { title } }";
    private static final String FILTER = "query(\n  $f: MediaFilter) { allSeries(filter: $f) { totalCount } }";
    private static final String ORDER = "query($o: [MediaOrder!]) { allSeries(orderBy: $o) { totalCount } }";
    private static final String BY = "query($b: MediaBy!) { media(by: $b) { id } }";
    private static final String FIELDS = "\"TITLE\", \"YEAR\", \"ADDED_AT\", \"LAST_ADDED_AT\", \"UPDATED_AT\", \"RELEASED_ON\", \"RATING\","
            + " \"DURATION\" or \"RANDOM\"";

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.demo", "true");
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(SERIES, Map.of(), "The variable '$id' requires a value of the type ID!."),
                arguments(SERIES, object("id", null), "The variable '$id' can't be null: it expects ID!."),
                arguments(SERIES, Map.of("id", Map.of("a", 1)),
                        "The variable '$id' expects a string or an integer, not an object."),
                arguments(SERIES, Map.of("id", true), "The variable '$id' expects a string or an integer, not true."),
                arguments(FIRST, Map.of("n", "3"), "The variable '$n' expects a 32-bit integer, not the string \"3\"."),
                arguments(FIRST, Map.of("n", 3.5), "The variable '$n' expects a 32-bit integer, not the number 3.5."),
                arguments(FIRST, Map.of("n", List.of(1)), "The variable '$n' expects a 32-bit integer, not a list."),
                arguments(FILTER, Map.of("f", Map.of("genres", List.of("Drama"))),
                        "The variable '$f.genres' expects an object, {anyOf: [String!], allOf: [String!], noneOf: [String!]},"
                                + " not a list. Did you mean {\"anyOf\": [\"Drama\"]}?"),
                arguments(FILTER,
                        Map.of("f", Map.of("and", List.of(Map.of(), Map.of("genres", Map.of("anyOff", List.of()))))),
                        "The variable '$f.and[1].genres' has no field 'anyOff'. Did you mean 'anyOf'?"),
                arguments(ORDER, Map.of("o", List.of(Map.of("field", "titel"))),
                        "The variable '$o[0].field' expects one of " + FIELDS
                                + ", not the string \"titel\". Did you mean \"TITLE\"?"),
                arguments(ORDER, Map.of("o", List.of(Map.of("direction", "ASC"))),
                        "The variable '$o[0]' requires the field 'field' (MediaOrderField!)."),
                arguments(ORDER, Map.of("o", "TITLE"),
                        "The variable '$o' expects an object, {field: MediaOrderField!, direction: OrderDirection!, nulls:"
                                + " NullsOrder!, seed: Int}, not the string \"TITLE\". Did you mean {\"field\": \"TITLE\"}?"),
                arguments(BY, Map.of("b", object("imdb", null)),
                        "The variable '$b.imdb' can't be null: it is the only field of '$b'."),
                arguments(BY, Map.of("b", Map.of()),
                        "The variable '$b' expects exactly one field, not 0: 'id', 'ratingKey', 'imdb', 'tmdb', 'tvdb', 'plex',"
                                + " 'musicbrainz' or 'isbn'."));
    }

    @ParameterizedTest
    @MethodSource("values")
    void givenAValueThatDoesNotFit_whenSent_thenTheErrorSaysWhatIsWrongAndWhere(String document,
            Map<String, Object> variables, String message) {
        var errors = anonymous().answer(document, variables).path("errors");

        assertThat(errors).hasSize(1);
        assertThat(errors.at("/0/message").asText()).isEqualTo(message);
        assertThat(errors.at("/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
        // Where the variable is declared.
        assertThat(errors.at("/0/locations/0/line").asInt()).isEqualTo(document.equals(FILTER) ? 2 : 1);
        assertThat(errors.at("/0/locations/0/column").asInt()).isEqualTo(document.equals(FILTER) ? 3 : 7);
    }

    @Test
    void givenSeveralFaultsInSeveralVariables_whenSent_thenAllAreSaid() {
        var answer = anonymous().answer(
                "query($n: Int, $o: [MediaOrder!]) { allSeries(first: $n, orderBy: $o) { totalCount } }",
                Map.of("n", "3", "o", List.of(Map.of("field", 1, "nulls", "first"), object("field", null))));

        assertThat(answer.path("errors").findValuesAsText("message")).containsExactlyInAnyOrder(
                "The variable '$n' expects a 32-bit integer, not the string \"3\".",
                "The variable '$o[0].field' expects one of " + FIELDS + ", not the number 1.",
                "The variable '$o[0].nulls' expects one of \"FIRST\" or \"LAST\", not the string \"first\". Did you mean"
                        + " \"FIRST\"?",
                "The variable '$o[1].field' can't be null: it expects MediaOrderField!.");
    }

    @Test
    void givenALargeInputFullOfFaults_whenSent_thenAFewAreSaid() {
        var trees = IntStream.range(0, 100).mapToObj(i -> object("title", i))
                .toList();
        var answer = client().answer(
                "mutation($s: [SeriesInput!]!) { importSeries(input: {series: $s}) { created } }", Map.of("s", trees));

        assertThat(answer.path("errors")).hasSize(10);
        assertThat(answer.at("/errors/0/message").asText())
                .isEqualTo("The variable '$s[0].title' expects a string, not the number 0.");
    }

    @Test
    void givenALongValue_whenItDoesNotFit_thenOnlyItsBeginningIsSaid() {
        var message = anonymous().answer(FIRST, Map.of("n", "x".repeat(100_000))).at("/errors/0/message").asText();

        assertThat(message).startsWith("The variable '$n' expects a 32-bit integer, not the string \"xxx")
                .endsWith("….");
        assertThat(message.length()).isLessThan(200);
    }

    static Stream<Arguments> nulls() {
        return Stream.of(
                arguments(
                        "query($d: OrderDirection) { allSeries(orderBy: [{field: TITLE, direction: $d}]) { totalCount } }",
                        object("d", null),
                        "The variable '$d' is used for 'orderBy.direction', which can't be null.", 75),
                arguments("query($i: String) { media(by: {imdb: $i}) { id } }", Map.of(),
                        "The variable '$i' is used for 'by.imdb', which can't be null.", 38),
                arguments("query($i: String) { ...F } fragment F on Query { media(by: {imdb: $i}) { id } }",
                        object("i", null), "The variable '$i' is used for 'by.imdb', which can't be null.", 67),
                arguments("{ media(by: {imdb: null}) { id } }", Map.of(), "'by.imdb' can't be null.", 20),
                arguments("query($b: Boolean = true) { __typename @skip(if: $b) }", object("b", null),
                        "The variable '$b' is used for 'if', which can't be null.", 50));
    }

    // graphql-java lets these through, and a fetcher would meet a null that its type excludes.
    @ParameterizedTest
    @MethodSource("nulls")
    void givenAVariableThatMayBeNull_whenItIsNullWhereNoneCanBe_thenThatIsTheClientsMistake(String document,
            Map<String, Object> variables, String message, int column) {
        var errors = anonymous().answer(document, variables).path("errors");

        assertThat(errors).hasSize(1);
        assertThat(errors.at("/0/message").asText()).isEqualTo(message);
        assertThat(errors.at("/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
        assertThat(errors.at("/0/locations/0/column").asInt()).isEqualTo(column);
    }

    @Test
    void givenAVariableThatMayBeNull_whenItIsLeftOutWhereADefaultIs_thenTheDefaultCounts() {
        JsonNode series = anonymous()
                .data("""
                      query($d: OrderDirection, $i: String = "tt9900001") {
                        allSeries(first: 1, orderBy: [{field: TITLE, direction: $d}]) { totalCount }
                        media(by: {imdb: $i}, source: "demo") { title }
                      }""");

        assertThat(series.at("/allSeries/totalCount").asInt()).isEqualTo(3);
        assertThat(series.at("/media/title").isTextual()).isTrue();
    }

    @Test
    void givenTwoOperationsWithAVariableOfOneName_whenOneMayBeNull_thenTheOtherIsNotHeldToIt() {
        var document = """
                       query A($d: OrderDirection) { allSeries(orderBy: [{field: TITLE, direction: $d}]) { totalCount } }
                       query B($d: Int) { allSeries(first: $d) { totalCount } }""";
        var body = GraphQlClient.write(
                object("query", document, "operationName", "B", "variables", object("d", null)));

        assertThat(anonymous().post(body).body()).contains("\"totalCount\":3").doesNotContain("errors");
    }
}
