package org.reelgraph.catalog;

import graphql.language.FieldDefinition;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** An object is read in brief if a query needs no more of it; its fields say the same either way. */
class BriefReadTest extends ServerTest {

    private TypeDefinitionRegistry contract;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.demo", "true");
    }

    @BeforeAll
    void readContract() throws IOException {
        contract = new SchemaParser().parse(Files.readString(Path.of("schema.graphqls")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "Series; updatedAt; { allSeries { edges { node { %s } } } }",
            "Movie; updatedAt; { allMovies(orderBy: [{field: YEAR}]) { edges { cursor node { %s } } } }",
            "Album; updatedAt; { allAlbums(orderBy: [{field: RATING}]) { edges { node { %s } } } }",
            "Book; updatedAt; { allBooks { edges { node { %s } } } }",
            "Season; updatedAt; { allSeries { edges { node { seasons { %s } } } } }",
            "Episode; updatedAt; { allSeries { edges { node { seasons { episodes { %s } } } } } }",
            "Person; matchedBy; { allSeries { edges { node { cast { character person { %s } } } } } }"})
    void givenAField_whenAskedForAloneOrWithOneThatNeedsAFullRead_thenItsValueIsTheSame(String type, String full,
            String query) {
        compare(type, full, query);
    }

    @ParameterizedTest
    @CsvSource({"Series, allSeries, series", "Movie, allMovies, movie", "Album, allAlbums, album",
            "Book, allBooks, book"})
    void givenAFieldOfAnItemById_whenAskedForAloneOrWithOneThatNeedsAFullRead_thenItsValueIsTheSame(String type,
            String list, String one) {
        var id = client().data("{ " + list + " { edges { node { id } } } }").findValue("id").asText();
        compare(type, "updatedAt", "{ " + one + "(id: \"" + id + "\") { %s } }");
    }

    private void compare(String type, String full, String query) {
        var fields = fieldsOf(type).toList();
        assertThat(fields).contains("id");
        for (var field : fields) {
            var alone = client().data(query.formatted(field));
            var inFull = client().data(query.formatted(field + " full: " + full));
            assertThat(inFull.toString().replaceAll(",\"full\":(\"[^\"]*\"|null)", "")).isEqualTo(alone.toString());
        }
    }

    private Stream<String> fieldsOf(String type) {
        return contract.getTypeOrNull(type, ObjectTypeDefinition.class).getFieldDefinitions().stream()
                .filter(field -> field.getInputValueDefinitions().stream()
                        .noneMatch(input -> input.getType() instanceof NonNullType))
                .map(this::selected);
    }

    private String selected(FieldDefinition field) {
        var type = contract.getTypeOrNull(TypeInfo.getTypeName(field.getType()).getName());
        return field.getName() + (type instanceof ObjectTypeDefinition ? " { __typename }" : "");
    }
}
