package org.reelgraph.graphql.schema;

import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.core.annotation.Introspected;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.access.AnonymousAccess;
import org.reelgraph.graphql.access.Rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class SchemaAssemblyTest {

    public record Film(String title) {
    }

    private static final String CONTRACT = """
                                           type Query { film: Film other: Int cut(input: CutInput!): Int }
                                           type Film { title: String runtime: Int }
                                           enum Format { CSV JSON }
                                           input CutInput { id: ID! seconds: Int from: Int! }""";

    @Introspected
    record CutInput(String id, Optional<Integer> from, String reason) {
    }

    @Introspected
    record CompleteCutInput(String id, Optional<Integer> seconds, int from) {
    }

    private static GraphQLSchema build(SchemaAssembly assembly) {
        var contract = new SchemaParser().parse(CONTRACT);
        return assembly.build(contract, new Rights(contract, new AnonymousAccess("catalog", null)),
                new DeniedMutations(ApplicationEventPublisher.noOp()));
    }

    @Test
    void givenFieldsThatNothingResolves_whenBuilt_thenTheErrorNamesEachOfThem() {
        var assembly = new SchemaAssembly();
        assembly.query().field("film", env -> new Film("x"));
        assembly.type("Film", Film.class);

        assertThatIllegalStateException().isThrownBy(() -> build(assembly))
                .withMessageContaining("nothing resolves Film.runtime")
                .withMessageContaining("nothing resolves Query.other").withMessageNotContaining("Film.title");
    }

    @Test
    void givenAFetcherForAFieldTheSchemaLacks_whenBuilt_thenTheErrorNamesIt() {
        var assembly = new SchemaAssembly();
        assembly.query().field("film", env -> null).field("other", env -> 1).field("typo", env -> 1);
        assembly.type("Film", Film.class).field("runtime", env -> 1);

        assertThatIllegalStateException().isThrownBy(() -> build(assembly))
                .withMessageContaining("the schema has no Query.typo");
    }

    @Test
    void givenAnInputWhoseFieldsDiffer_whenBuilt_thenTheErrorNamesEachDifference() {
        var assembly = new SchemaAssembly();
        assembly.query().field("cut", CutInput.class, (input, env) -> 1);

        assertThatIllegalStateException().isThrownBy(() -> build(assembly))
                .withMessageContaining("the schema has no CutInput.reason")
                .withMessageContaining("nothing reads CutInput.seconds")
                .withMessageContaining("CutInput.from can be null either in the schema or in the code")
                .withMessageNotContaining("CutInput.id");
    }

    @Test
    void givenAnEnumWhoseValuesDiffer_whenBuilt_thenTheErrorNamesEachDifference() {
        var assembly = new SchemaAssembly();
        assembly.enumeration("Format", List.of("CSV", "ZIP"));

        assertThatIllegalStateException().isThrownBy(() -> build(assembly))
                .withMessageContaining("the schema has no Format.ZIP")
                .withMessageContaining("nothing implements Format.JSON").withMessageNotContaining("CSV");
    }

    @Test
    void givenTwoTypesWithOnePrefix_whenAdded_thenTheErrorNamesBoth() {
        var assembly = new SchemaAssembly();
        assembly.node(new NodeType<>("Film", "f", Film.class, film -> 1, (env, id) -> null));

        assertThatIllegalStateException().isThrownBy(
                () -> assembly.node(new NodeType<>("Font", "f", Film.class, film -> 1, (env, id) -> null)))
                .withMessageContaining("Ids of Film and Font have the same prefix f");
    }

    @Test
    void givenEveryFieldResolved_whenBuilt_thenThereIsASchema() {
        var assembly = new SchemaAssembly();
        assembly.query().field("film", env -> null).field("other", env -> 1)
                .field("cut", CompleteCutInput.class, (input, env) -> input.from());
        assembly.type("Film", Film.class).field("runtime", env -> 1);

        assertThatNoException().isThrownBy(() -> build(assembly));
    }

    public sealed interface Titled {
        String title();

        record Full(String title, int runtime) implements Titled {
        }

        record Brief(String title) implements Titled {
        }
    }

    @Test
    void givenAnInterfaceOfSeveralClasses_whenFieldsAreAsked_thenEachClassAnswersWhatItHas() {
        var assembly = new SchemaAssembly();
        var films = new ArrayDeque<Titled>(List.of(new Titled.Brief("x"), new Titled.Full("y", 90)));
        assembly.query().field("film", env -> films.remove()).field("other", env -> 1)
                .field("cut", CompleteCutInput.class, (input, env) -> 1);
        assembly.type("Film", Titled.class);
        var graphQl = GraphQL.newGraphQL(build(assembly)).build();

        assertThat(graphQl.execute("{ brief: film { title } full: film { title runtime } }")
                .<Map<String, Object>>getData())
                .isEqualTo(Map.of("brief", Map.of("title", "x"), "full", Map.of("title", "y", "runtime", 90)));
        assertThatIllegalStateException().isThrownBy(() -> assembly.type("Film", Titled.Brief.class))
                .withMessageContaining("Film");
    }

    @Test
    void givenAFieldOrLoaderTwice_whenAdded_thenItIsRefused() {
        var assembly = new SchemaAssembly();
        var loader = new Loader<Long, String>("TitleById", ids -> Map.of());
        assembly.query().field("film", env -> null);
        assembly.loaders(List.of(loader));

        assertThatIllegalStateException().isThrownBy(() -> assembly.query().field("film", env -> null));
        assertThatIllegalStateException().isThrownBy(() -> assembly.loaders(List.of(loader)));
    }
}
