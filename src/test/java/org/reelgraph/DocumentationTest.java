package org.reelgraph;

import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentationTest {

    private static final Path README = Path.of("README.md");
    private static final int MAX_README_WORDS = 900;
    private static final Pattern BLOCK = Pattern.compile("^```(\\S*)[^\\n]*\\n(.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CURL_BODY = Pattern.compile("-d '(\\{.*?\\})'", Pattern.DOTALL);

    static Stream<Path> pages() throws IOException {
        try (var files = Files.list(Path.of("src/docs"))) {
            return Stream.concat(Stream.of(README), files.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList().stream();
        }
    }

    @Test
    void givenTheReadme_whenItsWordsAreCounted_thenThereAreNoMoreThanANewcomerReads() throws IOException {
        assertThat(Files.readString(README).strip().split("\\s+")).hasSizeLessThanOrEqualTo(MAX_README_WORDS);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void givenAPage_whenItsLinksAreFollowed_thenEachLeadsToAFileAndAHeading(Path page) throws IOException {
        var links = LINK.matcher(proseOf(page)).results().map(link -> link.group(1))
                .filter(link -> !link.contains("://")).toList();

        for (var link : links) {
            var parts = link.split("#", 2);
            var target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            assertThat(target).as(link).exists();
            if (parts.length == 2) {
                assertThat(anchorsOf(target)).as(link).contains(parts[1]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void givenAPage_whenItsOperationsAreValidated_thenTheyFitTheSchema(Path page) throws IOException {
        var schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(
                new SchemaParser().parse(Path.of("schema.graphqls").toFile()));

        assertThat(operationsOf(page)).allSatisfy(operation -> assertThat(errorsOf(operation, schema)).isEmpty());
    }

    private static List<GraphQLError> errorsOf(String operation, GraphQLSchema schema) {
        var result = ParseAndValidate.parseAndValidate(schema, ExecutionInput.newExecutionInput(operation).build());
        return result.isFailure() ? result.getErrors() : List.of();
    }

    private static List<String> operationsOf(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page)).results().flatMap(block -> switch (block.group(1)) {
            case "graphql" -> Stream.of(block.group(2));
            case "sh" -> CURL_BODY.matcher(block.group(2)).results().map(body -> queryOf(body.group(1)));
            default -> Stream.<String>empty();
        }).toList();
    }

    private static String queryOf(String body) {
        try {
            return new ObjectMapper().readTree(body).path("query").asText();
        } catch (IOException e) {
            throw new AssertionError("No JSON: " + body, e);
        }
    }

    // As GitHub makes them.
    private static List<String> anchorsOf(Path page) throws IOException {
        return HEADING.matcher(proseOf(page)).results().map(heading -> heading.group(1).toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')).toList();
    }

    private static String proseOf(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page)).replaceAll("");
    }
}
