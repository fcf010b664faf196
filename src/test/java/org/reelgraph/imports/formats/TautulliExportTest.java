package org.reelgraph.imports.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

class TautulliExportTest extends ServerTest {

    private static final String MOVIES = """
                                         [{"addedAt": "2023-10-28T07:03:54", "audienceRating": 5.9, "audienceRatingImage": "imdb://image.rating",
                                           "contentRating": "de/16", "duration": 6454865, "durationHuman": "1 hr 48 mins", "editionTitle": null,
                                           "guid": "plex://movie/5d77aa", "originalTitle": "Ebbe", "originallyAvailableAt": "2003-06-05",
                                           "ratingKey": 22256, "studio": "Nordlicht Film", "summary": "A tide comes in.", "tagline": "Run.",
                                           "thumbFile": "Movie - Ebb [22256].images/thumb.jpg", "art": "/library/metadata/22256/art/1",
                                           "title": "Ebb", "titleSort": "Ebb", "type": "movie", "userRating": null, "year": 2003,
                                           "collections": [{"tag": "Tides"}], "countries": [{"tag": "Germany"}, {"tag": "Norway"}],
                                           "directors": [{"tag": "Dora Blank"}], "fields": [{"locked": true, "name": "thumb"}],
                                           "genres": [{"tag": "Action"}, {"tag": "Krimi"}], "labels": [{"tag": null}],
                                           "guids": [{"id": "imdb://tt2225601"}, {"id": "tmdb://22256"}, {"id": "tvdb://222"}, {"id": "mbid://x"}],
                                           "markers": [{"start": 1, "end": 2, "type": "credits"}],
                                           "producers": [{"tag": "Paul Prod"}], "writers": [{"tag": "Wanda Wort"}, {"tag": "Dora Blank"}],
                                           "roles": [{"role": "Skipper", "tag": "Ada Winter", "thumb": "https://example.org/ada.jpg"},
                                                     {"role": null, "tag": "Jonas Feld as The Cook"}, {"role": null, "tag": null}]}]""";
    private static final String SHOWS = """
                                        [{"ratingKey": 300, "title": "Dunes", "titleSort": "Dunes", "originalTitle": null, "year": 2020,
                                          "originallyAvailableAt": "2020-01-02T00:00:00", "addedAt": "2021-05-06 07:08:09", "audienceRating": 7.5,
                                          "contentRating": "de/12", "studio": null, "network": "Küste TV", "tagline": "", "summary": "Sand.",
                                          "guid": "plex://show/300", "duration": 2700000, "seasonCount": 1, "genres": [{"tag": "Drama"}],
                                          "roles": [{"role": "Guide", "tag": "Ada Winter"}], "guids": [{"id": "tvdb://300"}],
                                          "collections": [{"tag": null}], "labels": [{"tag": "kids"}],
                                          "seasons": [{"ratingKey": 301, "seasonNumber": 1, "title": "Season 1", "year": 2020, "summary": "First.",
                                            "guid": "plex://season/301",
                                            "episodes": [{"ratingKey": 302, "seasonNumber": 1, "episodeNumber": 1, "seasonEpisode": "S01E01",
                                              "title": "Wind", "summary": "It blows.", "originallyAvailableAt": "2020-01-02", "duration": 2700400,
                                              "audienceRating": 7.1, "guid": "plex://episode/302", "guids": [{"id": "imdb://tt302"}],
                                              "directors": [{"tag": "Dora Blank"}], "writers": [{"tag": null}], "thumb": "/t/302",
                                              "roles": [{"role": "Guest", "tag": "Gus Gast"}]}]}]}]""";

    private Jobs jobs() {
        return new Jobs(client(), folder());
    }

    private JsonNode media(String ratingKey, String type, String fields) {
        return client().data("query($key: String!) { media(by: {ratingKey: $key}) { ... on " + type + " { " + fields
                + " } } }", Map.of("key", ratingKey)).get("media");
    }

    @Test
    void givenMovies_whenImported_thenEveryFieldIsThereOrInTheMetadata() {
        jobs().file("movies.json", MOVIES);

        var job = jobs().run("movies.json");

        assertThat(job.get("format").asText()).isEqualTo("TAUTULLI_EXPORT");
        assertThat(Jobs.outcomes(job)).containsExactly("CREATED");
        assertThat(media("22256", "Movie",
                """
                title originalTitle year summary tagline contentRating studio genres collections countries labels rating
                releasedOn addedAt durationSeconds externalIds { imdb tmdb tvdb plex } images { kind path }
                cast { character person { name images { kind path } } } crew { department job person { name } } metadata""")
                .toString()).isEqualTo(
                        """
                        {"title":"Ebb","originalTitle":"Ebbe","year":2003,"summary":"A tide comes in.","tagline":"Run.","contentRating":"de/16",\
                        "studio":"Nordlicht Film","genres":["Action","Krimi"],"collections":["Tides"],"countries":["Germany","Norway"],"labels":[],\
                        "rating":5.9,"releasedOn":"2003-06-05","addedAt":"2023-10-28T07:03:54Z","durationSeconds":6455,\
                        "externalIds":{"imdb":"tt2225601","tmdb":"22256","tvdb":"222","plex":"plex://movie/5d77aa"},\
                        "images":[{"kind":"POSTER","path":"Movie - Ebb [22256].images/thumb.jpg"},{"kind":"BACKDROP","path":"/library/metadata/22256/art/1"}],\
                        "cast":[{"character":"Skipper","person":{"name":"Ada Winter","images":[{"kind":"THUMB","path":"https://example.org/ada.jpg"}]}},{"character":"The Cook","person":{"name":"Jonas Feld","images":[]}}],\
                        "crew":[{"department":"DIRECTING","job":"Director","person":{"name":"Dora Blank"}},\
                        {"department":"WRITING","job":"Writer","person":{"name":"Wanda Wort"}},{"department":"WRITING","job":"Writer","person":{"name":"Dora Blank"}},\
                        {"department":"PRODUCTION","job":"Producer","person":{"name":"Paul Prod"}}],\
                        "metadata":{"audienceRatingImage":"imdb://image.rating","durationHuman":"1 hr 48 mins",\
                        "fields":[{"locked":true,"name":"thumb"}],"guids":[{},{},{},{"id":"mbid://x"}],\
                        "markers":[{"end":2,"start":1,"type":"credits"}],"userRating":null}}""");
    }

    @Test
    void givenAShow_whenImported_thenSeasonsAndEpisodesHaveTheirFields() {
        jobs().file("shows.json", SHOWS);

        assertThat(Jobs.outcomes(jobs().run("shows.json"))).containsExactly("CREATED");
        assertThat(media("300", "Series",
                """
                title studio tagline releasedOn addedAt rating collections labels externalIds { tvdb plex } metadata
                cast { character person { name } }
                seasons { number title summary externalIds { plex } episodes { code title summary airedOn durationSeconds rating
                  externalIds { imdb plex } images { kind path } cast { character person { name } }
                  crew { job person { name } } metadata } }""")
                .toString()).isEqualTo(
                        """
                        {"title":"Dunes","studio":"Küste TV","tagline":null,"releasedOn":"2020-01-02","addedAt":"2021-05-06T07:08:09Z","rating":7.5,\
                        "collections":[],"labels":["kids"],"externalIds":{"tvdb":"300","plex":"plex://show/300"},"metadata":{"duration":2700000,"seasonCount":1},\
                        "cast":[{"character":"Guide","person":{"name":"Ada Winter"}}],\
                        "seasons":[{"number":1,"title":"Season 1","summary":"First.","externalIds":{"plex":"plex://season/301"},\
                        "episodes":[{"code":"S01E01","title":"Wind","summary":"It blows.","airedOn":"2020-01-02","durationSeconds":2700,"rating":7.1,\
                        "externalIds":{"imdb":"tt302","plex":"plex://episode/302"},"images":[{"kind":"STILL","path":"/t/302"}],\
                        "cast":[{"character":"Guest","person":{"name":"Gus Gast"}}],"crew":[{"job":"Director","person":{"name":"Dora Blank"}}],\
                        "metadata":{"seasonEpisode":"S01E01"}}]}]}""");
        assertThat(Jobs.outcomes(jobs().run("shows.json"))).containsExactly("UNCHANGED");
    }

    @Test
    void givenAnEmptyListAndAnAbsentOne_whenImportedAgain_thenTheFirstClearsAndTheSecondStays() {
        jobs().file("lists.json", MOVIES.replace("222", "333").replace("5d77aa", "5d33aa"));
        jobs().run("lists.json");
        jobs().file("lists.json",
                """
                [{"ratingKey": 33356, "title": "Ebb", "genres": [{"tag": null}], "userRating": 4}]""");

        var record = Jobs.records(jobs().run("lists.json")).getFirst();

        assertThat(record.get("changes").toString()).isEqualTo(
                """
                [{"path":["metadata","userRating"],"before":null,"after":4},\
                {"path":["genres"],"before":["Action","Krimi"],"after":[]}]""");
        assertThat(media("33356", "Movie", "genres countries").toString())
                .isEqualTo("{\"genres\":[],\"countries\":[\"Germany\",\"Norway\"]}");
    }

    @Test
    void givenAnExportOfSomethingElse_whenImported_thenEachRecordFailsByItsType() {
        jobs().file("artists.json", "[{\"type\": \"artist\", \"ratingKey\": 1, \"title\": \"Band\"}, 7]");

        assertThat(Jobs.errors(jobs().run("artists.json"))).containsExactly(
                "INVALID: The type must be 'movie' or 'show', not 'artist': this isn't an export of movies or shows.",
                "INVALID: An item of the list must be an object.");
    }

    @Test
    void givenMistakesInValues_whenImported_thenEachIsNamedInTheFormatsOwnTerms() {
        jobs().file("mistakes.json",
                """
                [{"ratingKey": 4, "title": null, "year": "soon", "audienceRating": 11, "addedAt": "yesterday",
                  "duration": -1, "genres": "Drama", "roles": [{"tag": 7}], "originallyAvailableAt": "2020-02-30"}]""");

        var errors = Jobs.records(jobs().run(Map.of("path", "mistakes.json", "strict", true))).getFirst()
                .get("userErrors");

        assertThat(errors.valueStream().map(error -> error.get("code").asText() + " " + error.get("path")))
                .containsExactlyInAnyOrder("REQUIRED [\"title\"]", "OUT_OF_RANGE [\"year\"]",
                        "OUT_OF_RANGE [\"audienceRating\"]", "INVALID [\"addedAt\"]", "OUT_OF_RANGE [\"duration\"]",
                        "INVALID [\"genres\"]", "INVALID [\"roles\",\"0\",\"tag\"]",
                        "INVALID [\"originallyAvailableAt\"]");
    }

    @Test
    void givenNoType_whenImported_thenGuidOrSeasonsTellTheKind() {
        jobs().file("kinds.json",
                """
                [{"ratingKey": 61, "title": "S", "guid": "plex://show/61"}, {"ratingKey": 62, "title": "S", "seasonCount": 0},
                 {"ratingKey": 63, "title": "M", "guid": "plex://movie/63", "seasons": null}, {"ratingKey": 64, "title": "M"}]""");

        assertThat(Jobs.records(jobs().run("kinds.json"))).extracting(record -> record.get("mediaKind").asText())
                .containsExactly("SERIES", "SERIES", "MOVIE", "MOVIE");
    }

    @Test
    void givenWhatNoColumnTakes_whenImported_thenItIsInTheMetadataToTheLastDigit() throws SQLException {
        jobs().file("rest.json",
                """
                [{"ratingKey": 71, "title": "T", "guids": [{"id": "imdb://tt71"}, {"id": "imdb://tt72"}],
                  "roles": [{"tag": null, "role": "Nobody"}], "guid": "local://71",
                  "exact": 123456789012345678901234567890.5, "vast": 1e999999999, "year": 1.99e3}]""");

        assertThat(Jobs.outcomes(jobs().run("rest.json"))).containsExactly("CREATED");
        assertThat(Tables.query(folder(), "SELECT year, metadata FROM media_items WHERE rating_key = '71'"))
                .containsExactly("|1990|{\"exact\":123456789012345678901234567890.5,\"guid\":\"local://71\","
                        + "\"guids\":[{},{\"id\":\"imdb://tt72\"}],\"roles\":[{\"role\":\"Nobody\"}],"
                        + "\"vast\":1E+999999999}");
        assertThat(client().post("{\"query\": \"{ media(by: {ratingKey: \\\"71\\\"}) { metadata } }\"}").body())
                .contains("\"exact\":123456789012345678901234567890.5", "\"vast\":1E+999999999");
    }

    @Test
    void givenNumbersBeyondAllBounds_whenImported_thenTheyAreRefusedAtOnce() {
        jobs().file("vast.json",
                """
                [{"ratingKey": 81, "title": "T", "year": 1e999999999, "duration": 2147483648000, "audienceRating": 1e400}]""");

        assertThat(Jobs.errors(jobs().run(Map.of("path", "vast.json", "strict", true)))).containsExactlyInAnyOrder(
                "OUT_OF_RANGE: The year must be a whole number from 1 to 9999, not 1E+999999999.",
                "OUT_OF_RANGE: The audienceRating must be a number from 0 to 10, not 1E+400.",
                "OUT_OF_RANGE: The duration must be a number from 0 to 8640000000, not 2147483648000.");
    }
}
