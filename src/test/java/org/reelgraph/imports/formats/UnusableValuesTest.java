package org.reelgraph.imports.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** One odd value never keeps a record out: it is left out with a notice, or refuses the record where that is wanted. */
class UnusableValuesTest extends ServerTest {

    private Jobs jobs() {
        return new Jobs(client(), folder());
    }

    private static List<String> notices(JsonNode record) {
        return record.get("notices").valueStream().map(notice -> notice.get("code").asText() + " "
                + String.join(".", notice.get("path").valueStream().map(JsonNode::asText).toList()) + " "
                + notice.get("value").asText()).toList();
    }

    @Test
    void givenOddValuesAtAnyDepthOfPlexExportersDetails_whenImported_thenTheRestIsIn() {
        jobs().file("odd/series/details/41.json",
                """
                {"ratingKey": 41, "title": "Odd", "year": 0, "audienceRating": 83, "genres": "Drama", "cast": ["Ada Winter", 7, null],
                 "ids": {"imdb": "tt9900041", "tmdb": "0"}, "addedAt": "0001-01-01T00:00:00",
                 "seasons": [{"seasonNumber": 1, "year": "soon", "episodes": [
                   {"seasonNumber": 1, "episodeNumber": 1, "title": "A", "originallyAvailableAt": "2020-01-01"},
                   {"seasonNumber": 2, "episodeNumber": 2, "title": "B", "originallyAvailableAt": "0000-00-00", "durationMin": -5},
                   {"seasonNumber": 1, "episodeNumber": 3, "title": "C", "durationMin": 6454865, "audienceRating": "N/A"}]}]}""");

        var job = jobs().run("odd");

        assertThat(job.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(notices(Jobs.records(job).getFirst())).containsExactlyInAnyOrder("VALUE_DROPPED year 0",
                "VALUE_DROPPED audienceRating 83", "VALUE_DROPPED genres Drama", "VALUE_DROPPED cast.2 null",
                "PLACEHOLDER_ID ids.tmdb 0", "VALUE_DROPPED addedAt 0001-01-01T00:00:00Z",
                "VALUE_DROPPED seasons.0.year soon", "VALUE_DROPPED seasons.0.episodes.1.seasonNumber 2",
                "VALUE_DROPPED seasons.0.episodes.1.originallyAvailableAt 0000-00-00",
                "VALUE_DROPPED seasons.0.episodes.1.durationMin -5",
                "VALUE_DROPPED seasons.0.episodes.2.durationMin 6454865",
                "VALUE_DROPPED seasons.0.episodes.2.audienceRating N/A");
        assertThat(client().data("{ media(by: {imdb: \"tt9900041\"}) { year rating addedAt cast { person { name } }"
                + " ... on Series { seasons { year episodes { code title airedOn durationSeconds rating } } } } }")
                .get("media")
                .toString()).isEqualTo(
                        """
                        {"year":null,"rating":null,"addedAt":null,"cast":[{"person":{"name":"Ada Winter"}},{"person":{"name":"7"}}],\
                        "seasons":[{"year":null,"episodes":[{"code":"S01E01","title":"A","airedOn":"2020-01-01","durationSeconds":null,"rating":null},\
                        {"code":"S01E02","title":"B","airedOn":null,"durationSeconds":null,"rating":null},\
                        {"code":"S01E03","title":"C","airedOn":null,"durationSeconds":null,"rating":null}]}]}""");
        assertThat(Jobs.outcomes(jobs().run("odd"))).containsExactly("UNCHANGED");
    }

    @Test
    void givenOddValuesInALine_whenImported_thenWhatIsOptionalIsLeftOut() {
        jobs().file("odd.jsonl",
                """
                {"kind": "MOVIE", "ratingKey": 42.0, "title": 1917, "year": "NaN", "rating": NaN, "metadata": 5, "tagline": true, "seasons": [], "externalIds": 7, \
                "images": [{"kind": "NONE", "path": "/a"}, {"kind": "POSTER"}, {"kind": "POSTER", "path": "/b"}, 3], \
                "cast": [{"character": "No name"}, {"person": {"externalIds": {"imdb": "nm9900042"}}}, {"person": {"name": "Bo"}, "character": 7}], \
                "crew": [{"person": {"name": "Cy"}, "department": "NONE"}, {"person": {"name": "Di"}, "department": "SOUND", "job": []}]}""");

        var job = jobs().run("odd.jsonl");

        assertThat(Jobs.outcomes(job)).containsExactly("CREATED");
        assertThat(notices(Jobs.records(job).getFirst())).containsExactlyInAnyOrder("VALUE_DROPPED year NaN",
                "VALUE_DROPPED rating NaN", "VALUE_DROPPED metadata 5", "VALUE_DROPPED tagline true",
                "VALUE_DROPPED seasons null", "VALUE_DROPPED externalIds 7", "VALUE_DROPPED images.0.kind NONE",
                "VALUE_DROPPED images.1.path null", "VALUE_DROPPED images.3 3", "VALUE_DROPPED cast.0.person null",
                "VALUE_DROPPED cast.1.person.name null", "VALUE_DROPPED crew.0.department NONE",
                "VALUE_DROPPED crew.1.job []");
        assertThat(client()
                .data("{ media(by: {ratingKey: \"42\"}) { title images { path } cast { character person { name } }"
                        + " crew { job person { name } } } }")
                .get("media").toString())
                .isEqualTo("{\"title\":\"1917\",\"images\":[{\"path\":\"/b\"}],"
                        + "\"cast\":[{\"character\":\"7\",\"person\":{\"name\":\"Bo\"}}],"
                        + "\"crew\":[{\"job\":null,\"person\":{\"name\":\"Di\"}}]}");
    }

    @Test
    void givenATitleThatCannotBeUsed_whenTheItemIsThere_thenItKeepsItsTitle() {
        var film = "{\"kind\": \"MOVIE\", \"ratingKey\": \"%s\", \"title\": \"%s\", \"year\": %d}\n";
        jobs().file("title.jsonl", film.formatted("t1", "Keep", 2000));
        jobs().run("title.jsonl");
        jobs().file("title.jsonl", film.formatted("t1", "x".repeat(20_001), 2001)
                + film.formatted("t2", "x".repeat(20_001), 2001));

        var records = Jobs.records(jobs().run("title.jsonl"));

        assertThat(records.stream().map(record -> record.get("outcome").asText())).containsExactly("UPDATED", "FAILED");
        assertThat(records.getFirst().at("/notices/0/code").asText()).isEqualTo("VALUE_DROPPED");
        assertThat(records.getLast().at("/userErrors/0/message").asText())
                .isEqualTo("It doesn't exist yet, so it needs a title.");
        assertThat(client().data("{ media(by: {ratingKey: \"t1\"}) { title year } }").get("media").toString())
                .isEqualTo("{\"title\":\"Keep\",\"year\":2001}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"\"75%\";7.5", "\"83 %\";8.3", "\"4/5\";8.0", "\"7,5\";7.5",
            "\"8.1 / 10\";8.1", "\"0\";0.0", "0.5;0.5"})
    void givenARatingThatNamesItsScale_whenImported_thenItIsConverted(String written, double rating) {
        jobs().file("rating.jsonl", "{\"kind\": \"MOVIE\", \"ratingKey\": \"r" + rating + written.length()
                + "\", \"title\": \"Rated\", \"rating\": " + written + "}");

        var job = jobs().run("rating.jsonl");

        assertThat(Jobs.records(job).getFirst().get("notices")).isEmpty();
        assertThat(client().data("{ media(by: {ratingKey: \"r" + rating + written.length() + "\"}) { rating } }")
                .at("/media/rating").asDouble()).isEqualTo(rating);
    }

    @Test
    void givenNumbersThatAreTexts_whenTheyAreOutOfBounds_thenTheMessageHasThemAsTheyAreWritten() {
        jobs().file("texts.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"T\", \"year\": \"0\", \"rating\": \"11\"}");

        assertThat(Jobs.records(jobs().run("texts.jsonl")).getFirst().get("notices").findValuesAsText("message"))
                .containsExactly("The year must be a whole number from 1 to 9999, not 0.",
                        "The rating must be a number from 0 to 10, not 11.");
    }

    @Test
    void givenStrict_whenAnOptionalValueCannotBeUsed_thenTheRecordIsRefusedByItsPath() {
        jobs().file("strict.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"T\", \"year\": 0, \"genres\": [7]}\n"
                + "{\"kind\": \"MOVIE\", \"title\": \"Strictly fine\"}");

        var job = jobs().run(Map.of("path", "strict.jsonl", "strict", true));

        assertThat(Jobs.outcomes(job)).containsExactly("FAILED", "CREATED");
        assertThat(Jobs.records(job).getFirst().get("userErrors").findValuesAsText("code")).containsExactly(
                "OUT_OF_RANGE",
                "INVALID");
        assertThat(client().data("{ importJob(id: " + job.get("id") + ") { strict } }").toString()).contains("true");
    }

    @Test
    void givenMoreNoticesThanAnybodyReads_whenImported_thenTheRestIsCounted() {
        var genres = "7,".repeat(149) + "7";
        jobs().file("many.jsonl",
                "{\"kind\": \"MOVIE\", \"title\": \"Many\", \"genres\": [" + genres.replace("7", "{}") + "]}");

        var notices = Jobs.records(jobs().run("many.jsonl")).getFirst().get("notices");

        assertThat(notices).hasSize(101);
        assertThat(notices.get(100).get("message").asText()).isEqualTo("50 further notices are not listed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'kind': 'MOVIE'}", "{kind: \"MOVIE\"}", "{\"kind\": \"MOVIE\", // comment\n}",
            "{\"year\": 007}",
            "{\"year\": +7}", "{\"year\": .5}", "{\"kind\": \"MOVIE\",}", "{\"kind\": \"MO\tVIE\"}",
            "{\"kind\": undefined}",
            "{\"kind\": \"MO\\x\"}"})
    void givenFaultyJson_whenImported_thenTheMessageHasNoHintsToProgrammers(String line) {
        jobs().file("faulty.jsonl", line + "\n{\"kind\": \"MOVIE\", \"title\": \"Fine\"}");

        var errors = Jobs.errors(jobs().run(Map.of("path", "faulty.jsonl", "format", "JSON_LINES")));

        assertThat(errors).isNotEmpty()
                .allSatisfy(error -> assertThat(error).startsWith("MALFORMED: faulty.jsonl, line ")
                        .doesNotContainIgnoringCase("feature", "enable", "jackson", "JsonReadFeature", "from `"));
    }
}
