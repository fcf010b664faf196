package org.reelgraph.imports.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

class JsonLinesTest extends ServerTest {

    private Jobs jobs() {
        return new Jobs(client(), folder());
    }

    private JsonNode media(String ratingKey, String fields) {
        return client().data("query($key: String!) { media(by: {ratingKey: $key}) { " + fields + " } }",
                Map.of("key", ratingKey)).get("media");
    }

    @Test
    void givenSeriesAndMovies_whenImported_thenTheyAreInAndTheirPeopleHaveTheirIds() {
        jobs().file("mixed.jsonl",
                """
                {"kind": "MOVIE", "ratingKey": 11, "title": "Low Tide", "durationSeconds": 5400}

                {"seasons": [{"episodes": [{"title": "One", "number": 1, "cast": [{"person": {"name": "Gus Gast"}}]}], "number": 1}], "ratingKey": "12", "title": "Quay", "cast": [{"character": "Marit", "person": {"name": "Ada Winter", "externalIds": {"imdb": "nm11"}}}], "kind": "SERIES"}\r
                """);

        var job = jobs().run("mixed.jsonl");

        assertThat(job.get("format").asText()).isEqualTo("JSON_LINES");
        assertThat(Jobs.records(job)).extracting(record -> record.get("line").asInt()).containsExactly(1, 3);
        assertThat(Jobs.records(job)).extracting(record -> record.get("mediaKind").asText())
                .containsExactly("MOVIE", "SERIES");
        assertThat(
                media("12", "cast { person { externalIds { imdb } } } ... on Series { seasons { episodes { code } } }")
                        .toString())
                .isEqualTo("{\"cast\":[{\"person\":{\"externalIds\":{\"imdb\":\"nm11\"}}}],"
                        + "\"seasons\":[{\"episodes\":[{\"code\":\"S01E01\"}]}]}");
        assertThat(media("11", "... on Movie { durationSeconds }").get("durationSeconds").asInt()).isEqualTo(5400);
    }

    @Test
    void givenUnknownMembers_whenImported_thenTheyAreKeptAsMetadataWithANotice_besideTheMetadataGiven() {
        jobs().file("unknown.jsonl",
                """
                {"kind": "SERIES", "ratingKey": "21", "title": "T", "titel": "Typo", "metadata": {"a": {"z": 1, "b": [1.5, null]}}, \
                "seasons": [{"number": 1, "colour": "red", "episodes": [{"number": 1, "disc": 2}]}]}""");

        var record = Jobs.records(jobs().run("unknown.jsonl")).getFirst();

        assertThat(record.at("/notices/0/code").asText()).isEqualTo("UNKNOWN_FIELDS");
        assertThat(record.at("/notices/0/message").asText()).endsWith("disc, colour, titel.");
        assertThat(media("21", "metadata ... on Series { seasons { metadata episodes { metadata } } }").toString())
                .isEqualTo(
                        "{\"metadata\":{\"a\":{\"b\":[1.5,null],\"z\":1},\"titel\":\"Typo\"},\"seasons\":[{\"metadata\":"
                                + "{\"colour\":\"red\"},\"episodes\":[{\"metadata\":{\"disc\":2}}]}]}");
    }

    @Test
    void givenFaultyLines_whenImported_thenEachFailsAloneWithItsPlace() {
        jobs().file("faulty.jsonl",
                """
                {"kind": "MOVIE", "ratingKey": "31", "title": "Fine"}
                {"kind": "MOVIE", "ratingKey": "32", "title": }
                {"ratingKey": "33", "title": "No kind"}
                {"kind": "MOVIE", "ratingKey": "34", "title": "Seasons", "seasons": []}
                {"kind": "MOVIE", "ratingKey": "35", "title": "Twice", "title": "Twice"}
                [1]
                {"kind": "MOVIE", "ratingKey": "37", "title": "Two"} {"kind": "MOVIE"}
                {"kind": "SERIES", "ratingKey": "38", "title": "Numbers", "seasons": [{"number": 1, "episodes": [{"number": 2}, {"number": 2}, {}]}]}
                {"kind": "MOVIE", "ratingKey": "39", "title": "Fine too"}
                {"kind": "MOVIE", "title": "Cut""");

        var job = jobs().run(Map.of("path", "faulty.jsonl", "strict", true));

        assertThat(Jobs.outcomes(job)).containsExactly("CREATED", "FAILED", "FAILED", "FAILED", "FAILED", "FAILED",
                "FAILED", "FAILED", "CREATED", "FAILED");
        assertThat(Jobs.errors(job)).satisfiesExactly(
                error -> assertThat(error)
                        .startsWith("MALFORMED: faulty.jsonl, line 2, column 47: A value is required here"),
                error -> assertThat(error).isEqualTo("REQUIRED: The kind is required: SERIES, MOVIE, ALBUM or BOOK."),
                error -> assertThat(error).isEqualTo("INVALID: A movie has no seasons."),
                error -> assertThat(error).isEqualTo("DUPLICATE: 'title' is given twice in one object."),
                error -> assertThat(error).isEqualTo("INVALID: The line must be a JSON object."),
                error -> assertThat(error).contains("line 7", "There is more after the end"),
                error -> assertThat(error).isEqualTo("REQUIRED: The number is required."),
                error -> assertThat(error).isEqualTo("DUPLICATE: There are two episodes with the number 2."),
                error -> assertThat(error).startsWith("MALFORMED: faulty.jsonl, line 10, column 3"));
        assertThat(media("37", "title").isNull()).isTrue();
    }

    @Test
    void givenTextsNoOneCanHold_whenImported_thenTheLineFailsAndTheNextIsRead() {
        var huge = "x".repeat(1_500_000);
        jobs().file("huge.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"" + huge + "\"}\n"
                + "[".repeat(500) + "\n{\"kind\": \"MOVIE\", \"x\": " + "[".repeat(500) + "]".repeat(500) + "}\n"
                + "{\"kind\": \"MOVIE\", \"title\": \"" + "y".repeat(30_000) + "\"}\n"
                + "{\"kind\": \"MOVIE\", \"title\": \"half \\ud83d\"}\n"
                + "{\"kind\": \"MOVIE\", \"ratingKey\": \"46\", \"title\": \"T\", \"note\": \"half \\ud83d\"}\n"
                + "{\"kind\": \"MOVIE\", \"ratingKey\": \"47\", \"title\": \"Fine\"}\n");

        var job = jobs().run(Map.of("path", "huge.jsonl", "format", "JSON_LINES"));

        assertThat(Jobs.outcomes(job)).containsExactly("FAILED", "FAILED", "FAILED", "FAILED", "FAILED", "CREATED",
                "CREATED");
        assertThat(Jobs.errors(job).getFirst()).startsWith("REQUIRED: ");
        assertThat(Jobs.records(job).getFirst().at("/notices/0/message").asText())
                .isEqualTo("A string has more than 1000000 characters.");
    }

    @Test
    void givenBytesThatAreNoUtf8_whenImported_thenTheLineFailsWithItsPlace() {
        var bytes = "{\"kind\": \"MOVIE\", \"title\": \"\u00e4\"}\n{\"kind\": \"MOVIE\", \"title\": \"Fine\"}\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        jobs().file("latin.jsonl", bytes);

        var job = jobs().run("latin.jsonl");

        assertThat(Jobs.outcomes(job)).containsExactly("FAILED", "CREATED");
        assertThat(Jobs.errors(job).getFirst())
                .startsWith("MALFORMED: latin.jsonl, line 1, column 31: Something here isn't valid UTF-8.");
    }

    @Test
    void givenAByteOrderMark_whenImported_thenItIsNoPartOfTheFirstLine() {
        jobs().file("mark.jsonl", "\ufeff{\"kind\": \"MOVIE\", \"ratingKey\": \"51\", \"title\": \"Marked\"}");

        assertThat(Jobs.outcomes(jobs().run("mark.jsonl"))).containsExactly("CREATED");
    }

    @Test
    void givenAFolderOfFiles_whenImported_thenAllAreReadInTheOrderOfTheirNames() {
        jobs().file("lines/b.ndjson", "{\"kind\": \"MOVIE\", \"title\": \"B\"}");
        jobs().file("lines/a.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"A\"}");
        jobs().file("lines/notes.txt", "not for import");

        assertThat(Jobs.records(jobs().run("lines"))).extracting(record -> record.get("file").asText())
                .containsExactly("a.jsonl", "b.ndjson");
    }

    @Test
    void givenAFaultyFirstLine_whenTheFormatIsNamed_thenItFailsAloneAsAnyOther() {
        for (var first : List.of("hello", "{\"kind\": \"MOVIE\", \"title\":", "{\"x\": \"\ud83d\"}")) {
            jobs().file("first.jsonl", first + "\n{\"kind\": \"MOVIE\", \"ratingKey\": \"61\", \"title\": \"T\"}\n");

            var job = jobs().run(Map.of("path", "first.jsonl", "format", "JSON_LINES"));

            assertThat(Jobs.outcomes(job)).as(first).hasSize(2).startsWith("FAILED").containsOnlyOnce("FAILED");
        }
    }

    @Test
    void givenALongFirstLine_whenItsKindComesLast_thenItIsStillRecognised() {
        jobs().file("long.jsonl",
                "{\"x\": [" + "\"abcdefgh\", ".repeat(10_000) + "1], \"title\": \"T\", \"kind\": \"MOVIE\"}");

        assertThat(Jobs.outcomes(jobs().run("long.jsonl"))).containsExactly("CREATED");
    }

    @Test
    void givenALineThatBreaksAtTheBuffersEnd_whenImported_thenTheLinesAfterItKeepTheirNumbers() {
        var bad = "{\"kind\": \"MOVIE\",, \"x\": \"";
        for (var length : List.of(65_535, 65_536, 65_537, 140_000)) {
            jobs().file("buffer.jsonl", bad + "x".repeat(length - bad.length()) + "\n"
                    + "{\"kind\": \"MOVIE\", \"ratingKey\": \"71\", \"title\": \"T\"}\n".repeat(2));

            var records = Jobs.records(jobs().run(Map.of("path", "buffer.jsonl", "format", "JSON_LINES")));

            assertThat(records).extracting(record -> record.get("line").asInt()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void givenAMemberThatTheMetadataHasToo_whenImported_thenNeitherIsDropped() {
        jobs().file("clash.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"T\", \"foo\": 1, \"metadata\": {\"foo\": 2}}");

        assertThat(Jobs.errors(jobs().run(Map.of("path", "clash.jsonl", "strict", true))))
                .containsExactly("DUPLICATE: The metadata also has a member with this name.");
        assertThat(Jobs.records(jobs().run("clash.jsonl")).getFirst().get("notices").toString())
                .contains("\"code\":\"VALUE_DROPPED\"", "\"path\":[\"foo\"],\"value\":\"1\"");
    }

    @Test
    void givenAFolderInWhichSomeFilesCanNotBeRead_whenImported_thenTheyFailAndTheOthersAreIn() throws IOException {
        jobs().file("some/a.jsonl", "");
        jobs().file("some/b.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"Some B\"}");
        jobs().file("some/d.JSONL", "{\"kind\": \"MOVIE\", \"title\": \"Some D\"}");
        Files.createDirectories(folder().resolve("import/some/c.json"));
        Files.createSymbolicLink(folder().resolve("import/some/e.json"), Path.of("/etc/hostname"));

        var job = jobs().run("some");

        assertThat(Jobs.records(job)).extracting(
                record -> record.get("file").asText() + " " + record.get("outcome").asText()).containsExactly(
                        "b.jsonl CREATED", "c.json FAILED", "d.JSONL CREATED", "e.json FAILED");
        assertThat(Jobs.errors(job)).satisfiesExactly(
                error -> assertThat(error).isEqualTo("UNREADABLE: 'c.json' is not a file."),
                error -> assertThat(error).startsWith("OUTSIDE_FOLDER: 'e.json' leads out of the import folder "));
    }
}
