package org.reelgraph.graphql.validation;

import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.validation.OperationValidationRule;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.ServerTest;

import static graphql.validation.ValidationErrorType.*;
import static org.assertj.core.api.Assertions.assertThat;

/** Whether a document is valid is graphql-java's to say, whatever there are words for. */
class DocumentValidityTest extends ServerTest {

    private static final Set<OperationValidationRule> LEFT_OUT = EnumSet.of(
            OperationValidationRule.GOOD_FAITH_INTROSPECTION, OperationValidationRule.SUBSCRIPTION_UNIQUE_ROOT_FIELD);
    // Those that graphql-java has no rule for, of what this schema hasn't got, and of sizes, which limits come before.
    private static final Set<ValidationErrorType> NEVER = EnumSet.of(DefaultForNonNullArgument, InvalidSyntax,
            VariableNotAllowed, DuplicateIncrementalLabel, SubscriptionMultipleRootFields,
            SubscriptionIntrospectionRootField, UnknownOperation, MaxQueryDepthExceeded, MaxQueryFieldsExceeded);
    private static final Pattern TOKENS = Pattern.compile("\\.{3}|\\$?\\w+|\"[^\"]*\"|\\S");

    @Inject
    GraphQLSchema schema;

    static List<String> invalid() {
        return List.of("{ allSeries { " + "a ".repeat(200) + "} }", "{ allSeries(first: \"3\") { totalCount } }",
                "{ ...F } fragment F on Nothing { x }", "{ ... on Nothing { x } }",
                "query($a: Nothing) { allSeries(first: $a) { totalCount } }", "{ allSeries }",
                "{ allSeries { totalCount { a } } }",
                "query($n: Int = \"x\") { allSeries(first: $n) { totalCount } }", "{ unknown }",
                "{ ... on String { a } }", "{ ...F } fragment F on String { a }",
                "{ allSeries(frist: 3) { totalCount } }", "{ ...F }", "query($a: Series) { series(id: $a) { id } }",
                "{ __typename } fragment F on Query { __typename }", "{ series { id } }", "{ __typename @skip }",
                "query($a: String) { allSeries(first: $a) { totalCount } }", "{ __typename @nothing }",
                "{ __typename @skip(unless: true, if: true) }", "query @skip(if: true) { __typename }",
                "{ allSeries(first: $a) { totalCount } }", "query($a: Int) { __typename }",
                "{ ...F } fragment F on Query { ...F }",
                "{ allSeries(first: 1) { totalCount } allSeries(first: 2) { totalCount } }",
                "{ ... on Movie { id } }", "{ ...F } fragment F on Movie { id }",
                "{ __typename } query A { __typename }", "{ __typename } type A { a: Int }",
                "query A { __typename } query A { __typename }",
                "{ ...F } fragment F on Query { __typename } fragment F on Query { __typename }",
                "{ __typename @skip(if: true) @skip(if: true) }",
                "{ allSeries(first: 1, first: 1) { totalCount } }",
                "query($a: Int, $a: Int) { allSeries(first: $a) { totalCount } }", "{ series(id: null) { id } }",
                "{ allSeries(filter: {year: {to: 1}, year: {to: 1}}) { totalCount } }", "subscription { a }");
    }

    private List<ValidationError> foundByGraphQlJava(Document document) {
        return ParseAndValidate.validate(schema, document, rule -> !LEFT_OUT.contains(rule), Locale.ENGLISH);
    }

    private static Optional<Document> parsed(String document) {
        try {
            return Optional.of(Parser.parse(document));
        } catch (InvalidSyntaxException e) {
            return Optional.empty();
        }
    }

    @Test
    void givenTheDocumentsBelow_whenValidated_thenTheyHaveEveryKindOfError() {
        var kinds = invalid().stream().flatMap(document -> foundByGraphQlJava(Parser.parse(document)).stream())
                .map(error -> (ValidationErrorType) error.getValidationErrorType()).collect(Collectors.toSet());

        assertThat(kinds).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(NEVER)));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    @ValueSource(strings = {"subscription { ...F } fragment F on Nothing { x }",
            "subscription { ... on Nothing { x } }",
            "subscription { a b }", "subscription { __typename }",
            "subscription { libraryChanged { id } a: libraryChanged { id } }",
            "subscription { ...F a: libraryChanged { id } } fragment F on Subscription { libraryChanged { id } }",
            "subscription($a: Boolean!) { libraryChanged @include(if: $a) { id } }",
            "subscription($a: Boolean!) { ... @skip(if: $a) { libraryChanged { id } } }",
            "mutation { ...F } fragment F on Nothing { x }"})
    void givenAnInvalidDocument_whenSent_thenItIsRefusedInWords(String document) {
        var answer = anonymous().answer(document);

        assertThat(answer.has("data")).isFalse();
        assertThat(answer.path("errors")).isNotEmpty().allSatisfy(error -> {
            assertThat(error.at("/extensions/code").asText()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
            assertThat(error.get("message").asText()).doesNotContain("doesn't match the schema here");
        });
    }

    @ParameterizedTest
    @CsvSource({"Serie, Series", "series, Series", "Moovie, Movie"})
    void givenAFragmentOnAnUnknownType_whenSent_thenTheErrorTellsWhichMayBeMeant(String typed, String meant) {
        var error = anonymous()
                .answer("{ allMedia { edges { node { ...F } } } }\nfragment F on " + typed + " { title }")
                .path("errors").get(0);

        assertThat(error.get("message").asText())
                .isEqualTo("There is no type '" + typed + "'. Did you mean '" + meant + "'?");
        assertThat(error.at("/locations/0/line").asInt()).isEqualTo(2);
    }

    @Test
    void givenAMutationWithAnInvalidFragment_whenSent_thenNothingIsDone() {
        var answer = client().answer("""
                                     mutation { importMovies(input: {movies: [{title: "Through the Back Door"}]}) {
                                       created ...F } } fragment F on Nothing { x }""");

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(client().data("{ allMovies { totalCount } }").at("/allMovies/totalCount").asInt()).isZero();
    }

    @Test
    void givenDocumentsWithRandomFaults_whenSent_thenThoseAreRefusedThatGraphQlJavaFindsFaultsIn() {
        var random = new Random(11);
        var documents = Stream.concat(invalid().stream().skip(1), valid()).toList();
        Supplier<String> any = () -> documents.get(random.nextInt(documents.size()));
        var spoiled = IntStream.range(0, 1_500).mapToObj(i -> spoiled(any.get(), any.get(), random))
                .filter(document -> parsed(document).isPresent()).toList();

        assertThat(spoiled).hasSizeGreaterThan(300).allSatisfy(document -> {
            var refused = anonymous().answer(document).path("errors").findValuesAsText("code")
                    .contains("GRAPHQL_VALIDATION_FAILED");
            assertThat(refused).as(document).isEqualTo(!foundByGraphQlJava(Parser.parse(document)).isEmpty());
        });
    }

    private static Stream<String> valid() {
        return Stream.of(
                "query A($a: Int) { ...F } fragment F on Query { allSeries(first: $a) { edges { node { ...G } } } }"
                        + " fragment G on Series { id seasons { number ... on Season @skip(if: false) { title } } }",
                "{ search(query: \"tide\") { edges { node { ... on Movie { title } ... on Person { name } } } } }");
    }

    private static String spoiled(String document, String other, Random random) {
        var words = words(document);
        var place = random.nextInt(words.size());
        switch (random.nextInt(4)) {
            case 0 -> words.remove(place);
            case 1 -> words.set(place, words.get(place) + "x");
            case 2 -> words.set(place, words.get(random.nextInt(words.size())));
            default -> words.set(place, words(other).get(random.nextInt(words(other).size())));
        }
        return String.join(" ", words);
    }

    private static List<String> words(String document) {
        return TOKENS.matcher(document).results().map(MatchResult::group)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
