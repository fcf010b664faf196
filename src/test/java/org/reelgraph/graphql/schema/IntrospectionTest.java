package org.reelgraph.graphql.schema;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.EnumValue;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Value;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What the schema tells of itself to tools, and that it is so. */
@DatabaseIndependent
class IntrospectionTest extends ServerTest {

    private static final String REQUIRES = "Requires ";

    private TypeDefinitionRegistry contract;
    private JsonNode schema;

    @BeforeAll
    void introspect() throws IOException {
        contract = new SchemaParser().parse(Files.readString(Path.of("schema.graphqls")));
        schema = anonymous().data("""
                                  { __schema { description directives { name locations }
                                      types { name description fields { name description } } } }""").get("__schema");
    }

    @Test
    void givenTheDirectives_whenListed_thenEachDoesSomethingHere() {
        assertThat(schema.get("directives").findValuesAsText("name")).containsExactlyInAnyOrder("include", "skip",
                "deprecated", "specifiedBy", "oneOf", "requires", "public", "cacheable", "ofItem",
                "timeDependent", "listSize");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ allSeries { totalCount @defer } }", "{ allSeries { ... @defer { totalCount } } }",
            "query @experimental_disableErrorPropagation { allSeries { totalCount } }"})
    void givenADirectiveThatDoesNothing_whenUsed_thenThereIsNone(String document) {
        var answer = anonymous().answer(document);

        assertThat(answer.path("errors")).hasSize(1);
        assertThat(answer.at("/errors/0/message").asText()).startsWith("There is no directive '@");
    }

    @Test
    void givenTheContract_whenIntrospected_thenTheDescriptionsAreTheContracts() {
        assertThat(schema.get("description").asText())
                .isEqualTo(contract.schemaDefinition().orElseThrow().getDescription().getContent());
        contract.scalars().forEach((name, scalar) -> {
            if (scalar.getDescription() != null) {
                assertThat(described(type(name))).isEqualTo(scalar.getDescription().getContent());
            }
        });
        assertThat(described(type("JSON"))).startsWith("Any JSON value");
    }

    @Test
    void givenTheSchemaAsText_whenRead_thenItHasTheDirectivesAndTheDescription() {
        var text = anonymous().get("/graphql/schema").body();

        assertThat(text).contains("@requires(role: ADMIN)").contains(schema.get("description").asText())
                .doesNotContain(REQUIRES);
    }

    // From the contract's directives, by the rule that RightsTest holds the program to.
    @Test
    void givenTheContractsRights_whenIntrospected_thenTheDescriptionsTellThem() {
        var told = new HashMap<String, String>();
        var expected = new HashMap<String, String>();
        for (var type : contract.getTypes(ObjectTypeDefinition.class)) {
            requires(type).ifPresent(role -> expected.put(type.getName(), role));
            role(described(type(type.getName()))).ifPresent(role -> told.put(type.getName(), role));
            for (var field : type.getFieldDefinitions()) {
                var name = type.getName() + "." + field.getName();
                needed(field).ifPresent(role -> expected.put(name, role));
                role(described(field(type.getName(), field.getName()))).ifPresent(role -> told.put(name, role));
            }
        }

        assertThat(told).isEqualTo(expected).containsEntry("User", "USER").containsEntry("Query.users", "ADMIN")
                .containsEntry("Query.settings", "ADMIN").containsEntry("Mutation.importLibrary", "MODERATOR")
                .doesNotContainKey("Query.viewer").doesNotContainKey("Query.allSeries");
    }

    private Optional<String> needed(FieldDefinition field) {
        var gives = contract.getTypeOrNull(TypeInfo.typeInfo(field.getType()).getName(),
                ObjectTypeDefinition.class);
        var own = field.getDirectives("requires").stream().findFirst()
                .map(directive -> role(directive.getArgument("role").getValue()));
        if (gives == null || field.hasDirective("public")) {
            return own;
        }
        // Of two the higher, which comes first by the alphabet.
        return requires(gives).map(role -> own.filter(other -> other.compareTo(role) < 0).orElse(role)).or(() -> own);
    }

    private static Optional<String> requires(ObjectTypeDefinition type) {
        return type.getDirectives("requires").stream().findFirst()
                .map(directive -> role(directive.getArgument("role").getValue()));
    }

    private static String role(Value<?> value) {
        return ((EnumValue) value).getName();
    }

    private static Optional<String> role(String description) {
        var place = description.lastIndexOf(REQUIRES);
        return place < 0
                ? Optional.empty()
                : Optional.of(description.substring(place + REQUIRES.length(), description.length() - 1));
    }

    private JsonNode type(String name) {
        return named(schema.get("types"), name);
    }

    private JsonNode field(String type, String name) {
        return named(type(type).get("fields"), name);
    }

    private static JsonNode named(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false).filter(each -> each.get("name").asText().equals(name))
                .findFirst().orElseThrow();
    }

    private static String described(JsonNode element) {
        return element.get("description").asText();
    }
}
