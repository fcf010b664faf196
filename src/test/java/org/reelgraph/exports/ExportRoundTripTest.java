package org.reelgraph.exports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.AwkwardLibrary;
import org.reelgraph.testing.Exports;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

/** What is exported can be imported: into the same library without any change, and into an empty one with the same content. */
class ExportRoundTripTest extends ServerTest {

    @BeforeAll
    void importLibrary() {
        AwkwardLibrary.importInto(client());
        var jobs = new Jobs(client(), folder());
        jobs.lines("more.jsonl",
                object("kind", "SERIES", "title", "Ebb", "ratingKey", "latest", "furtherRatingKeys",
                        List.of("before", "first"), "externalIds",
                        object("tvdb", "77", "plex", "plex://show/5d9c086c46115600200aa2fe"), "crew",
                        List.of(object("department", "WRITING", "job", "Story", "person",
                                object("name", "Ada Winter", "externalIds", object("tmdb", "71"), "images",
                                        List.of(object("kind", "POSTER", "source", "other", "path", "/p"),
                                                object("kind", "THUMB", "path", "/q"))))),
                        "seasons",
                        List.of(Trees.with(Trees.season(0,
                                object("title", "No number", "airedOn", "2020-02-02"),
                                object("number", 3, "ratingKey", "e3", "externalIds", object("tvdb", "78"), "images",
                                        List.of(object("kind", "STILL", "path", "/s"),
                                                object("kind", "THUMB", "source", "other", "path", "/t")),
                                        "metadata", object("exact", 1e-7, "nested", object("a", List.of())))),
                                "year", 2020, "ratingKey", "s0", "metadata", object("season", true)))),
                object("kind", "ALBUM", "title", "=1+1", "tagline", "'@all", "summary", "-",
                        "studio", "'", "durationSeconds", 7, "externalIds",
                        object("musicbrainz", "7d2b90c4-13ae-4c5f-8f60-b1e95a47d208"), "creators",
                        List.of(object("job", "Artist", "person", object("name", "Trio Ebbe")))),
                object("kind", "BOOK", "title", "The Harbour Ledger", "externalIds",
                        object("isbn", "979-9-9999-9001-0")));
        assertThat(jobs.run("more.jsonl").get("created").asInt()).isEqualTo(3);
    }

    private String exported(String format) {
        var exports = new Exports(client(), folder());
        return new String(exports.download(exports.run(Map.of("format", format))).body(), StandardCharsets.UTF_8);
    }

    private void deleteLibrary() throws SQLException {
        for (var table : List.of("further_rating_keys", "media_seen", "media_tags", "credits", "images", "episodes",
                "seasons", "media_items", "people")) {
            Tables.run(folder(), "DELETE FROM " + table);
        }
    }

    @Test
    void givenAnyLibrary_whenExportedAsJsonLines_thenItsImportChangesNothing_andMakesTheSameLibraryAnew()
            throws SQLException {
        var jobs = new Jobs(client(), folder());
        var lines = exported("JSON_LINES");
        jobs.file("again.jsonl", lines);

        var again = jobs.run("again.jsonl");

        assertThat(again.get("unchanged").asInt()).as("%s", again).isEqualTo(lines.lines().count()).isEqualTo(263);
        assertThat(again.get("processed").asInt()).isEqualTo(263);
        deleteLibrary();
        var anew = jobs.run("again.jsonl");
        assertThat(anew.get("created").asInt()).as("%s", anew).isEqualTo(263);
        assertThat(exported("JSON_LINES").lines().sorted()).containsExactlyElementsOf(lines.lines().sorted().toList());
    }

    @Test
    void givenAnyLibrary_whenExportedForPlexExporter_thenItsImportChangesNothing_andMakesTheSameFilesAnew()
            throws SQLException, IOException {
        var jobs = new Jobs(client(), folder());
        var files = unpacked(jobs, "px");

        var again = jobs.run("px");

        assertThat(again.get("format").asText()).isEqualTo("PLEX_EXPORTER");
        assertThat(again.get("unchanged").asInt()).as("%s", again).isEqualTo(191)
                .isEqualTo(again.get("processed").asInt());
        var lines = exported("JSON_LINES");
        deleteLibrary();
        assertThat(jobs.run("px").get("created").asInt()).isEqualTo(191);
        assertThat(sorted(unpacked(jobs, "px-again"))).isEqualTo(sorted(files));
        deleteLibrary();
        jobs.file("back.jsonl", lines);
        jobs.run("back.jsonl");
    }

    @Test
    void givenAnyLibrary_whenExportedAsATable_thenItsImportChangesNothing_andMakesTheSameTableAnew()
            throws SQLException {
        var jobs = new Jobs(client(), folder());
        var table = exported("CSV");
        var lines = exported("JSON_LINES");
        assertThat(table).contains(",'=1+1,", ",''@all,", ",'-,");
        jobs.file("table.csv", table);

        var again = jobs.run("table.csv");

        assertThat(again.get("format").asText()).isEqualTo("CSV");
        assertThat(again.get("unchanged").asInt()).as("%s", again).isEqualTo(263);
        deleteLibrary();
        assertThat(jobs.run("table.csv").get("created").asInt()).isEqualTo(263);
        assertThat(exported("CSV").lines().sorted()).containsExactlyElementsOf(table.lines().sorted().toList());
        deleteLibrary();
        jobs.file("restored.jsonl", lines);
        jobs.run("restored.jsonl");
    }

    // Files by name, or, of those that hold several items or are named by ids, what their items are.
    private static List<String> sorted(Map<String, String> files) {
        return files.entrySet().stream().flatMap(file -> file.getValue().lines()
                .flatMap(line -> Stream.of(line.split("(?<=\\}),(?=\\{\"ratingKey|\\{\"type)")))
                .map(item -> item.replaceAll("series_\\w+", "series").replaceAll("^\\[|\\]$", "")))
                .sorted().toList();
    }

    private Map<String, String> unpacked(Jobs jobs, String folder) throws IOException {
        var exports = new Exports(client(), folder());
        var archive = exports.download(exports.run(Map.of("format", "PLEX_EXPORTER"))).body();
        var files = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                jobs.file(folder + "/" + entry.getName(), text);
                files.put(entry.getName(), text);
            }
        }
        return files;
    }
}
