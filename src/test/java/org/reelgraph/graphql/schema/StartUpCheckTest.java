package org.reelgraph.graphql.schema;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.testing.DatabaseIndependent;

import org.reelgraph.testing.RefusedStart;

@Tag("database")
@DatabaseIndependent
class StartUpCheckTest {

    @Singleton
    @Requires(property = "test.faulty-part")
    static class FaultyPart implements SchemaContributor {

        @Override
        public void addTo(SchemaAssembly schema) {
            schema.query().field("allSerieses", env -> null);
        }
    }

    @TempDir
    Path folder;

    @Test
    void givenAPartThatDoesNotFitTheContract_whenStarted_thenTheStartFailsAndNamesTheField() {
        var properties = Map.<String, Object>of("reelgraph.data-dir", folder.toString(), "test.faulty-part", true);

        RefusedStart.of(properties)
                .hasStackTraceContaining("the schema has no Query.allSerieses");
    }
}
