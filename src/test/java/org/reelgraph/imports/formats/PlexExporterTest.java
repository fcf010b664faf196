package org.reelgraph.imports.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

class PlexExporterTest extends ServerTest {

    private static final String INDEX = """
                                        [{"ratingKey": 501, "type": "tv", "title": "The Quay", "titleSort": "Quay", "year": 2021, "seasonCount": 1,
                                          "thumbFile": "Show - The Quay [501].images/thumb.jpg", "contentRating": "de/12",
                                          "genres": ["Drama", "Crime"], "ids": {"imdb": "tt5010001", "tmdb": "50101", "tvdb": "5010"},
                                          "href": "details/501.json"},
                                         {"ratingKey": 502, "type": "tv", "title": "Night Ferry", "titleSort": "Night Ferry", "year": 2018,
                                          "seasonCount": 3, "thumbFile": null, "contentRating": null, "genres": [], "ids": {"imdb": "tt5020001"},
                                          "href": "details/502.json"}]""";
    private static final String DETAILS = """
                                          {"ratingKey": 501, "type": "tv", "title": "The Quay", "year": 2021, "summary": "Two pilots and a fog.",
                                           "tagline": "Mind the tide.", "contentRating": "de/12", "studio": "Nordlicht Film", "genres": ["Drama", "Crime"],
                                           "cast": ["Ada Winter as Marit as a child", "Jonas Feld"],
                                           "thumbFile": "Show - The Quay [501].images/thumb.jpg",
                                           "ids": {"imdb": "tt5010001", "tmdb": "50101", "tvdb": "5010", "anidb": "77"},
                                           "seasons": [{"ratingKey": 510, "seasonNumber": 1, "title": "Season 1", "year": 2021,
                                             "thumbFile": "Show - The Quay [501].images/s1.jpg",
                                             "episodes": [
                                               {"ratingKey": 511, "seasonNumber": 1, "episodeNumber": 1, "seasonEpisode": "S01E01", "title": "Low Water",
                                                "durationMin": 67, "durationHuman": "1h 7m", "originallyAvailableAt": "2021-12-19", "audienceRating": 8},
                                               {"ratingKey": 512, "seasonNumber": 1, "episodeNumber": 2, "seasonEpisode": "S01E02", "title": "High Water",
                                                "durationMin": null, "durationHuman": null, "originallyAvailableAt": null, "audienceRating": null}]}]}""";

    private Jobs jobs() {
        return new Jobs(client(), folder());
    }

    private JsonNode media(String ratingKey, String fields) {
        return client().data("query($key: String!) { media(by: {ratingKey: $key}) { ... on Series { " + fields
                + " } } }", Map.of("key", ratingKey))
                .get("media");
    }

    @Test
    void givenAnExport_whenImported_thenIndexAndDetailsAreTakenTogetherAndNothingIsDropped() {
        jobs().file("whole/series/series_index.json", INDEX);
        jobs().file("whole/series/details/501.json", DETAILS);

        var job = jobs().run("whole");

        assertThat(job.get("format").asText()).isEqualTo("PLEX_EXPORTER");
        assertThat(job.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(Jobs.records(job)).extracting(record -> record.get("file").asText())
                .containsExactly("series/details/501.json", "series/series_index.json");
        var series = media("501", """
                                  title sortTitle year summary tagline contentRating studio genres metadata
                                  externalIds { imdb tmdb tvdb plex } images { kind source path }
                                  cast { character person { name } }
                                  seasons { number title year ratingKey images { kind path } metadata
                                    episodes { code title ratingKey airedOn durationSeconds rating metadata } }""");
        assertThat(series.toString()).isEqualTo(
                """
                {"title":"The Quay","sortTitle":"Quay","year":2021,"summary":"Two pilots and a fog.","tagline":"Mind the tide.",\
                "contentRating":"de/12","studio":"Nordlicht Film","genres":["Drama","Crime"],\
                "metadata":{"href":"details/501.json","ids":{"anidb":"77"},"seasonCount":1},\
                "externalIds":{"imdb":"tt5010001","tmdb":"50101","tvdb":"5010","plex":null},\
                "images":[{"kind":"POSTER","source":"plex","path":"Show - The Quay [501].images/thumb.jpg"}],\
                "cast":[{"character":"Marit as a child","person":{"name":"Ada Winter"}},{"character":null,"person":{"name":"Jonas Feld"}}],\
                "seasons":[{"number":1,"title":"Season 1","year":2021,"ratingKey":"510",\
                "images":[{"kind":"POSTER","path":"Show - The Quay [501].images/s1.jpg"}],"metadata":null,\
                "episodes":[{"code":"S01E01","title":"Low Water","ratingKey":"511","airedOn":"2021-12-19","durationSeconds":4020,"rating":8.0,\
                "metadata":{"durationHuman":"1h 7m","seasonEpisode":"S01E01"}},\
                {"code":"S01E02","title":"High Water","ratingKey":"512","airedOn":null,"durationSeconds":null,"rating":null,\
                "metadata":{"durationHuman":null,"seasonEpisode":"S01E02"}}]}]}""");
    }

    @Test
    void givenAnIndexEntryWithoutDetails_whenImportedOverSeasons_thenItIsNoticedAndTheSeasonsStay() {
        jobs().file("index/series/series_index.json", INDEX.replace("50", "60"));
        jobs().file("index/series/details/601.json", DETAILS.replace("50", "60").replace("51", "61"));
        jobs().run("index");
        jobs().file("later/series/series_index.json", INDEX.replace("50", "60").replace("The Quay", "The Old Quay"));

        var job = jobs().run(Map.of("path", "later", "prune", true));

        assertThat(job.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(Jobs.records(job)).extracting(record -> record.at("/notices/0/code").asText())
                .containsExactly("DETAILS_MISSING", "DETAILS_MISSING");
        var series = media("601", "title summary cast { position } seasons { episodes { code } }");
        assertThat(series.get("title").asText()).isEqualTo("The Old Quay");
        assertThat(series.get("summary").asText()).isEqualTo("Two pilots and a fog.");
        assertThat(series.findValuesAsText("code")).containsExactly("S01E01", "S01E02");
    }

    @Test
    void givenDetailsThatTheIndexDoesNotName_whenImported_thenTheyAreInToo() {
        jobs().file("unnamed/series/details/701.json", DETAILS.replace("50", "70").replace("51", "71"));

        var job = jobs().run("unnamed");

        assertThat(Jobs.outcomes(job)).containsExactly("CREATED");
        assertThat(Jobs.records(job).getFirst().get("notices")).isEmpty();
        assertThat(media("701", "sortTitle").get("sortTitle").asText()).isEqualTo("The Quay");
    }

    @Test
    void givenAnIndexThatPointsElsewhere_whenImported_thenThatFileIsNotRead() {
        jobs().file("outside.json", DETAILS.replace("The Quay", "Secret"));
        jobs().file("hrefs/series/series_index.json",
                """
                [{"ratingKey": 801, "title": "A", "href": "../../outside.json"},
                 {"ratingKey": 802, "title": "B", "href": "details/../../../outside.json"}]""");

        var job = jobs().run("hrefs");

        assertThat(Jobs.records(job)).extracting(record -> record.get("title").asText()).containsExactly("A", "B");
        assertThat(Jobs.records(job)).allSatisfy(
                record -> assertThat(record.at("/notices/0/code").asText()).isEqualTo("DETAILS_MISSING"));
    }

    @Test
    void givenBrokenJsonInOneOfSeveralFiles_whenImported_thenItFailsWithItsPlaceAndTheOthersAreIn() {
        for (var key = 901; key <= 910; key++) {
            jobs().file("broken/series/details/" + key + ".json", key == 903
                    ? "{\"ratingKey\": 903,\n \"title\": \"Broken\",\n \"seasons\": [}"
                    : "{\"ratingKey\": " + key + ", \"title\": \"Fine " + key + "\"}");
        }

        var job = jobs().run("broken");

        assertThat(job.get("status").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(job.get("created").asInt()).isEqualTo(9);
        assertThat(job.get("failed").asInt()).isEqualTo(1);
        assertThat(Jobs.errors(job)).singleElement().asString()
                .startsWith(
                        "MALFORMED: series/details/903.json, line 3, column 14: '}' appears where ']' is required.");
        assertThat(Jobs.records(job).get(2).get("line").asInt()).isEqualTo(3);
    }

    @Test
    void givenStrict_whenAnEpisodeStandsInAWrongSeason_thenTheSeriesFailsAndTheErrorSaysWhere() {
        jobs().file("mixed/series/details/501.json", DETAILS.replace("50", "99").replace("51", "98")
                .replace("\"seasonNumber\": 1, \"episodeNumber\": 2", "\"seasonNumber\": 4, \"episodeNumber\": 2"));

        var job = jobs().run(Map.of("path", "mixed", "strict", true));

        assertThat(Jobs.records(job).getFirst().at("/userErrors/0/path").toString())
                .isEqualTo("[\"seasons\",\"0\",\"episodes\",\"1\",\"seasonNumber\"]");
        assertThat(media("991", "title")).isEqualTo(client().data("{ series(id: \"series_0000000000001\") { id } }")
                .get("series"));
    }

    @Test
    void givenAFinerDuration_whenMinutesThatRoundToItCome_thenItStays_andOtherMinutesReplaceIt() {
        jobs().file("finer.jsonl",
                """
                {"kind": "SERIES", "ratingKey": "1001", "title": "T", "seasons": [{"number": 1, "episodes": [\
                {"number": 1, "durationSeconds": 4031}, {"number": 2, "durationSeconds": 4051}, {"number": 3}]}]}""");
        jobs().run("finer.jsonl");
        jobs().file("minutes/series/details/1001.json",
                """
                {"ratingKey": 1001, "title": "T", "seasons": [{"seasonNumber": 1, "episodes": [
                  {"episodeNumber": 1, "durationMin": 67}, {"episodeNumber": 2, "durationMin": 67},
                  {"episodeNumber": 3, "durationMin": 1.5}]}]}""");

        var job = jobs().run("minutes");

        assertThat(Jobs.outcomes(job)).containsExactly("UPDATED");
        assertThat(media("1001", "title seasons { episodes { durationSeconds } }").findValues("durationSeconds"))
                .extracting(JsonNode::asInt).containsExactly(4031, 4020, 90);
        assertThat(Jobs.outcomes(jobs().run("minutes"))).containsExactly("UNCHANGED");
    }

    @Test
    void givenDetailsUnderAnotherHref_whenImported_thenTheyAreFoundByTheirNameOrKey() {
        jobs().file("found/series/series_index.json",
                """
                [{"ratingKey": 1101, "title": "A", "href": "./details/1101.json?x=1"},
                 {"ratingKey": "1102", "title": "B"},
                 {"ratingKey": 1103, "title": "C", "href": "details/gone.json"}]""");
        for (var key = 1101; key <= 1103; key++) {
            jobs().file("found/series/details/" + key + ".json",
                    "{\"ratingKey\": " + key + ", \"title\": \"Found\", \"seasons\": [{\"seasonNumber\": 1}]}");
        }

        var job = jobs().run("found");

        assertThat(Jobs.outcomes(job)).containsExactly("CREATED", "CREATED", "CREATED");
        assertThat(Jobs.records(job)).allSatisfy(record -> assertThat(record.get("notices")).isEmpty());
    }

    @Test
    void givenAnEntryAndAFileOfDifferentSeries_whenImported_thenBothAreIn() {
        jobs().file("two/series/series_index.json",
                "[{\"ratingKey\": 1201, \"title\": \"Entry\", \"href\": \"details/x.json\"}]");
        jobs().file("two/series/details/x.json", "{\"ratingKey\": 1277, \"title\": \"File\"}");

        assertThat(Jobs.records(jobs().run("two"))).extracting(record -> record.get("title").asText())
                .containsExactly("Entry", "File");
    }

    @Test
    void givenIdsThatOnlyTheIndexKnows_whenImported_thenTheyAreTakenFromThere() {
        jobs().file("ids/series/series_index.json",
                "[{\"ratingKey\": 1301, \"title\": \"T\", \"ids\": {\"imdb\": \"tt1301\", \"tmdb\": \"1301\"}}]");
        jobs().file("ids/series/details/1301.json",
                "{\"ratingKey\": 1301, \"title\": \"T\", \"ids\": {\"imdb\": \"tt1301\"}}");

        jobs().run("ids");

        assertThat(media("1301", "externalIds { imdb tmdb }").toString())
                .isEqualTo("{\"externalIds\":{\"imdb\":\"tt1301\",\"tmdb\":\"1301\"}}");
    }

    @Test
    void givenABrokenFile_whenTheIndexNamesIt_thenTheRecordTellsWhichSeriesItIs() {
        jobs().file("whose/series/series_index.json", "[{\"ratingKey\": 1401, \"title\": \"Whose\"}]");
        jobs().file("whose/series/details/1401.json", "{\"ratingKey\": 1401, ");

        var record = Jobs.records(jobs().run("whose")).getFirst();

        assertThat(record.get("outcome").asText()).isEqualTo("FAILED");
        assertThat(record.get("ratingKey").asText()).isEqualTo("1401");
        assertThat(record.get("title").asText()).isEqualTo("Whose");
        assertThat(record.get("file").asText()).isEqualTo("series/details/1401.json");
    }
}
