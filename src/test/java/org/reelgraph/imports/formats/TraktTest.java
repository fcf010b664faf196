package org.reelgraph.imports.formats;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;

import static org.assertj.core.api.Assertions.assertThat;

class TraktTest {

    private static final String SHOW = """
                                       "show": {"title": "Harbour Lights", "year": 2019, "ids": {"trakt": 7,
                                         "slug": "harbour-lights", "imdb": "tt9900001", "tmdb": 99, "tvdb": null}}""";
    private static final String MOVIE = """
                                        "movie": {"title": "Low Tide", "year": 2021, "runtime": 98,
                                          "ids": {"trakt": 7, "imdb": "tt9900002"}}""";

    @TempDir
    private Path folder;

    @Test
    void givenAHistory_whenRead_thenEachTitleIsOneRecord_andItIsSaidWhatIsLeftOut() throws SourceException {
        new Reads(folder).file("history.json", """
                                               [{"id": 1, "watched_at": "2026-01-04T20:15:00.000Z", "type": "episode",
                                                 "episode": {"season": 1, "number": 2, "title": "The Rope",
                                                   "ids": {"tvdb": 12}}, %1$s},
                                                {"id": 2, "type": "movie", %2$s}, {"id": 3, "type": "movie", %2$s},
                                                {"id": 4, "type": "person", "person": {"name": "Ada Winter"}},
                                                {"id": 5, "type": "episode", "episode": {"season": 1, "number": 1,
                                                   "title": "The Tug"}, %1$s}]""".formatted(SHOW, MOVIE))
                .file("watched-shows.json", """
                                            [{"plays": 3, "last_watched_at": "2026-01-04T20:15:00.000Z", %s,
                                              "seasons": [{"number": 2, "episodes": [{"number": 5, "plays": 1}]}]}]"""
                        .formatted(SHOW));

        var records = new Reads(folder).all("TRAKT");

        assertThat(Reads.titles(records)).containsExactly("Harbour Lights", "Low Tide");
        assertThat(Reads.errors(records)).containsExactly("It names neither a movie nor a show; people and users have"
                + " no place in the library.");
        var show = records.get(1).media();
        assertThat(show.externalIds().tmdb().value()).isEqualTo("99");
        assertThat(show.externalIds().tvdb().given()).isFalse();
        assertThat(show.metadata().value()).isEqualTo("{\"ids\":{\"slug\":\"harbour-lights\",\"trakt\":7}}");
        assertThat(show.seasonList()).extracting(SeasonRecord::number).containsExactly(1, 2);
        assertThat(show.seasonList().getFirst().episodeList()).extracting(EpisodeRecord::number)
                .containsExactly(2, 1);
        assertThat(show.seasonList().getLast().episodeList().getFirst().metadata().given()).isFalse();
        assertThat(records.get(2).media().duration().value().seconds()).isEqualTo(5880);
        assertThat(records.get(2).notices()).extracting(notice -> notice.code().name())
                .containsExactly("VIEWING_LEFT_OUT");
    }

    @Test
    void givenAListOfTrakt_whenLocated_thenItIsNotTakenForAnotherFormat() throws SourceException {
        new Reads(folder).file("watchlist.json", "[{\"rank\": 1, " + MOVIE + "}]");

        assertThat(new Reads(folder).recognised()).isEqualTo("TRAKT");
    }
}
