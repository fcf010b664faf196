package org.reelgraph.imports.formats;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Notices name the value that they are about, and have it as the source does. */
class NoticesTest {

    @TempDir
    Path folder;

    private SourceRecord show(String members) throws SourceException {
        return new Reads(folder)
                .file("a.json", "[{\"type\": \"show\", \"ratingKey\": 1, \"title\": \"T\", " + members + "}]")
                .all(TautulliExport.FORMAT).getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"xbmcnfo://tt9900321?lang=en;tt9900321;null;null",
            "xbmcnfotv://9191;null;null;9191", "xbmcnfo://808;null;808;null",
            "xbmcnfotv://tt9900321;tt9900321;null;null",
            "thetvdbdvdorder://9191?lang=de;null;null;9191", "somethingelse://tt9900321;tt9900321;null;null",
            "XBMCnfoTV://9191/2/3?lang=en;null;null;null", "somethingelse://77;null;null;null"})
    void givenALegacyAgentsGuid_whenRead_thenItsIdIsOfItsScheme(String guid, String imdb, String tmdb, String tvdb)
            throws SourceException {
        var ids = show("\"guid\": \"com.plexapp.agents." + guid + "\"").media().externalIds();
        var line = new Reads(folder.resolve("line")).file("a.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"T\", "
                + "\"externalIds\": {\"plex\": \"com.plexapp.agents." + guid + "\"}}").all(JsonLines.FORMAT)
                .getFirst().media().externalIds();

        assertThat(ids.imdb().value() + ";" + ids.tmdb().value() + ";" + ids.tvdb().value())
                .isEqualTo(imdb + ";" + tmdb + ";" + tvdb)
                .isEqualTo(line.imdb().value() + ";" + line.tmdb().value() + ";" + line.tvdb().value());
    }

    @Test
    void givenAnAgentThatIsNotKnown_whenRead_thenANoticeSaysThatItsGuidIsKept() throws SourceException {
        var record = show("\"guid\": \"com.plexapp.agents.somethingelse://77?lang=en\"");

        assertThat(Reads.notices(record))
                .containsExactly("UNKNOWN_FIELDS guid com.plexapp.agents.somethingelse://77?lang=en");
        assertThat(record.media().metadata().value()).contains("somethingelse://77");
    }

    @Test
    void givenTwoSeasonsOfOneNumber_whenTheirEpisodesClash_thenTheNoticeNamesTheEpisodesNumber()
            throws SourceException {
        assertThat(Reads.notices(
                show("""
                     "seasons": [{"seasonNumber": 1, "episodes": [{"episodeNumber": 1, "title": "A", "summary": "S"}]},
                      {"seasonNumber": 1, "episodes": [{"episodeNumber": 1, "title": "B"}]}]""")))
                .containsExactly("NUMBER_TAKEN seasons.1.seasonNumber 1",
                        "NUMBER_TAKEN seasons.1.episodes.0.episodeNumber 1");
    }

    @Test
    void givenASeasonOfWhichNothingIsSaid_whenRead_thenItIsNoticed() throws SourceException {
        assertThat(Reads
                .notices(show("\"seasons\": [{}, {\"title\": \"Extras\"}, {\"ratingKey\": \"\", \"title\": \"All\"}]")))
                .containsExactly("LEFT_OUT seasons.0 null", "LEFT_OUT seasons.1 Extras");
    }

    @Test
    void givenGuidsOfTheApi_whenSomeIdentifyNothing_thenEachIsNoticedByItsPosition() throws SourceException {
        var record = new Reads(folder)
                .answer("a", "{\"rating_key\": \"1\", \"media_type\": \"movie\", \"title\": \"T\", "
                        + "\"guids\": [\"imdb://tt0000000\", {\"id\": 5}, \"imdb://tt9900001\", \"tmdb://0\", \"mbid://x\"]}")
                .all(TautulliApi.FORMAT).getFirst();

        assertThat(Reads.notices(record)).containsExactly("VALUE_DROPPED guids.1 {\"id\":5}",
                "PLACEHOLDER_ID guids.0 imdb://tt0000000", "PLACEHOLDER_ID guids.3 tmdb://0");
        assertThat(record.media().metadata().value()).isEqualTo("{\"guids\":[\"mbid://x\"]}");
    }

    @Test
    void givenGuidsOfAnExport_whenTheyNameNoIdOrASecondOne_thenTheyAreKept() throws SourceException {
        assertThat(show("\"guids\": [{\"id\": \"imdb://tt111\"}, {\"id\": \"imdb://tt222\"}, {\"id\": 5}]").media()
                .metadata().value()).isEqualTo("{\"guids\":[{},{\"id\":\"imdb://tt222\"},{\"id\":\"5\"}]}");
    }

    @Test
    void givenValuesOfTheWrongType_whenTheyAreDropped_thenTheyAreShownAsJson() throws SourceException {
        assertThat(Reads.notices(
                show("""
                     "summary": {"id": "imdb://tt334", "a": [1, null, true]}, "studio": [{"tag": null}], "year": ["x"],
                      "audienceRating": 83, "roles": {"tag": "x"}""")))
                .containsExactlyInAnyOrder("VALUE_DROPPED summary {\"id\":\"imdb://tt334\",\"a\":[1,null,true]}",
                        "VALUE_DROPPED studio [{\"tag\":null}]", "VALUE_DROPPED year [\"x\"]",
                        "VALUE_DROPPED audienceRating 83", "VALUE_DROPPED roles {\"tag\":\"x\"}");
    }

    @Test
    void givenAKindThatIsNone_whenRead_thenTheOneErrorListsThoseThereAre() throws SourceException {
        var record = new Reads(folder).file("a.jsonl",
                "{\"kind\": \"movie\", \"title\": \"T\", \"images\": [{\"kind\": \"Photo\", \"path\": \"/p\"}]}")
                .all(JsonLines.FORMAT).getFirst();

        assertThat(record.errors()).extracting(error -> error.path() + " " + error.message())
                .containsExactly("[kind] The kind must be SERIES, MOVIE, ALBUM or BOOK, not 'movie'.");
        assertThat(record.notices().getFirst().message()).contains("POSTER", "BACKDROP");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "{\"kind\": \"MOVIE\"};its first line is a JSON object with a kind, as in JSON_LINES",
            "{\"title\": \"T\"};its first line is a JSON object without a kind",
            "{\"title\": };its first line starts like a JSON object but isn't one"})
    void givenAFileOfAnotherFormat_whenItIsNamed_thenTheRefusalSaysWhatTheFileIs(String text, String words) {
        var reads = new Reads(folder).file("a.json", text);

        assertThat(reads.refusal(TautulliExport.FORMAT)).endsWith(words + ".");
        assertThat(reads.refusal(TautulliApi.FORMAT)).endsWith(words + ".");
        assertThat(reads.answer("a", "{}").refusal(TautulliExport.FORMAT))
                .endsWith("it is a response of Tautulli's API.");
    }

    @Test
    void givenANulInAFile_whenItIsRead_thenOnlyItsRecordFails() throws SourceException {
        var reads = new Reads(folder).file("a.jsonl",
                "{\"kind\": \"MOVIE\", \"title\": \"A\0\"}\n{\"kind\": \"MOVIE\", \"title\": \"B\"}");

        assertThat(reads.refusal(JsonLines.FORMAT)).isEmpty();
        assertThat(Reads.titles(reads.all(JsonLines.FORMAT))).containsExactly("B");
    }
}
