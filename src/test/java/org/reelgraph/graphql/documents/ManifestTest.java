package org.reelgraph.graphql.documents;

import io.micronaut.context.exceptions.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.storage.Sha256;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ManifestTest {

    private static final String APOLLO = """
                                         {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [
                                           {"id": "first", "name": "A", "type": "query", "body": "query A { a }"},
                                           {"id": "second", "name": "B", "type": "query", "body": "query B { b }"}]}""";

    @TempDir
    Path folder;

    private int writes;

    private Path written(String content) throws IOException {
        var file = Files.writeString(folder.resolve("manifest.json"), content);
        // File systems may give two quick writes one time.
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++writes)));
        return file;
    }

    @Test
    void givenAManifestOfApollo_whenRead_thenDocumentsAreFoundByIdAndByHash() throws IOException {
        var manifest = Manifest.read(written(APOLLO));

        assertThat(manifest.find("first")).contains("query A { a }");
        assertThat(manifest.find("sha256:" + Sha256.hex("query B { b }"))).contains("query B { b }");
        assertThat(manifest.find("third")).isEmpty();
        assertThat(manifest.contains("query B { b }")).isTrue();
        assertThat(manifest.contains("query B {b}")).isFalse();
    }

    @Test
    void givenAManifestOfRelay_whenRead_thenDocumentsAreFoundByIdAndByHash() throws IOException {
        var manifest = Manifest.read(written("{\"d41d8cd9\": \"query A { a }\"}"));

        assertThat(manifest.find("d41d8cd9")).contains("query A { a }");
        assertThat(manifest.find("sha256:" + Sha256.hex("query A { a }"))).contains("query A { a }");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"|isn't a JSON object", "[]|object",
            "{\"a\": \"{ a }\"|well-formed",
            "{\"a\": 1}|'a' needs an id and a text", "{\"a\": \"\"}|'a' needs an id and a text",
            "{\"a\": \"{ a }\", \"a\": \"{ b }\"}|Duplicate",
            "{\"sha256:00\": \"{ a }\"}|another hash than its id says",
            "{\"format\": \"apollo-persisted-query-manifest\", \"version\": 2, \"operations\": []}|version 1",
            "{\"operations\": [{\"id\": \"a\", \"body\": \"{ a }\"}]}|apollo-persisted-query-manifest",
            "{\"format\": \"apollo-persisted-query-manifest\", \"version\": 1, \"operations\": [{\"id\": \"a\"}]}|operation 1",
            "{\"format\": \"apollo-persisted-query-manifest\", \"version\": 1, \"operations\": "
                    + "[{\"id\": \"a\", \"body\": \"{ a }\"}, {\"id\": \"a\", \"body\": \"{ b }\"}]}|id of another one, 'a'"})
    void givenABrokenManifest_whenRead_thenTheErrorSaysWhatIsWrong(String content, String reason) throws IOException {
        var file = written(content == null ? "" : content);

        assertThatThrownBy(() -> Manifest.read(file)).isInstanceOf(IOException.class).hasMessageContaining(reason);
    }

    @Test
    void givenAFileThatChanges_whenLookedAt_thenItsDocumentsAreKnown_andABrokenVersionLeavesThoseBefore()
            throws IOException {
        var file = new ManifestFile(written(APOLLO).toString());
        assertThat(file.current().find("first")).isPresent();

        written("{\"third\": \"query C { c }\"}");
        file.look();
        assertThat(file.current().find("first")).isEmpty();
        assertThat(file.current().find("third")).isPresent();

        written("{\"third\": \"query C");
        file.look();
        assertThat(file.current().find("third")).isPresent();

        Files.delete(folder.resolve("manifest.json"));
        file.look();
        assertThat(file.current().find("third")).isPresent();

        written(APOLLO);
        file.look();
        assertThat(file.current().find("second")).isPresent();
    }

    @Test
    void givenAFileThatIsMissingOrBroken_whenTheServerStarts_thenItSaysSo() throws IOException {
        assertThatThrownBy(() -> new ManifestFile(folder.resolve("none.json").toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("none.json", "REELGRAPH_DOCUMENTS_MANIFEST", "NoSuchFile");
        var broken = written("[]").toString();
        assertThatThrownBy(() -> new ManifestFile(broken)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("It isn't a JSON object.");
        assertThat(new ManifestFile(" ").isSet()).isFalse();
    }
}
