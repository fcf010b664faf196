package org.reelgraph.graphql.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What clients are told of a document that can't be parsed or doesn't fit the schema. */
@DatabaseIndependent
class DocumentErrorsTest extends ServerTest {

    private static final Pattern OF_THE_PROGRAM = Pattern
            .compile("@\\[|Value\\{|Validation error|graphql\\.|java\\.|org\\.|ANTLR|antlr|<EOF>|Map'|null pointer");

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.demo", "true");
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                arguments("{ allSerie { totalCount } }", "1:3",
                        "The type 'Query' has no field 'allSerie'. Did you mean 'allSeries'?"),
                arguments("{ allSeries { edges { node { episodes { id } } } } }", "1:30",
                        "The type 'Series' has no field 'episodes'. Did you mean 'addedEpisodes', 'allEpisodes' or"
                                + " 'seasons { episodes }'?"),
                arguments("{ allSeries { node { id } } }", "1:15",
                        "The type 'SeriesConnection' has no field 'node'. Did you mean 'edges { node }'?"),
                arguments("{ allSeries {\n  titel } }", "2:3",
                        "The type 'SeriesConnection' has no field 'titel'. Available: 'edges', 'pageInfo', 'totalCount'."),
                arguments("{ allMedia { edges { node { a: seasons { number } } } } }", "1:29",
                        "The type 'Media' has no field 'seasons'. Request it in a fragment on 'Series', such as"
                                + " '... on Series { seasons }'."),
                arguments("{ search(query: \"a\") { edges { node { nickname } } } }", "1:39",
                        "The type 'SearchResult' has no field 'nickname'. It is a union: request fields in fragments on"
                                + " 'Series', 'Movie', 'Album', 'Book', 'Person' or 'Episode'."),
                arguments("{ allSeries { edges { node } } }", "1:23",
                        "The field 'node' returns objects of the type 'Series': select the fields you want, such as"
                                + " 'node { id }'."),
                arguments("{ allSeries { totalCount { a } } }", "1:15",
                        "The field 'totalCount' returns 'Int!', which has no fields: remove '{ … }'."),
                arguments("{ allSeries { edges { node { a: title a: year } } } }", "1:30 1:39",
                        "'a' would be both 'title' and 'year' in the response. Give one of them its own alias, such as"
                                + " 'a2: year'."),
                arguments(
                        "{ allSeries(first: 1) { totalCount } ...F } fragment F on Query { allSeries(first: 2) { totalCount } }",
                        "1:3 1:67",
                        "The field 'allSeries' is requested twice with different arguments, under the name 'allSeries'. Give"
                                + " one of them its own alias, such as 'allSeries2: allSeries(…)'."),
                arguments(
                        "{ search(query: \"a\") { edges { node { ... on Series { x: seasonCount } ... on Episode { x: number } } } } }",
                        "1:55 1:89",
                        "'x' would have the type 'Int!' in 'Series' and 'Int' in 'Episode'. Give one of them its own"
                                + " alias, such as 'episodeNumber: number'."));
    }

    static Stream<Arguments> argumentsAndDirectives() {
        return Stream.of(
                arguments("{ allSeries(frist: 3) { totalCount } }", "1:13",
                        "The field 'allSeries' has no argument 'frist'. Did you mean 'first'?"),
                arguments("{ libraryStats(first: 3) { movieCount } }", "1:16",
                        "The field 'libraryStats' takes no arguments."),
                arguments("{ series { title } }", "1:3", "The field 'series' requires the argument 'id' (ID!)."),
                arguments("{ series(id: \"x\", id: \"y\") { title } }", "1:3",
                        "The argument 'id' is given more than once."),
                arguments("{ allSeries { totalCount @skp(if: true) } }", "1:26",
                        "There is no directive '@skp'. Did you mean '@skip'?"),
                arguments("{ allSeries { totalCount @skip(unless: true, if: true) } }", "1:32",
                        "The directive '@skip' has no argument 'unless'. Available: 'if'."),
                arguments("{ allSeries { totalCount @skip } }", "1:26",
                        "The directive '@skip' requires the argument 'if' (Boolean!)."),
                arguments("query @skip(if: true) { allSeries { totalCount } }", "1:7",
                        "The directive '@skip' isn't allowed here. Allowed on: field, fragment spread, inline fragment."),
                arguments("{ allSeries { totalCount @skip(if: true) @skip(if: true) } }", "1:42",
                        "The directive '@skip' is used here more than once."),
                arguments("{ allSeries { totalCount @defer } }", "1:26",
                        "There is no directive '@defer'. Available: '@include', '@skip'."));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("{ allSeries(first: \"3\") { totalCount } }", "1:20",
                        "The argument 'first' expects a 32-bit integer, not the string \"3\"."),
                arguments("{ allSeries(first: 30000000000) { totalCount } }", "1:20",
                        "The argument 'first' expects a 32-bit integer, not the number 30000000000."),
                arguments("{ search(query: abc) { totalCount } }", "1:17",
                        "The argument 'query' expects a string, not abc."),
                arguments("{ series(id: [1.5]) { title } }", "1:14",
                        "The argument 'id' expects a string or an integer, not a list."),
                arguments("{ onThisDay(day: 2020) { id } }", "1:18",
                        "The argument 'day' expects a Date, not the number 2020. A Date must be a string."),
                arguments("{ recentlyAdded(kinds: [series]) { id } }", "1:25",
                        "The argument 'kinds[0]' expects one of SERIES, MOVIE, ALBUM or BOOK, not series. Did you mean SERIES?"),
                arguments("{ recentlyAdded(kinds: \"MOVIE\") { id } }", "1:24",
                        "The argument 'kinds' expects one of SERIES, MOVIE, ALBUM or BOOK, not the string \"MOVIE\". Write it"
                                + " without quotes: MOVIE."),
                arguments("{ series(id: null) { title } }", "1:14", "The argument 'id' can't be null: it expects ID!."),
                arguments("{ recentlyAdded(kinds: [MOVIE null]) { id } }", "1:31",
                        "The argument 'kinds[1]' can't be null: it expects MediaKind!."),
                arguments("{ allSeries(filter: {genres: [\"Drama\"]}) { totalCount } }", "1:30",
                        "The argument 'filter.genres' expects an object, {anyOf: [String!], allOf: [String!], noneOf:"
                                + " [String!]}, not a list. Did you mean {anyOf: [\"Drama\"]}?"),
                arguments("{ allSeries(filter: {not: {title: \"Tide\"}}) { totalCount } }", "1:35",
                        "The argument 'filter.not.title' expects an object, {equals: String, in: [String!], contains: String,"
                                + " startsWith: String}, not the string \"Tide\". Did you mean {equals: \"Tide\"}?"),
                arguments("{ allSeries(filter: {genre: {anyOf: [\"Drama\"]}}) { totalCount } }", "1:29",
                        "The argument 'filter' has no field 'genre'. Did you mean 'genres'?"),
                arguments("{ allSeries(filter: {year: {min: 1990}}) { totalCount } }", "1:34",
                        "The argument 'filter.year' has no field 'min'. Available: 'equals', 'in', 'from', 'to'."),
                arguments("{ allSeries(orderBy: [{direction: ASC}]) { totalCount } }", "1:23",
                        "The argument 'orderBy[0]' requires the field 'field' (MediaOrderField!)."),
                arguments("{ media(by: {imdb: \"tt1\" tmdb: \"1\"}) { id } }", "1:13",
                        "The argument 'by' expects exactly one field, not 2: 'id', 'ratingKey', 'imdb', 'tmdb', 'tvdb', 'plex',"
                                + " 'musicbrainz' or 'isbn'."),
                arguments("{ allSeries(filter: {year: {from: 1}, year: {to: 2}}) { totalCount } }", "1:21",
                        "The field 'year' is given more than once."));
    }

    static Stream<Arguments> fragmentsAndOperations() {
        return Stream.of(
                arguments("{ node(id: \"x\") { ... on Serie { title } } }", "1:26",
                        "There is no type 'Serie'. Did you mean 'Series'?"),
                arguments("{ allSeries { ...Page ...Pge } } fragment Page on SeriesConnection { totalCount }", "1:23",
                        "There is no fragment 'Pge'. Did you mean 'Page'?"),
                arguments("{ allSeries { totalCount } } fragment F on Series { title }", "1:30",
                        "The fragment 'F' is never used. Use it as '...F', or remove it."),
                arguments(
                        "{ allSeries { edges { node { ...F } } } } fragment F on Series { title } fragment F on Series { year }",
                        "1:74", "There is more than one fragment 'F'."),
                arguments(
                        "{ allSeries { edges { node { ...F } } } } fragment F on Series { seasons { series { ...F } } }",
                        "1:43", "The fragment 'F' contains itself, directly or through others."),
                arguments("{ allSeries { edges { node { ... on Movie { title } } } } }", "1:30",
                        "A fragment on 'Movie' never applies here: the objects here are of the type 'Series'."),
                arguments("{ allSeries { edges { node { ...F } } } } fragment F on Movie { title }", "1:30",
                        "A fragment on 'Movie' never applies here: the objects here are of the type 'Series'."),
                arguments("{ allSeries { edges { node { ... on String { title } } } } }", "1:30",
                        "A fragment must be on an object type, an interface or a union; 'String' is none of these."),
                arguments("{ allSeries { totalCount } } query A { allSeries { totalCount } }", "1:30",
                        "If a document has several operations, each needs a name, such as 'query Name { … }'."),
                arguments("query A { allSeries { totalCount } } query A { allMovies { totalCount } }", "1:38",
                        "There is more than one operation 'A'."),
                arguments("subscription { libraryChanges { id } }", "1:16",
                        "The type 'Subscription' has no field 'libraryChanges'. Did you mean 'libraryChanged'?"),
                arguments("{ allSeries { totalCount } } type A { a: Int }", "1:30",
                        "A request may contain only operations and fragments, no definitions of types, directives or a schema."));
    }

    static Stream<Arguments> variables() {
        return Stream.of(
                arguments("query($ids: Int) { allSeries(first: $ids) { totalCount } series(id: $id) { id } }", "1:69",
                        "The variable '$id' isn't declared by the operation. Did you mean '$ids'? Declare it as '$id: ID!'."),
                arguments("query($id: ID!) { allSeries { totalCount } }", "1:7",
                        "The variable '$id' is declared, but never used."),
                arguments("query($n: Int, $n: Int) { allSeries(first: $n) { totalCount } }", "1:16",
                        "The variable '$n' is declared more than once."),
                arguments("query($f: String) { allSeries(filter: {year: {from: $f}}) { totalCount } }", "1:53",
                        "The variable '$f' has the type 'String', but 'filter.year.from' expects 'Int'. Declare it as"
                                + " '$f: Int'."),
                arguments(
                        "query A($a: Int) { ...F } query B($a: String) { ...F } query C($a: ID!) { series(id: $a) { id } }"
                                + " fragment F on Query { allSeries(first: $a) { totalCount } }",
                        "1:138",
                        "The variable '$a' has the type 'String' in the operation 'B', but 'first' expects 'Int'. Declare it"
                                + " as '$a: Int'."),
                arguments("query($a: MediaFiltr) { allSeries(filter: $a) { totalCount } }", "1:11",
                        "There is no type 'MediaFiltr'. Did you mean 'MediaFilter'?"),
                arguments("query($n: Int = \"x\") { allSeries(first: $n) { totalCount } }", "1:17",
                        "The default of '$n' expects a 32-bit integer, not the string \"x\"."));
    }

    @ParameterizedTest
    @MethodSource({"fields", "argumentsAndDirectives", "values", "fragmentsAndOperations", "variables"})
    void givenADocumentThatDoesNotFit_whenSent_thenTheErrorSaysWhatIsWrongAndWhere(String document, String places,
            String message) {
        var errors = anonymous().answer(document).path("errors");

        assertThat(errors).hasSize(1);
        assertThat(errors.at("/0/message").asText()).isEqualTo(message);
        assertThat(places(errors.get(0))).isEqualTo(places);
        assertThat(errors.at("/0/extensions/code").asText()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
    }

    static Stream<Arguments> syntax() {
        return Stream.of(arguments("", "1:1", "The document is empty."),
                arguments("{ allSeries { totalCount", "1:25",
                        "The document ends too early. Is a closing brace or parenthesis missing?"),
                arguments("{ allSeries { totalCount } } }", "1:30",
                        "Unexpected '}' after the end of the document."),
                arguments("{ allSeries(first 3) { totalCount } }", "1:19", "Unexpected '3'."),
                arguments("{ search(query: \"abc) { totalCount } }", "1:17",
                        "The string that starts here isn't closed, or contains an invalid escape."),
                arguments("{\n  search(query: 'abc') { totalCount } }", "2:17",
                        "Strings need double quotes."),
                arguments("{ allSeries { totalCount ; } }", "1:26", "Unexpected ';'."),
                arguments("{ search(query: \"\\uD800\") { totalCount } }", "1:17",
                        "The escape '\\uD800' isn't a Unicode character."));
    }

    @ParameterizedTest
    @MethodSource("syntax")
    void givenADocumentThatCannotBeParsed_whenSent_thenTheErrorSaysWhatIsWrongAndWhere(String document, String places,
            String message) {
        var errors = anonymous().answer(document).path("errors");

        assertThat(errors).hasSize(1);
        assertThat(errors.at("/0/message").asText()).isEqualTo(message);
        assertThat(places(errors.get(0))).isEqualTo(places);
        assertThat(errors.at("/0/extensions/code").asText()).isEqualTo("GRAPHQL_PARSE_FAILED");
    }

    private static String places(JsonNode error) {
        var places = new ArrayList<String>();
        error.path("locations")
                .forEach(place -> places.add(place.get("line").asInt() + ":" + place.get("column").asInt()));
        return String.join(" ", places);
    }

    @Test
    void givenAVeryLongName_whenNothingIsCalledSo_thenItIsComparedWithNoOther() {
        var message = anonymous().answer("{ ...%1$s ...%1$sx } fragment %1$sx on Query { __typename }"
                .formatted("a".repeat(400))).path("errors").findValuesAsText("message").getFirst();

        assertThat(message).startsWith("There is no fragment 'aaa").doesNotContain("Did you mean");
    }

    @Test
    void givenSeveralFaults_whenSent_thenEachIsSaidOnce() {
        var answer = anonymous().answer("""
                                        { allSeries(first: "3", filter: {genre: 1, titel: 2}) { titel }
                                          movie(id: null) { title } }""");

        assertThat(answer.path("errors").findValuesAsText("message")).containsExactlyInAnyOrder(
                "The argument 'first' expects a 32-bit integer, not the string \"3\".",
                "The argument 'filter' has no field 'genre'. Did you mean 'genres'?",
                "The argument 'filter' has no field 'titel'. Did you mean 'title'?",
                "The type 'SeriesConnection' has no field 'titel'. Available: 'edges', 'pageInfo', 'totalCount'.",
                "The argument 'id' can't be null: it expects ID!.");
    }

    @Test
    void givenVeryManyFaults_whenSent_thenTheListIsBoundedAndSaysSo() {
        var answer = anonymous().answer("{ allSeries { " + "x ".repeat(500) + "} }");

        assertThat(answer.path("errors")).hasSizeBetween(90, 110);
        assertThat(answer.path("errors").findValuesAsText("message"))
                .contains("There are more errors, which are not listed.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\"', nullValues = "-", value = {
            "-      | There are several operations: the member 'operationName' must say which one is meant, such as 'Tide' or 'Harbour'.",
            "Harbor | There is no operation 'Harbor'. Did you mean 'Harbour'?",
            "Quay   | There is no operation 'Quay'. Available: 'Tide', 'Harbour'."})
    void givenSeveralOperations_whenNoneOfThemIsNamed_thenTheErrorTellsTheirNames(String name, String message) {
        var answer = GraphQlClient.json(anonymous().post(GraphQlClient.write(Trees.object("query",
                "query Tide { __typename } query Harbour { __typename }", "operationName", name))).body());

        assertThat(answer.at("/errors/0/message").asText()).isEqualTo(message);
        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("OPERATION_RESOLUTION_FAILURE");
    }

    // Whatever a client mistypes: the same words and names, some left out, doubled, changed or misspelt.
    @Test
    void givenDocumentsWithRandomFaults_whenSent_thenNoErrorSpeaksOfTheProgram() {
        var documents = Stream.of(fields(), argumentsAndDirectives(), values(), fragmentsAndOperations(), variables())
                .flatMap(each -> each).map(each -> (String) each.get()[0]).toList();
        var tokens = Pattern.compile("\\.{3}|\\$?\\w+|\"[^\"]*\"|\\S");
        var random = new Random(7);
        var client = anonymous();
        for (var i = 0; i < 300; i++) {
            var words = tokens.matcher(documents.get(random.nextInt(documents.size()))).results()
                    .map(MatchResult::group).collect(Collectors.toCollection(ArrayList::new));
            spoil(words, tokens.matcher(documents.get(random.nextInt(documents.size()))).results()
                    .map(MatchResult::group).toList(), random);
            var document = String.join(" ", words);

            for (var error : client.answer(document).path("errors")) {
                assertThat(error.at("/extensions/code").asText()).as(document).isIn("GRAPHQL_VALIDATION_FAILED",
                        "GRAPHQL_PARSE_FAILED", "BAD_USER_INPUT");
                assertThat(error.get("message").asText()).as(document).doesNotContainPattern(OF_THE_PROGRAM)
                        .doesNotContain("doesn't match the schema here", "has the wrong type");
                assertThat(error.get("message").asText().length()).as(document).isLessThan(700);
            }
        }
    }

    private static void spoil(List<String> words, List<String> others, Random random) {
        var place = random.nextInt(words.size());
        switch (random.nextInt(5)) {
            case 0 -> words.remove(place);
            case 1 -> words.add(place, words.get(place));
            case 2 -> words.set(place, words.get(place) + "x");
            case 3 -> words.set(place, words.get(random.nextInt(words.size())));
            default -> words.set(place, others.get(random.nextInt(others.size())));
        }
    }
}
