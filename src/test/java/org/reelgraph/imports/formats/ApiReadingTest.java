package org.reelgraph.imports.formats;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** No answer of Tautulli's API is passed over without a word. */
class ApiReadingTest {

    private static final String SHOW = "{\"rating_key\": \"10\", \"media_type\": \"show\", \"title\": \"Dunes\"}";
    private static final String SEASONS = """
                                          {"children_type": "season", "children_list": [{"rating_key": "", "parent_rating_key": "", "title": "All episodes"},
                                           {"rating_key": "11", "media_type": "season", "parent_rating_key": "10", "media_index": "1", "title": "Season 1"}]}""";
    private static final String EPISODES = """
                                           {"children_type": "episode", "children_list": [{"rating_key": "12", "media_type": "episode", "title": "Wind", "media_index": "1",
                                            "parent_rating_key": "11", "parent_media_index": "1", "parent_title": "Season 1", "grandparent_rating_key": "10"}]}""";
    private static final String EPISODE = """
                                          {"rating_key": "12", "media_type": "episode", "title": "", "summary": "It blows.", "media_index": "1",
                                           "parent_rating_key": "11", "parent_media_index": "1", "grandparent_rating_key": "10"}""";

    @TempDir
    Path folder;

    private Reads reads() {
        return new Reads(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"null;response is empty", "[];response is empty",
            "{};response is empty", "\"x\";doesn't describe what is in a library",
            "{\"pms_name\": \"den\"};doesn't describe what is in a library",
            "[{\"user_id\": 1}];doesn't describe what is in a library",
            "{\"recently_added\": [{\"rating_key\": \"1\"}]};doesn't describe what is in a library",
            "{\"children_list\": [null, 5], \"children_type\": \"season\"};describes the show that this belongs to",
            "{\"children_list\": [], \"children_count\": 0};contain no movie and no show",
            "[{\"section_id\": \"1\", \"section_type\": \"movie\", \"section_name\": \"Films\"}];contain no movie and no show",
            "{\"data\": [], \"recordsTotal\": 0};contain no movie and no show",
            "{\"data\": [{\"media_type\": \"artist\", \"title\": \"Band\"}]};contain no movie and no show",
            "{\"rating_key\": \"9\", \"media_type\": \"collection\"};describes the show that this belongs to"})
    void givenAnAnswerAlone_whenItHoldsNothingToImport_thenOneErrorSaysWhy(String data, String words)
            throws SourceException {
        assertThat(Reads.errors(reads().answer("a", data).all(TautulliApi.FORMAT))).singleElement().asString()
                .contains(words);
    }

    @Test
    void givenPartsOfAShowThatNoAnswerDescribes_whenRead_thenEachIsNamed() throws SourceException {
        var records = reads().answer("seasons", SEASONS).answer("episodes", EPISODES).answer("episode", EPISODE)
                .answer("season", "{\"rating_key\": \"11\", \"media_type\": \"season\", \"parent_rating_key\": \"10\"}")
                .answer("film", "{\"rating_key\": \"1\", \"media_type\": \"movie\", \"title\": \"Ebb\"}")
                .all(TautulliApi.FORMAT);

        assertThat(Reads.titles(records)).containsExactly("Ebb");
        assertThat(records).filteredOn(record -> !record.isSound()).extracting(record -> record.origin().file())
                .containsExactlyInAnyOrder("seasons.json", "episodes.json", "episode.json", "season.json");
    }

    @Test
    void givenEpisodesOfASeasonThatIsInNoList_whenRead_thenTheyMakeIt() throws SourceException {
        var series = reads().answer("show", SHOW).answer("episodes", EPISODES).all(TautulliApi.FORMAT).getFirst()
                .media();

        assertThat(series.seasonList()).singleElement().satisfies(season -> {
            assertThat(season.number()).isEqualTo(1);
            assertThat(season.title().value()).isEqualTo("Season 1");
            assertThat(season.ratingKey().value()).isEqualTo("11");
            assertThat(season.episodeList()).extracting(episode -> episode.title().value()).containsExactly("Wind");
        });
    }

    @Test
    void givenMetadataOfAnEpisode_whenAListHasItToo_thenTheyDescribeItTogether() throws SourceException {
        var records = reads().answer("show", SHOW).answer("seasons", SEASONS).answer("episodes", EPISODES)
                .answer("episode", EPISODE).all(TautulliApi.FORMAT);

        assertThat(Reads.errors(records)).isEmpty();
        var episodes = records.getFirst().media().seasonList().getFirst().episodeList();
        assertThat(episodes).singleElement().extracting(EpisodeRecord::title, EpisodeRecord::summary)
                .extracting("value").containsExactly("Wind", "It blows.");
    }

    @Test
    void givenRowsOfOtherKinds_whenRead_thenEachFailsAndThoseOfMusicArePassedOver() throws SourceException {
        var records = reads()
                .answer("rows",
                        """
                        {"data": [{"media_type": "movie", "rating_key": "1", "title": "Ebb"}, {"media_type": "episode", "rating_key": "2"},
                         {"media_type": null, "rating_key": "3"}, {"media_type": "track", "rating_key": "4"}, 7]}""")
                .all(TautulliApi.FORMAT);

        assertThat(Reads.titles(records)).containsExactly("Ebb");
        assertThat(Reads.errors(records)).containsExactly(
                "The media_type of a row must be 'movie' or 'show', not 'episode'.",
                "The media_type of a row must be 'movie' or 'show'.", "An item of the list must be an object.");
    }

    @Test
    void givenRowsWithoutKeys_whenRead_thenNoneIsTakenForAnother() throws SourceException {
        assertThat(Reads.titles(reads().answer("rows",
                "{\"data\": [{\"media_type\": \"movie\", \"title\": \"A\"}, {\"media_type\": \"movie\", \"title\": \"B\"}]}")
                .all(TautulliApi.FORMAT))).containsExactly("A", "B");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "\"date\": 1, \"user\": \"joe\", \"watched_status\": 1", "\"user_id\": 7, \"friendly_name\": \"Joe\"",
            "\"section_name\": \"Films\", \"section_id\": 1, \"last_accessed\": 5"})
    void givenRowsOfWhatWasWatched_whenRead_thenTheyBecomeNoFilms(String members) throws SourceException {
        var records = reads().answer("history", "{\"draw\": 1, \"recordsTotal\": 1, \"data\": [{" + members
                + ", \"rating_key\": \"5\", \"title\": \"Seen\", \"media_type\": \"movie\"}]}")
                .all(TautulliApi.FORMAT);

        assertThat(Reads.titles(records)).isEmpty();
        assertThat(Reads.errors(records)).isNotEmpty();
    }

    @Test
    void givenAnErrorWithoutAMessage_whenRead_thenTheSentenceIsWhole() throws SourceException {
        var records = reads().file("a.json", "{\"response\": {\"result\": \"error\", \"message\": null, \"data\": {}}}")
                .all(TautulliApi.FORMAT);

        assertThat(Reads.errors(records)).containsExactly("Tautulli returned an error without a message.");
    }

    @Test
    void givenAFaultyListOfChildren_whenRead_thenItsPlaceIsToldInPlainWords() throws SourceException {
        var records = reads().answer("show", SHOW).answer("seasons", SEASONS)
                .answer("episodes", EPISODES.replace("\"title\":", "title:")).all(TautulliApi.FORMAT);

        assertThat(Reads.errors(records)).singleElement().asString().startsWith("episodes.json, line ")
                .contains("A member name in double quotes is required here");
    }

    @Test
    void givenPages_whenRowsAreOnNoneOfThem_thenTheSourceSaysThatItIsNotWhole() throws SourceException {
        var source = ImportSource.anywhere(folder, folder);
        reads().answer("a", page(5, "1", "2", "3")).answer("b", page(5, "3", "4"))
                .answer("other", page(1, "9").replace("\"section_id\": 2", "\"section_id\": 3"));

        assertThat(new TautulliApi().gap(source)).get().asString()
                .contains("says that its section has 5 items, and 4 of them are here");

        reads().answer("c", page(5, "5")).answer("d", page(5));
        assertThat(new TautulliApi().gap(ImportSource.anywhere(folder, folder))).isEmpty();

        reads().answer("e", page(8));
        assertThat(new TautulliApi().gap(ImportSource.anywhere(folder, folder))).isPresent();
    }

    private static String page(int total, String... keys) {
        var rows = Stream.of(keys)
                .map(key -> "{\"section_id\": 2, \"media_type\": \"show\", \"rating_key\": \"" + key + "\"}").toList();
        return "{\"data\": " + rows + ", \"recordsFiltered\": " + total + ", \"recordsTotal\": \"" + total + "\"}";
    }
}
