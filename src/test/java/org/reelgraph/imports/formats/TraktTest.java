package org.reelgraph.imports.formats;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Viewing;

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
    void givenAHistory_whenRead_thenEachTitleIsOneRecord_andPeopleAreSkipped() throws SourceException {
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
        assertThat(Reads.errors(records)).isEmpty();
        assertThat(Reads.notices(records.getFirst())).singleElement().asString().startsWith("LEFT_OUT");
        var show = records.get(1).media();
        assertThat(show.externalIds().tmdb().value()).isEqualTo("99");
        assertThat(show.externalIds().tvdb().given()).isFalse();
        assertThat(show.metadata().value()).isEqualTo("{\"ids\":{\"slug\":\"harbour-lights\",\"trakt\":7}}");
        assertThat(show.seasonList()).extracting(SeasonRecord::number).containsExactly(1, 2);
        assertThat(show.seasonList().getFirst().episodeList()).extracting(EpisodeRecord::number)
                .containsExactly(2, 1);
        assertThat(show.seasonList().getLast().episodeList().getFirst().metadata().given()).isFalse();
        assertThat(records.get(2).media().duration().value().seconds()).isEqualTo(5880);
    }

    @Test
    void givenViewingsToldInSeveralLists_whenRead_thenEachIsThereOnce_andThoseWithoutATimeAreCounted()
            throws SourceException {
        new Reads(folder).file("history.json", """
                                               [{"watched_at": "2026-01-04T20:15:00.000Z", %1$s,
                                                 "episode": {"season": 1, "number": 2}},
                                                {"watched_at": "2026-01-02T20:15:00Z", %1$s,
                                                 "episode": {"season": 1, "number": 2}},
                                                {"watched_at": null, %1$s, "episode": {"season": 1, "number": 1}},
                                                {"watched_at": "2026-01-03T20:15:00Z", %2$s}]""".formatted(SHOW, MOVIE))
                .file("watched.json",
                        """
                        [{"plays": 5, "last_watched_at": "2026-01-04T20:15:00Z", %1$s,
                          "seasons": [{"number": 1, "episodes": [
                            {"number": 2, "plays": 2, "last_watched_at": "2026-01-04T20:15:00Z"},
                            {"number": 3, "plays": 3, "last_watched_at": "2026-01-01T20:15:00Z"}]}]},
                         {"plays": 1, "last_watched_at": "2026-01-03T20:15:00Z", "rated_at": "x", %2$s}]"""
                                .formatted(SHOW, MOVIE));

        var records = new Reads(folder).all("TRAKT");

        assertThat(records.getFirst().viewings())
                .extracting(viewing -> viewing.place().orElseThrow() + " " + viewing.at())
                .containsExactly("Place[season=1, number=2] 2026-01-04T20:15:00Z",
                        "Place[season=1, number=2] 2026-01-02T20:15:00Z",
                        "Place[season=1, number=3] 2026-01-01T20:15:00Z");
        assertThat(records.getFirst().notices()).singleElement()
                .satisfies(notice -> assertThat(notice.message()).startsWith("The times of 3 viewings"));
        assertThat(records.getLast().viewings()).singleElement()
                .satisfies(viewing -> assertThat(viewing.place()).isEmpty());
        assertThat(records.getLast().notices()).singleElement()
                .satisfies(notice -> assertThat(notice.message())
                        .isEqualTo("When it was rated has no place in the library."));
    }

    @Test
    void givenViewingsOf1970OrOfTheFuture_whenRead_thenTheyAreLeftOutAndNamed() throws SourceException {
        var future = Instant.now().plus(Duration.ofDays(1));
        new Reads(folder)
                .file("history.json", """
                                      [{"watched_at": "1970-01-01T00:00:00.000Z", %1$s},
                                       {"watched_at": "%2$s", %1$s},
                                       {"watched_at": "2026-01-02T20:15:00Z", %1$s}]""".formatted(MOVIE, future))
                .file("watched.json", "[{\"plays\": 3, \"last_watched_at\": \"%2$s\", %1$s}]".formatted(MOVIE, future));

        var record = new Reads(folder).all("TRAKT").getFirst();

        assertThat(record.viewings()).extracting(Viewing::at).containsExactly(Instant.parse("2026-01-02T20:15:00Z"));
        assertThat(record.notices()).extracting(Notice::message).hasSize(2).first().asString()
                .startsWith("The number of viewings dated to 1970").endsWith("2. They don't count.");
    }

    @Test
    void givenAListOfTrakt_whenLocated_thenItIsNotTakenForAnotherFormat() throws SourceException {
        for (var first : List.of(MOVIE, "\"type\": \"person\", \"person\": {\"name\": \"Ada Winter\"}")) {
            new Reads(folder).file("watchlist.json", "[{\"rank\": 1, " + first + "}, {\"rank\": 2, " + MOVIE + "}]");

            assertThat(new Reads(folder).recognised()).isEqualTo("TRAKT");
        }
    }
}
