package org.reelgraph.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands beside a running server on the same data. */
class MediaOsCommandTest extends ServerTest {

    private static final String FOLDER_SETTING = "reelgraph.data-dir";
    private static final String LIBRARY = """
                                          {
                                            "items": [
                                              {
                                                "id": "c1",
                                                "kind": "movie",
                                                "title": "Two Boats"
                                              },
                                              {
                                                "id": "c2",
                                                "kind": "book",
                                                "title": "Salt"
                                              }
                                            ]
                                          }
                                          """;

    @BeforeAll
    void useTheServersData() {
        System.setProperty(FOLDER_SETTING, folder().toString());
    }

    @AfterAll
    void leaveIt() {
        System.clearProperty(FOLDER_SETTING);
    }

    private static Ended run(Object... args) {
        return Ended.of(args);
    }

    @Test
    void givenFiles_whenImportedValidatedAndExported_thenTheyAreEqualUntilSomethingChanges() throws IOException {
        var from = Files.createDirectories(newFolder("mediaos").resolve("config")).toAbsolutePath();
        var to = newFolder("mediaos").toAbsolutePath();
        Files.writeString(from.resolve("library.json"), LIBRARY);

        var trial = run("mediaos", "import", from, "--dry-run", "--only", "library");
        var before = run("mediaos", "validate", from.getParent(), "--only", "library");
        var imported = run("mediaos", "import", from);
        var after = run("mediaos", "validate", from, "--only", "library");
        var exported = run("mediaos", "export", to, "--only", "library");
        var refused = run("mediaos", "export", to, "--only", "library");
        var replaced = run("mediaos", "export", to, "--only", "library", "--overwrite");

        assertThat(trial.out()).contains("CREATED library.json number 0 'Two Boats'", "3 created");
        assertThat(before.code()).isEqualTo(1);
        assertThat(before.out()).contains("ONLY_IN_FILE library.json items[id c1]",
                "library.json: 2 records, 2 differences");
        assertThat(imported.code()).as(imported.toString()).isZero();
        assertThat(after).isEqualTo(new Ended(0, "library.json: 2 records, 0 differences\n", ""));
        assertThat(exported.code()).as(exported.toString()).isZero();
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("library.json is there already");
        assertThat(replaced.code()).isZero();
        assertThat(to.resolve("library.json")).hasContent(LIBRARY.strip());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("library.json"))))
                .isEqualTo("rw-------");
        assertThat(to.toFile().list()).containsExactly("library.json");
        aChangeIsReported(to);
    }

    private void aChangeIsReported(Path folder) throws IOException {
        Files.writeString(folder.resolve("library.json"), LIBRARY.replace("Two Boats", "Three Boats")
                .replace("\"id\": \"c2\"", "\"id\": \"c3\"").replace("\"book\"", "\"podcast\""));

        var text = run("mediaos", "validate", folder, "--only", "library");
        var json = run("mediaos", "validate", folder, "--only", "library", "--json");

        assertThat(text.code()).isEqualTo(1);
        assertThat(text.out().lines()).containsExactlyInAnyOrder(
                "DIFFERENT library.json items[id c1]: title: Three Boats in the file, Two Boats in the database",
                "UNREADABLE library.json items[id c3]: There is no kind \"podcast\", only \"movie\", \"series\","
                        + " \"music\" and \"book\".",
                "ONLY_IN_DATABASE library.json items[id c2]: The file lacks it.",
                "library.json: 2 records, 3 differences");
        var report = new ObjectMapper().readTree(json.out());
        assertThat(report.get("differences")).hasSize(3);
        assertThat(report.at("/differences/0/inFile").asText()).isEqualTo("Three Boats");
        assertThat(report.at("/files/0/differences").asInt()).isEqualTo(3);
    }

    @Test
    void givenAnUnknownFileOrAnEmptyFolder_whenImported_thenItSaysSo() {
        var unknown = run("mediaos", "import", newFolder("mediaos"), "--only", "films");
        var empty = run("mediaos", "validate", newFolder("mediaos"));

        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("There is no file films");
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).contains("There is no file of MediaOS here");
    }
}
