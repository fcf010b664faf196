package org.reelgraph.graphql.schema;

import graphql.schema.idl.SchemaParser;
import io.micronaut.context.event.ApplicationEventPublisher;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.access.AnonymousAccess;
import org.reelgraph.graphql.access.Rights;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class SchemaAssemblyTest {

    public record Film(String title) {
    }

    private static final String CONTRACT = """
                                           type Query { film: Film other: Int }
                                           type Film { title: String runtime: Int }""";

    private static void build(SchemaAssembly assembly) {
        var contract = new SchemaParser().parse(CONTRACT);
        assembly.build(contract, new Rights(contract, new AnonymousAccess("catalog", null)),
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
    void givenEveryFieldResolved_whenBuilt_thenThereIsASchema() {
        var assembly = new SchemaAssembly();
        assembly.query().field("film", env -> null).field("other", env -> 1);
        assembly.type("Film", Film.class).field("runtime", env -> 1);

        assertThatNoException().isThrownBy(() -> build(assembly));
    }

    @Test
    void givenAFieldOrLoaderTwice_whenAdded_thenItIsRefused() {
        var assembly = new SchemaAssembly();
        var loader = new Loader<Long, String>("TitleById", ids -> java.util.Map.of());
        assembly.query().field("film", env -> null);
        assembly.loaders(java.util.List.of(loader));

        assertThatIllegalStateException().isThrownBy(() -> assembly.query().field("film", env -> null));
        assertThatIllegalStateException().isThrownBy(() -> assembly.loaders(java.util.List.of(loader)));
    }
}
