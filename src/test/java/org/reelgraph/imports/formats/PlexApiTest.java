package org.reelgraph.imports.formats;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.images.Picture;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.MediaRecord.CreditRecord;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** Answers of Plex Media Server's API. */
class PlexApiTest {

    private static final String SHOW = """
                                       {"ratingKey": "10", "key": "/library/metadata/10/children", "type": "show", "title": "Dunes", "year": 2020, "guid": "plex://show/10", "summary": "Sand.",
                                        "contentRating": "de/12", "audienceRating": 7.5, "originallyAvailableAt": "2020-01-02", "addedAt": 1600000000, "updatedAt": 1700000000, "leafCount": 2, "viewedLeafCount": 1,
                                        "thumb": "/library/metadata/10/thumb/1", "art": "/library/metadata/10/art/1", "Guid": [{"id": "imdb://tt9900010"}, {"id": "tvdb://300"}],
                                        "Genre": [{"id": 3, "filter": "genre=3", "tag": "Drama"}, {"tag": "Sea"}], "Collection": [{"tag": "Quiet"}],
                                        "Role": [{"id": 5, "tag": "Ada Winter", "tagKey": "5d77", "role": "Marit", "thumb": "https://pictures.example/1.jpg"}, {"tag": "Jonas Feld", "role": ""}],
                                        "UltraBlurColors": {"topLeft": "000000"}, "slug": "dunes"}""";
    private static final String SEASONS = """
                                          {"ratingKey": "11", "type": "season", "parentRatingKey": "10", "index": 1, "title": "Season 1", "thumb": "/t/11", "leafCount": 2}""";
    private static final String EPISODE = """
                                          {"ratingKey": "12", "type": "episode", "parentRatingKey": "11", "grandparentRatingKey": "10", "parentIndex": 1, "parentTitle": "Season 1", "index": 1, "title": "Wind",
                                           "duration": 2700400, "thumb": "/t/12", "Director": [{"tag": "Wanda Wort", "thumb": "https://pictures.example/2.jpg"}], "Role": [{"tag": "Ada Winter", "role": "Marit"}]}""";
    private static final String MOVIE = """
                                        {"ratingKey": "30", "type": "movie", "title": "Ebb", "editionTitle": "Director's Cut", "duration": 6454865, "guid": "com.plexapp.agents.imdb://tt9900030?lang=en",
                                         "Media": [{"Part": [{"file": "/films/ebb.mkv"}]}], "viewCount": 3, "Producer": [{"tag": "Kai Ost"}]}""";

    @TempDir
    Path folder;

    private PlexApiTest answer(String name, String container) {
        new Reads(folder).file(name + ".json", "{\"MediaContainer\": " + container + "}");
        return this;
    }

    private PlexApiTest metadata(String name, String... items) {
        return answer(name, "{\"size\": 1, \"librarySectionID\": 1, \"Metadata\": " + List.of(items) + "}");
    }

    private PlexApiTest list(String name, String... items) {
        return answer(name, "{\"size\": 1, \"Metadata\": " + List.of(items) + ", \"viewGroup\": \"x\"}");
    }

    private List<SourceRecord> read() throws SourceException {
        return new Reads(folder).all(PlexApi.FORMAT);
    }

    @Test
    void givenAnswers_whenRead_thenTheyMakeSeriesWithSeasonsAndEpisodesAndMovies() throws SourceException {
        var records = metadata("a", SHOW).list("b", SEASONS)
                .metadata("c", EPISODE, EPISODE.replace("\"12\"", "\"13\"").replace("\"index\": 1", "\"index\": 2"))
                .metadata("d", MOVIE).read();

        assertThat(Reads.errors(records)).isEmpty();
        assertThat(Reads.titles(records)).containsExactly("Dunes", "Ebb");
        var show = records.getFirst().media();
        assertThat(show.externalIds().toString()).contains("tt9900010", "300", "plex://show/10");
        assertThat(show.tags().get(TagKind.GENRE).value()).containsExactly("Drama", "Sea");
        assertThat(show.tags().get(TagKind.COLLECTION).value()).containsExactly("Quiet");
        assertThat(show.tags().get(TagKind.LABEL).value()).isEmpty();
        assertThat(show.credits().get(CreditRole.CAST).value()).extracting(CreditRecord::character)
                .containsExactly("Marit", null);
        assertThat(show.credits().get(CreditRole.CAST).value()).extracting(credit -> credit.person().pictures())
                .containsExactly(List.of(new Picture(ImageKind.THUMB, "plex", "https://pictures.example/1.jpg")),
                        List.of());
        assertThat(show.images().value().images()).hasSize(2);
        assertThat(show.metadata().value()).isEqualTo("{\"slug\":\"dunes\"}");
        assertThat(show.seasonList()).singleElement().satisfies(season -> {
            assertThat(season.ratingKey().value()).isEqualTo("11");
            assertThat(season.episodeList()).extracting(EpisodeRecord::number).containsExactly(1, 2);
            assertThat(season.episodeList().getFirst().credits().get(CreditRole.CREW).value())
                    .extracting(CreditRecord::job).containsExactly("Director");
            assertThat(season.episodeList().getFirst().credits().get(CreditRole.CREW).value().getFirst().person()
                    .pictures()).extracting(Picture::path).containsExactly("https://pictures.example/2.jpg");
        });
        var movie = records.getLast().media();
        assertThat(movie.externalIds().toString()).contains("tt9900030");
        assertThat(movie.edition().value()).isEqualTo("Director's Cut");
        assertThat(movie.metadata().given()).isFalse();
    }

    @Test
    void givenAnEpisodeInAList_whenRead_thenItsPeopleStayAsTheyAre_unlessItsMetadataTellThem() throws SourceException {
        var listed = EPISODE.replace(", \"Role\": [{\"tag\": \"Ada Winter\", \"role\": \"Marit\"}]", "");
        var alone = metadata("a", SHOW).list("b", listed).read().getFirst().media();
        var both = metadata("0", EPISODE).read().getFirst().media();

        assertThat(alone.seasonList().getFirst().title().value()).isEqualTo("Season 1");
        assertThat(cast(alone.seasonList().getFirst().episodeList()).given()).isFalse();
        assertThat(both.seasonList().getFirst().episodeList()).hasSize(1);
        assertThat(cast(both.seasonList().getFirst().episodeList()).value()).hasSize(1);
    }

    private static Field<List<CreditRecord>> cast(List<EpisodeRecord> episodes) {
        return episodes.getFirst().credits().get(CreditRole.CAST);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"{\"size\": 0};The response lists nothing",
            "{\"Metadata\": [{\"ratingKey\": \"1\", \"type\": \"genre\"}]};type 'genre' can't be imported",
            "{\"viewGroup\": \"movie\", \"Metadata\": [{\"ratingKey\": \"1\", \"type\": \"movie\"}]};Lists hold only some",
            "{\"Metadata\": [{\"ratingKey\": \"2\", \"type\": \"season\", \"parentRatingKey\": \"1\"}]};No response describes the show",
            "{\"Metadata\": [{\"ratingKey\": \"1\", \"type\": \"artist\"}]};contain no movie and no show",
            "{\"Metadata\": [{\"ratingKey\": \"1\", \"type\": \"movie\"}]};title is required"})
    void givenAnAnswerAlone_whenItCantBeImported_thenOneErrorSaysWhy(String container, String words)
            throws SourceException {
        assertThat(Reads.errors(answer("a", container).read())).singleElement().asString().contains(words);
    }

    @Test
    void givenOtherContent_whenItIsTakenForAnswersOfPlex_thenItSaysWhatItIs() throws SourceException {
        var reads = new Reads(folder).answer("a", "{}");
        assertThat(reads.refusal(PlexApi.FORMAT)).isEqualTo(
                "'a.json' is not a response of Plex Media Server's API: it is a response of Tautulli's API.");
    }
}
