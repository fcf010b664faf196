package org.reelgraph.imports.formats;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.testing.RefusedStart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Tag("database")
class FormatReadersTest {

    @Singleton
    @Requires(property = "test.zip-format")
    static class Zip implements FormatReader {

        @Override
        public String format() {
            return "ZIP";
        }

        @Override
        public boolean recognises(ImportSource source) {
            return false;
        }

        @Override
        public void check(ImportSource source) {
            // Anything is fine.
        }

        @Override
        public void read(ImportSource source, Reading reading, Consumer<SourceRecord> records) {
            // There is nothing in it.
        }
    }

    @TempDir
    Path folder;

    @Test
    void givenAFormatThatTheSchemaLacks_whenTheServerStarts_thenItDoesNotAndNamesTheFormat() {
        var properties = Map.<String, Object>of("reelgraph.data-dir", folder.toString(), "test.zip-format", true);

        RefusedStart.of(properties)
                .hasStackTraceContaining("the schema has no ImportFormat.ZIP");
    }

    @Test
    void givenTwoReadersOfAFormat_whenCollected_thenThatIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> new FormatReaders(List.of(new Zip(), new Zip())))
                .withMessageContaining("ZIP");
    }

    @Test
    void givenAFolderThatSeveralFormatsCouldRead_whenRecognised_thenTheOneWithThePrecedenceTakesIt() throws Exception {
        Files.createDirectory(folder.resolve("movies"));
        Files.writeString(folder.resolve("movies/movies.json"), "[]");
        Files.writeString(folder.resolve("more.json"), "[]");
        var properties = Map.<String, Object>of("reelgraph.data-dir", folder.toString(), "reelgraph.serves", false);

        try (var context = ApplicationContext.run(properties)) {
            var found = context.getBean(FormatReaders.class).locate(ImportSource.anywhere(folder, folder), null);

            assertThat(found.format()).isEqualTo(PlexExporter.FORMAT);
        }
    }
}
