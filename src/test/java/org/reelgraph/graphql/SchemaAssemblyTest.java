package org.reelgraph.graphql;

import graphql.schema.idl.SchemaParser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class SchemaAssemblyTest {

    public record Film(String title) {
    }

    private static final String CONTRACT = """
                                           type Query { film: Film other: Int }
                                           type Film { title: String runtime: Int }""";

    @Test
    void givenFieldsThatNothingResolves_whenBuilt_thenTheErrorNamesEachOfThem() {
        var assembly = new SchemaAssembly();
        assembly.query().field("film", env -> new Film("x"));
        assembly.type("Film", Film.class);

        assertThatIllegalStateException().isThrownBy(() -> assembly.build(new SchemaParser().parse(CONTRACT)))
                .withMessageContaining("nothing resolves Film.runtime")
                .withMessageContaining("nothing resolves Query.other").withMessageNotContaining("Film.title");
    }

    @Test
    void givenAFetcherForAFieldTheSchemaLacks_whenBuilt_thenTheErrorNamesIt() {
        var assembly = new SchemaAssembly();
        assembly.query().field("film", env -> null).field("other", env -> 1).field("typo", env -> 1);
        assembly.type("Film", Film.class).field("runtime", env -> 1);

        assertThatIllegalStateException().isThrownBy(() -> assembly.build(new SchemaParser().parse(CONTRACT)))
                .withMessageContaining("the schema has no Query.typo");
    }

    @Test
    void givenEveryFieldResolved_whenBuilt_thenThereIsASchema() {
        var assembly = new SchemaAssembly();
        assembly.query().field("film", env -> null).field("other", env -> 1);
        assembly.type("Film", Film.class).field("runtime", env -> 1);

        assertThatNoException().isThrownBy(() -> assembly.build(new SchemaParser().parse(CONTRACT)));
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
