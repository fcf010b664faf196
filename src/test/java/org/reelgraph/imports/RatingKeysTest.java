package org.reelgraph.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.episode;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.season;
import static org.reelgraph.testing.Trees.with;

/** An item that is in several libraries of its source has several keys there. */
class RatingKeysTest extends ServerTest {

    private static Map<String, Object> film(String key, String id, Object... more) {
        return with(object("kind", "MOVIE", "ratingKey", key, "title", "In two " + id, "year", 2001, "externalIds",
                object("imdb", "tt98" + id)), more);
    }

    @SafeVarargs
    private JsonNode run(Map<String, Object>... records) {
        var jobs = new Jobs(client(), folder());
        jobs.lines("keys.jsonl", records);
        return jobs.run("keys.jsonl");
    }

    private String keys(String by) {
        return client().data("{ media(by: " + by + ") { title ratingKey ratingKeys } }").get("media").toString();
    }

    @Test
    void givenOneFilmInTwoLibraries_whenImportedInTurn_thenBothKeysAreKeptAndNothingChangesAnyMore() {
        var here = film("11", "1", "images", List.of(object("kind", "POSTER", "path", "/11")), "addedAt",
                "2020-01-01T00:00:00Z", "labels", List.of("here"), "metadata", object("file", "here"));
        var there = film("12", "1", "images", List.of(object("kind", "POSTER", "path", "/12")), "addedAt",
                "2021-01-01T00:00:00Z", "labels", List.of("there"), "metadata", object("file", "there"));

        assertThat(Jobs.outcomes(run(here))).containsExactly("CREATED");
        assertThat(Jobs.outcomes(run(there))).containsExactly("UPDATED");
        for (var i = 0; i < 2; i++) {
            assertThat(Jobs.outcomes(run(here))).containsExactly("UNCHANGED");
            assertThat(Jobs.outcomes(run(there))).containsExactly("UNCHANGED");
        }

        for (var by : List.of("{ratingKey: \"11\"}", "{ratingKey: \"12\"}", "{imdb: \"tt981\"}")) {
            assertThat(keys(by))
                    .isEqualTo("{\"title\":\"In two 1\",\"ratingKey\":\"12\",\"ratingKeys\":[\"12\",\"11\"]}");
        }
    }

    @Test
    void givenOneFilmTwiceInOneExport_whenOnlyTheKeysDiffer_thenTheSecondLeavesItsKeyAndANotice() {
        var first = run(film("21", "2"), film("22", "2", "summary", "elsewhere"));
        var second = run(film("21", "2"), film("22", "2", "summary", "elsewhere"));

        assertThat(Jobs.outcomes(first)).containsExactly("CREATED", "UPDATED");
        assertThat(Jobs.outcomes(second)).containsExactly("UNCHANGED", "UNCHANGED");
        assertThat(Jobs.records(second).get(1).at("/notices/0/code").asText()).isEqualTo("SAME_ITEM");
        assertThat(keys("{ratingKey: \"21\"}")).contains("\"ratingKeys\":[\"21\",\"22\"]");
    }

    @Test
    void givenASeriesInTwoLibraries_whenImportedInTurn_thenItsPartsKeepTheirKeys() {
        var here = object("kind", "SERIES", "ratingKey", "31", "title", "Both", "externalIds", object("tvdb", "983"),
                "seasons", List.of(with(season(1, episode(1, "ratingKey", "313")), "ratingKey", "312")));
        var there = object("kind", "SERIES", "ratingKey", "41", "title", "Both", "externalIds", object("tvdb", "983"),
                "seasons", List.of(with(season(1, episode(1, "ratingKey", "413"), episode(2, "ratingKey", "414")),
                        "ratingKey", "412")));

        run(here);
        run(there);

        assertThat(Jobs.outcomes(run(here))).containsExactly("UNCHANGED");
        assertThat(Jobs.outcomes(run(there))).containsExactly("UNCHANGED");
        assertThat(client().data("{ media(by: {ratingKey: \"31\"}) { ratingKeys ... on Series { seasons { ratingKey"
                + " episodes { ratingKey } } } } }").get("media").toString())
                .isEqualTo("{\"ratingKeys\":[\"41\",\"31\"],\"seasons\":[{\"ratingKey\":\"412\","
                        + "\"episodes\":[{\"ratingKey\":\"413\"},{\"ratingKey\":\"414\"}]}]}");
    }

    @Test
    void givenAFormerKey_whenAnotherFilmComesWithIt_thenItIsThatFilmsAndNothingIsOverwritten() {
        run(film("51", "5"));
        run(film("52", "5"));

        var withId = run(film("51", "6"));
        assertThat(Jobs.outcomes(withId)).containsExactly("CREATED");
        run(film("53", "5"));
        var withoutId = run(object("kind", "MOVIE", "ratingKey", "52", "title", "Quite another"));

        assertThat(Jobs.outcomes(withoutId)).containsExactly("CREATED");
        assertThat(keys("{imdb: \"tt985\"}")).contains("\"ratingKeys\":[\"53\"]");
        assertThat(keys("{ratingKey: \"51\"}")).contains("In two 6");
        assertThat(keys("{ratingKey: \"52\"}")).contains("Quite another");
    }

    @Test
    void givenSeveralKeys_whenTheKeyIsCleared_thenAllAreGone() {
        run(film("61", "7"), film("62", "7"));

        run(film(null, "7"));

        assertThat(keys("{imdb: \"tt987\"}")).contains("\"ratingKey\":null,\"ratingKeys\":[]");
    }
}
