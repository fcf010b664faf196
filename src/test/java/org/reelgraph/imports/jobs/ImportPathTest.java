package org.reelgraph.imports.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ImportPathTest extends ServerTest {

    private static final String MOVIE = "{\"kind\": \"MOVIE\", \"title\": \"T\"}\n";

    private Jobs jobs() {
        return new Jobs(client(), folder());
    }

    @BeforeAll
    void prepare() throws IOException {
        var outside = Files.writeString(folder().resolve("outside.jsonl"), MOVIE).toAbsolutePath();
        Files.createDirectories(folder().resolve("outside/series/details"));
        Files.writeString(folder().resolve("outside/series/details/1.json"), "{\"title\": \"Outside\"}");
        jobs().file("inside.jsonl", MOVIE);
        jobs().file("empty.jsonl", "");
        jobs().file("text.jsonl", "Once upon a time");
        jobs().file("pretty.json", "{\n  \"kind\": \"MOVIE\"\n}");
        jobs().file("other.json", "{\"ratingKey\": 1, \"title\": \"T\"}");
        jobs().file("array.json", "[]");
        jobs().file("packed.json", zip());
        jobs().file("packed.json.gz", gzip());
        jobs().file("database.json", "SQLite format 3\0");
        jobs().file("wide.jsonl", MOVIE.getBytes(StandardCharsets.UTF_16LE));
        jobs().file("part/series_index.json", "[]");
        var imports = folder().resolve("import");
        Files.createDirectories(imports.resolve("empty"));
        Files.createDirectories(imports.resolve("nothing/of/use"));
        Files.createSymbolicLink(imports.resolve("link.jsonl"), outside);
        Files.createSymbolicLink(imports.resolve("links"), folder().resolve("outside").toAbsolutePath());
        Files.createSymbolicLink(imports.resolve("within.jsonl"), Path.of("inside.jsonl"));
        Files.createDirectories(imports.resolve("nested/series"));
        Files.createDirectories(imports.resolve("nested/movies"));
        Files.createSymbolicLink(imports.resolve("nested/series/details"),
                folder().resolve("outside/series/details").toAbsolutePath());
        Files.createSymbolicLink(imports.resolve("nested/movies/movies.json"), outside);
    }

    private static byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("movies.json"));
            zip.write('[');
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(MOVIE.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("../outside.jsonl", null, "OUTSIDE_FOLDER: '../outside.jsonl' leads out"),
                arguments("empty/../../outside.jsonl", null, "OUTSIDE_FOLDER: "),
                arguments("../import-else/x", null, "OUTSIDE_FOLDER: "),
                arguments("link.jsonl", null, "OUTSIDE_FOLDER: 'link.jsonl' leads out"),
                arguments("links", null, "OUTSIDE_FOLDER: "),
                arguments("links/series/details/1.json", null, "OUTSIDE_FOLDER: "),
                arguments("/etc/passwd", null, "OUTSIDE_FOLDER: "),
                arguments("in\0side.jsonl", null, "INVALID: This is not a path"),
                arguments("  ", null, "REQUIRED: "),
                arguments("nowhere.jsonl", null, "NOT_FOUND: There is nothing at 'nowhere.jsonl' in the folder "),
                arguments("empty", null, "NOT_FOUND: There is no file to import"),
                arguments("nothing", null, "NOT_FOUND: There is no file to import"),
                arguments("empty.jsonl", null, "UNKNOWN_FORMAT: 'empty.jsonl' is not in a known format"),
                arguments("empty.jsonl", "JSON_LINES",
                        "UNKNOWN_FORMAT: 'empty.jsonl' is not a file of JSON lines: it is empty."),
                arguments("text.jsonl", null, "UNKNOWN_FORMAT: "),
                arguments("text.jsonl", "TAUTULLI_EXPORT",
                        "UNKNOWN_FORMAT: 'text.jsonl' is not a metadata export of Tautulli, which is a JSON array: it is not JSON."),
                arguments("pretty.json", "JSON_LINES",
                        "UNKNOWN_FORMAT: 'pretty.json' is not a file of JSON lines: it is one JSON object over several lines."),
                arguments("other.json", null, "UNKNOWN_FORMAT: "),
                arguments("array.json", "JSON_LINES",
                        "UNKNOWN_FORMAT: 'array.json' is not a file of JSON lines: it is a JSON array."),
                arguments("inside.jsonl", "TAUTULLI_EXPORT", "UNKNOWN_FORMAT: "),
                arguments("inside.jsonl", "PLEX_EXPORTER",
                        "UNKNOWN_FORMAT: This is not the root of a Plex Exporter export"),
                arguments("empty", "PLEX_EXPORTER", "UNKNOWN_FORMAT: This is not the root"),
                arguments("packed.json", "JSON_LINES", "UNKNOWN_FORMAT: 'packed.json' is not a file of JSON lines: "
                        + "it is a ZIP archive, which has to be unpacked first."),
                arguments("packed.json", null, "UNKNOWN_FORMAT: "),
                arguments("packed.json.gz", "JSON_LINES",
                        "UNKNOWN_FORMAT: 'packed.json.gz' is not a file of JSON lines: "
                                + "it is compressed by gzip and has to be unpacked first."),
                arguments("database.json", "JSON_LINES",
                        "UNKNOWN_FORMAT: 'database.json' is not a file of JSON lines: it is an SQLite database."),
                arguments("wide.jsonl", "JSON_LINES",
                        "UNKNOWN_FORMAT: 'wide.jsonl' is not a file of JSON lines: it isn't text in UTF-8."),
                arguments("part", null, "UNKNOWN_FORMAT: This is the folder 'series' of a Plex Exporter export"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void givenAPathThatCanNotBeImported_whenAskedFor_thenNoJobIsTakenOnAndTheErrorSaysWhy(String path, String format,
            String error) throws SQLException {
        var jobsBefore = Tables.query(folder(), "SELECT count(*) FROM import_jobs");

        var payload = jobs().start(format == null ? Map.of("path", path) : Map.of("path", path, "format", format));

        assertThat(payload.get("job").isNull()).isTrue();
        var refusal = payload.at("/userErrors/0");
        assertThat(refusal.get("code").asText() + ": " + refusal.get("message").asText()).startsWith(error);
        assertThat(refusal.get("path").toString()).isEqualTo("[\"input\",\"path\"]");
        assertThat(Tables.query(folder(), "SELECT count(*) FROM import_jobs")).isEqualTo(jobsBefore);
    }

    @Test
    void givenALinkWithinTheFolder_whenImported_thenItIsFollowed() {
        assertThat(Jobs.outcomes(jobs().run("within.jsonl"))).containsExactly("CREATED");
    }

    @Test
    void givenAnExportWhosePartsLeadOutside_whenImported_thenNothingOfThemIsRead() throws SQLException {
        var job = jobs().run(Map.of("path", "nested", "format", "PLEX_EXPORTER"));

        assertThat(Jobs.outcomes(job)).isNotEmpty().containsOnly("FAILED");
        assertThat(Jobs.errors(job)).allMatch(error -> error.startsWith("OUTSIDE_FOLDER: "));
        assertThat(Tables.query(folder(), "SELECT 1 FROM media_items WHERE title = 'Outside'")).isEmpty();
    }

    @Test
    void givenAFileThatIsGoneWhenItsTurnComes_whenTheJobRuns_thenItFailsAndSaysWhy() throws Exception {
        jobs().file("slow.jsonl", MOVIE.repeat(2000));
        var file = jobs().file("gone.jsonl", MOVIE);
        var slow = jobs().start(Map.of("path", "slow.jsonl"));
        var gone = jobs().start(Map.of("path", "gone.jsonl"));

        Files.delete(file);

        jobs().ended(slow.at("/job/id").asText());
        var job = jobs().ended(gone.at("/job/id").asText());
        assertThat(job.get("status").asText()).isEqualTo("FAILED");
        assertThat(job.get("error").asText()).startsWith("There is nothing at 'gone.jsonl' in the folder ");
    }

    @Test
    void givenAPathThatLeadsNowhereOrOut_whenAskedFor_thenTheErrorNamesTheImportFolderAndWhatLiesInIt() {
        for (var path : List.of("../x.jsonl", "nowhere.jsonl")) {
            assertThat(jobs().start(Map.of("path", path)).at("/userErrors/0/message").asText())
                    .contains(folder().toAbsolutePath().normalize().resolve("import") + ", which holds '",
                            "'inside.jsonl'");
        }
    }

    @Test
    void givenAnExportOneFolderDeeper_whenThatIsTheOnlyOne_thenItIsFound() {
        jobs().file("px/plex-export/series/details/9701.json", "{\"ratingKey\": 9701, \"title\": \"Deeper\"}");
        jobs().file("px/notes/readme.txt", "unpacked");
        jobs().file("lines/below/a.jsonl", MOVIE);
        jobs().file("lines/.restored/series-1.jsonl", MOVIE);

        var deeper = jobs().run("px");
        var lines = jobs().run("lines");

        assertThat(deeper.get("path").asText()).isEqualTo("px/plex-export");
        assertThat(deeper.get("format").asText()).isEqualTo("PLEX_EXPORTER");
        assertThat(lines.get("path").asText()).isEqualTo("lines/below");
        jobs().file("px/other/movies/movies.json", "[]");
        assertThat(jobs().start(Map.of("path", "px")).at("/userErrors/0/message").asText())
                .isEqualTo("Several folders below could be meant: 'other', 'plex-export'. Name one of them.");
    }

    @Test
    void givenAnAbsolutePath_whenItLiesInTheImportFolder_thenItIsTaken() {
        var file = jobs().file("absolute.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"Absolute\"}").toAbsolutePath();

        var job = jobs().run(Map.of("path", file.toString(), "source", "absolute"));

        assertThat(job.get("path").asText()).isEqualTo("absolute.jsonl");
        for (var path : List.of("x".repeat(5_000), file.getParent() + "/" + "y".repeat(300) + ".json")) {
            assertThat(jobs().start(Map.of("path", path)).at("/userErrors/0/message").asText())
                    .doesNotContain("Exception").contains("too long");
        }
    }
}
