package org.reelgraph.imports.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Answers of Tautulli's API, saved one file each. */
class TautulliApiTest extends ServerTest {

    private static final String ROWS = """
                                       {"recordsFiltered": 3, "recordsTotal": 3, "data": [
                                         {"section_id": 2, "section_type": "show", "media_type": "show", "rating_key": "10", "title": "Dunes", "sort_title": "Dunes", "year": "2020", "added_at": "1600000000", "thumb": "/t/10", "play_count": null},
                                         {"section_id": 2, "media_type": "show", "rating_key": "20", "title": "Only listed", "year": "", "added_at": "1600000001", "thumb": ""},
                                         {"section_id": 3, "media_type": "artist", "rating_key": "90", "title": "A band"}]}""";
    private static final String SHOW = """
                                       {"media_type": "show", "rating_key": "10", "title": "Dunes", "sort_title": "", "summary": "Sand.", "tagline": "", "year": "2020", "studio": "Küste TV",
                                        "content_rating": "de/12", "audience_rating": "7.5", "originally_available_at": "2020-01-02", "added_at": "1600000000", "updated_at": "1700000000", "duration": "2700000",
                                        "guid": "plex://show/10", "guids": ["tvdb://300", "tmdb://0", "mbid://x"], "actors": ["Ada Winter", "Jonas Feld as The Cook"], "directors": [], "writers": ["Wanda Wort"], "genres": ["Drama"],
                                        "collections": [], "labels": [], "thumb": "/t/10", "art": "/a/10", "children_count": "1", "library_name": "Serien"}""";
    private static final String SEASONS = """
                                          {"children_count": 2, "children_type": "season", "children_list": [
                                            {"media_type": "", "rating_key": "", "parent_rating_key": "", "title": "All episodes", "media_index": ""},
                                            {"media_type": "season", "rating_key": "11", "parent_rating_key": "10", "title": "Staffel 1", "media_index": "1", "parent_media_index": "1", "added_at": "1600000002",
                                             "guid": "plex://season/11", "genres": [], "thumb": "/t/11"}]}""";
    private static final String EPISODES = """
                                           {"children_count": 2, "children_type": "episode", "children_list": [
                                             {"media_type": "episode", "rating_key": "12", "parent_rating_key": "11", "grandparent_rating_key": "10", "grandparent_title": "Dunes", "title": "Wind", "media_index": "1",
                                              "parent_media_index": "1", "summary": "It blows.", "audience_rating": "8", "duration": "2700400", "originally_available_at": "2020-01-02", "added_at": "1600000003", "guid": "plex://episode/12",
                                              "directors": [], "actors": [], "thumb": "/t/12"},
                                             {"media_type": "episode", "rating_key": "13", "parent_rating_key": "11", "title": "Special day", "media_index": "", "parent_media_index": "1", "originally_available_at": "2020-02-02"}]}""";
    private static final String MOVIE = """
                                        {"media_type": "movie", "rating_key": "30", "title": "Ebb", "edition_title": "Director's Cut", "year": "2003", "duration": "6454865", "guid": "com.plexapp.agents.imdb://tt9900030?lang=en",
                                         "guids": [], "added_at": "0", "audience_rating": ""}""";

    private Jobs jobs() {
        return new Jobs(client(), folder());
    }

    private void answer(String name, String data) {
        jobs().file("api/" + name + ".json",
                "{\"response\": {\"result\": \"success\", \"message\": null, \"data\": " + data + "}}");
    }

    private JsonNode media(String key, String fields) {
        return client()
                .data("query($key: String!) { media(by: {ratingKey: $key}) { " + fields + " } }", Map.of("key", key))
                .get("media");
    }

    @Test
    void givenAFolderOfAnswers_whenImported_thenTheyMakeSeriesWithSeasonsAndEpisodesAndMovies() {
        answer("get_libraries", "[{\"section_id\": \"2\", \"section_type\": \"show\"}]");
        answer("get_library_media_info.2", ROWS);
        answer("get_library_media_info.3", ROWS);
        answer("get_metadata.10", SHOW);
        answer("get_metadata.30", MOVIE);
        answer("get_children_metadata.10", SEASONS);
        answer("get_children_metadata.11", EPISODES);

        var job = jobs().run("api");

        assertThat(job.get("format").asText()).isEqualTo("TAUTULLI_API");
        assertThat(job.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(Jobs.records(job))
                .extracting(record -> record.get("title").asText() + " " + record.get("file").asText())
                .containsExactly("Dunes get_metadata.10.json", "Only listed get_library_media_info.2.json",
                        "Ebb get_metadata.30.json");
        assertThat(Jobs.records(job).getFirst().at("/notices").findValuesAsText("code"))
                .containsExactly("PLACEHOLDER_ID");
        assertThat(Jobs.records(job).get(1).at("/notices/0/code").asText()).isEqualTo("DETAILS_MISSING");
        assertThat(media("10",
                """
                title summary tagline year studio contentRating rating releasedOn addedAt genres collections externalIds { tvdb tmdb plex }
                images { kind path } cast { character person { name } } crew { job person { name } } metadata
                ... on Series { seasons { number title ratingKey addedAt externalIds { plex } images { path } metadata
                  episodes { number code title summary rating durationSeconds airedOn addedAt cast(inherit: false) { position } metadata } } }""")
                .toString()).isEqualTo(
                        """
                        {"title":"Dunes","summary":"Sand.","tagline":null,"year":2020,"studio":"Küste TV","contentRating":"de/12","rating":7.5,\
                        "releasedOn":"2020-01-02","addedAt":"2020-09-13T12:26:40Z","genres":["Drama"],"collections":[],\
                        "externalIds":{"tvdb":"300","tmdb":null,"plex":"plex://show/10"},\
                        "images":[{"kind":"POSTER","path":"/t/10"},{"kind":"BACKDROP","path":"/a/10"}],\
                        "cast":[{"character":null,"person":{"name":"Ada Winter"}},{"character":"The Cook","person":{"name":"Jonas Feld"}}],\
                        "crew":[{"job":"Writer","person":{"name":"Wanda Wort"}}],\
                        "metadata":{"duration":"2700000","guids":["mbid://x"],"library_name":"Serien","section_id":"2"},\
                        "seasons":[{"number":1,"title":"Staffel 1","ratingKey":"11","addedAt":"2020-09-13T12:26:42Z",\
                        "externalIds":{"plex":"plex://season/11"},"images":[{"path":"/t/11"}],"metadata":null,\
                        "episodes":[{"number":1,"code":"S01E01","title":"Wind","summary":"It blows.","rating":8.0,"durationSeconds":2700,\
                        "airedOn":"2020-01-02","addedAt":"2020-09-13T12:26:43Z","cast":[],"metadata":null},\
                        {"number":null,"code":"2020-02-02","title":"Special day","summary":null,"rating":null,"durationSeconds":null,\
                        "airedOn":"2020-02-02","addedAt":null,"cast":[],"metadata":null}]}]}""");
        assertThat(media("30", "edition durationSeconds addedAt rating externalIds { imdb plex }").toString())
                .isEqualTo(
                        "{\"edition\":\"Director's Cut\",\"durationSeconds\":6455,\"addedAt\":null,\"rating\":null,"
                                + "\"externalIds\":{\"imdb\":\"tt9900030\",\"plex\":null}}");
        assertThat(Jobs.outcomes(jobs().run("api"))).containsExactly("UNCHANGED", "UNCHANGED", "UNCHANGED");
    }

    @Test
    void givenAnswersThatProveNothing_whenImportedOverSeasons_thenTheyAreNamedAndTheSeasonsStay() {
        jobs().file("empty/show.json",
                wrapped(SHOW.replace("\"10\"", "\"410\"").replace("plex://show/10", "plex://show/410")));
        jobs().file("empty/seasons.json", wrapped(SEASONS.replace("\"10\"", "\"410\"").replace("\"11\"", "\"411\"")));
        jobs().file("empty/episodes.json", wrapped(EPISODES.replace("\"11\"", "\"411\"")));
        jobs().run(Map.of("path", "empty", "source", "empty"));
        jobs().file("empty/seasons.json", wrapped("{\"children_count\": 0, \"children_list\": []}"));
        jobs().file("empty/episodes.json", wrapped("{}"));
        jobs().file("empty/error.json",
                "{\"response\": {\"result\": \"error\", \"message\": \"Invalid apikey\", \"data\": {}}}");

        var job = jobs().run(Map.of("path", "empty", "source", "empty", "prune", true));

        assertThat(Jobs.errors(job)).containsExactly(
                "UNREADABLE: The response is empty: Tautulli may not have reached Plex.",
                "UNREADABLE: Tautulli returned an error: Invalid apikey.");
        assertThat(client()
                .data("{ media(by: {ratingKey: \"410\"}, source: \"empty\") { ... on Series { episodeCount } } }")
                .at("/media/episodeCount").asInt()).isEqualTo(2);
    }

    private static String wrapped(String data) {
        return "{\"response\": {\"result\": \"success\", \"data\": " + data + "}}";
    }

    @Test
    void givenOneAnswer_whenImportedAsAFile_thenItIsRecognised() {
        jobs().file("one.json", wrapped(MOVIE.replace("\"30\"", "\"530\"")));

        assertThat(Jobs.outcomes(jobs().run(Map.of("path", "one.json", "source", "one"))))
                .isEqualTo(List.of("CREATED"));
    }

    @Test
    void givenAFileThatIsCutOff_whenImported_thenItsPlaceIsNamedAndTheOthersAreIn() {
        jobs().file("cut/a.json", wrapped(MOVIE.replace("\"30\"", "\"630\"")));
        jobs().file("cut/b.json", "{\"response\": {\"result\": \"success\", \"data\": {\"rating_key\": \"631\"");

        var job = jobs().run(Map.of("path", "cut", "source", "cut"));

        assertThat(Jobs.outcomes(job)).containsExactlyInAnyOrder("CREATED", "FAILED");
        assertThat(Jobs.errors(job)).singleElement().asString().startsWith("MALFORMED: b.json, line 1, column ");
    }
}
