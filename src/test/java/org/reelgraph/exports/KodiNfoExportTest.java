package org.reelgraph.exports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.reelgraph.exports.files.FileNames;
import org.reelgraph.testing.Exports;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

class KodiNfoExportTest extends ServerTest {

    @Test
    void givenALibrary_whenExportedForKodi_thenItsImportChangesNothing() throws IOException {
        var jobs = new Jobs(client(), folder());
        jobs.lines("library.jsonl",
                object("kind", "SERIES", "title", "A/B: <the> \"end\"?", "year", 2019, "externalIds",
                        object("imdb", "tt9900001", "tvdb", "9901"), "rating", 7.25, "genres",
                        List.of("Drama", "Crime"),
                        "labels", List.of("kids"), "collections", List.of("Tides", "Ebbs"), "summary", "a & b < c",
                        "cast",
                        List.of(Trees.credit("Ada Winter", "Marit"),
                                object("person", object("name", "Jonas Feld", "images",
                                        List.of(object("kind", "THUMB", "path", "https://example.org/j.jpg"))))),
                        "crew", List.of(object("department", "DIRECTING", "job", "Director", "person",
                                object("name", "Mara Holm"))),
                        "images", List.of(object("kind", "POSTER", "path", "https://example.org/p.jpg")), "addedAt",
                        "2026-01-04T20:15:00Z", "seasons",
                        List.of(Trees.with(Trees.season(0, Trees.episode(1, "title", "Reel", "durationSeconds", 2821)),
                                "title", "Extras"),
                                Trees.season(1, object("number", 1, "title", "a"),
                                        object("airedOn", "2020-01-01", "title", "no number")))),
                object("kind", "MOVIE", "title", "CON", "externalIds", object("tmdb", "1"), "durationSeconds", 61),
                object("kind", "MOVIE", "title", "con", "externalIds", object("tmdb", "2")),
                object("kind", "BOOK", "title", "Left out"));
        jobs.run("library.jsonl");
        var exports = new Exports(client(), folder());
        var job = exports.run(Map.of("format", "KODI_NFO"));

        var files = unpacked(jobs, exports.download(job).body());

        assertThat(files.keySet()).containsExactlyInAnyOrder("movies/_CON/movie.nfo", "movies/_con [2]/movie.nfo",
                "series/A_B_ _the_ _end_ (2019)/tvshow.nfo", "series/A_B_ _the_ _end_ (2019)/Season 00/season.nfo",
                "series/A_B_ _the_ _end_ (2019)/Season 00/S00E01 Reel.nfo",
                "series/A_B_ _the_ _end_ (2019)/Season 01/season.nfo",
                "series/A_B_ _the_ _end_ (2019)/Season 01/S01E01 a.nfo",
                "series/A_B_ _the_ _end_ (2019)/Season 01/2020-01-01 no number.nfo");
        assertThat(files.get("series/A_B_ _the_ _end_ (2019)/tvshow.nfo"))
                .containsOnlyOnce("example.org/j.jpg</thumb>");
        assertThat(job.get("log").toString()).contains("KODI_NFO has no place for albums and books; left out: 1.");
        var again = jobs.run("kodi");
        assertThat(again.get("format").asText()).isEqualTo("KODI_NFO");
        assertThat(Jobs.outcomes(again)).as("%s", again).containsExactly("UNCHANGED", "UNCHANGED", "UNCHANGED");
    }

    private static Map<String, String> unpacked(Jobs jobs, byte[] archive) throws IOException {
        var files = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                jobs.file("kodi/" + entry.getName(), text);
                files.put(entry.getName(), text);
            }
        }
        return files;
    }

    @Test
    void givenTitles_whenNamed_thenEveryFileSystemTakesTheNames_andTellsThemApart() {
        var names = new FileNames();

        assertThat(List.of("../..", "aux.txt", "Ü", "u\u0308", "end. ", "\u0000\u202Ex", "").stream().map(names::of))
                .containsExactly("_", "_aux.txt", "Ü", "ü [2]", "end", "_x", "_ [2]");
        assertThat(names.of("文".repeat(200)).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(180);
    }
}
