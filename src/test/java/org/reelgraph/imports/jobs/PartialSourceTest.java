package org.reelgraph.imports.jobs;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A source that doesn't tell all it has takes nothing from the library. */
class PartialSourceTest extends ServerTest {

    private Jobs jobs() {
        return new Jobs(client(), folder());
    }

    private void rows(String file, int count, int total) {
        var rows = IntStream.rangeClosed(1, count).mapToObj(key -> "{\"section_id\": 1, \"media_type\": \"movie\","
                + " \"rating_key\": \"" + key + "\", \"title\": \"Film " + key + "\", \"thumb\": \"/t/" + key + "\"}")
                .toList();
        jobs().file(file, "{\"response\": {\"result\": \"success\", \"data\": {\"recordsTotal\": " + total
                + ", \"recordsFiltered\": " + count + ", \"data\": " + rows + "}}}");
    }

    @Test
    void givenAPageOfMoreRows_whenItIsImportedAsComplete_thenNothingIsRemovedAndTheJobSaysWhy() {
        rows("pages/a.json", 10, 10);
        jobs().run(Map.of("path", "pages", "source", "pages"));
        rows("pages/a.json", 9, 10);

        var job = jobs().run(Map.of("path", "pages", "source", "pages", "complete", true, "removeMissing", true));

        assertThat(job.get("status").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(job.get("error").asText()).isEqualTo("Missing items were not looked for."
                + " 'a.json' says that its section has 10 items, and 9 of them are here.");
        assertThat(Jobs.outcomes(job)).containsOnly("UNCHANGED");
        rows("pages/a.json", 9, 9);
        assertThat(Jobs.outcomes(jobs().run(
                Map.of("path", "pages", "source", "pages", "complete", true, "removeMissing", true))))
                .contains("REMOVED");
    }

    @Test
    void givenRowsWithoutMetadata_whenTheyAreImportedLater_thenWhatTheyDoNotKnowStays() {
        jobs().file("images/film.json",
                """
                {"response": {"result": "success", "data": {"section_id": "1", "media_type": "movie", "rating_key": "1", "title": "Film 1", "year": "1999",
                 "thumb": "/t/1", "art": "/a/1"}}}""");
        jobs().run(Map.of("path", "images", "source", "images"));
        rows("later/rows.json", 1, 1);
        jobs().file("index.jsonl",
                "{\"kind\": \"SERIES\", \"ratingKey\": \"7\", \"title\": \"S\", \"images\": [{\"kind\": \"BACKDROP\","
                        + " \"path\": \"/b\"}, {\"kind\": \"POSTER\", \"path\": \"/p\"}]}");
        jobs().run(Map.of("path", "index.jsonl", "source", "images"));
        jobs().file("plex/series/details/7.json", "{\"ratingKey\": 7, \"title\": \"S\", \"thumbFile\": \"/q\"}");

        assertThat(Jobs.outcomes(jobs().run(Map.of("path", "later", "source", "images")))).containsExactly("UNCHANGED");
        assertThat(Jobs.outcomes(jobs().run(Map.of("path", "plex", "source", "images")))).containsExactly("UPDATED");
        assertThat(client().data("{ media(by: {ratingKey: \"7\"}, source: \"images\") { images { kind path } } }")
                .at("/media/images").findValuesAsText("path")).containsExactly("/q", "/b");
    }
}
