package org.reelgraph.plays;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.plays.Play.EpisodePlace;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

class PlaysTest extends ServerTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Inject
    PlayHistory history;

    @Inject
    StatementCounter counter;

    @BeforeEach
    void forgetPlays() throws SQLException {
        Tables.run(folder(), "DELETE FROM plays");
    }

    private Imports imports() {
        return new Imports(client());
    }

    private static Map<String, Object> series(String key, int episodes) {
        return object("ratingKey", key, "title", "Series " + key, "seasons",
                List.of(object("number", 1, "episodes", IntStream.rangeClosed(1, episodes)
                        .mapToObj(i -> object("number", i, "ratingKey", key + "-" + i, "title", "E" + i)).toList())));
    }

    private static Play movie(String key, String viewer, int daysAgo) {
        return new Play(key, Optional.empty(), "Movie", viewer, NOW.minus(daysAgo, ChronoUnit.DAYS), 60, 90);
    }

    private static Play episode(String key, String series, int number, String viewer, int daysAgo) {
        return new Play(key, Optional.of(new EpisodePlace(series, Optional.of(1), Optional.of(number))), "Episode",
                viewer, NOW.minus(daysAgo, ChronoUnit.DAYS), 60, 90);
    }

    private List<String> mostWatched(String arguments) {
        return client().data("{ mostWatched" + arguments + " { media { title } playCount viewerCount } }")
                .get("mostWatched").valueStream().map(each -> each.at("/media/title").asText() + " "
                        + each.get("playCount") + " " + each.get("viewerCount"))
                .toList();
    }

    private void add(String source, Play... plays) {
        history.add(source, List.of(plays), () -> {
        });
        history.link(source);
    }

    @Test
    void givenPlays_whenCounted_thenAMovieHasItsOwn_andASeriesThoseOfItsEpisodes() {
        var movie = imports().movies(object("ratingKey", "m1", "title", "Counted")).at("/movies/0/id").asText();
        var series = imports().series(series("s1", 3)).at("/series/0/id").asText();
        add("plex", movie("m1", "ann", 3), movie("m1", "ann", 2), movie("m1", "bob", 400),
                episode("s1-1", "s1", 1, "ann", 9), episode("s1-2", "s1", 2, "ann", 5),
                episode("s1-2", "s1", 2, "bob", 1));

        var counted = client().data("query($movie: ID!, $series: ID!) { movie(id: $movie) { playCount lastPlayedAt }"
                + " series(id: $series) { playCount lastPlayedAt seasons { episodes { playCount lastPlayedAt } } } }",
                Map.of("movie", movie, "series", series));

        assertThat(counted.at("/movie/playCount").asInt()).isEqualTo(3);
        assertThat(Instant.parse(counted.at("/movie/lastPlayedAt").asText())).isEqualTo(NOW.minus(2, ChronoUnit.DAYS));
        assertThat(counted.at("/series/playCount").asInt()).isEqualTo(3);
        assertThat(Instant.parse(counted.at("/series/lastPlayedAt").asText())).isEqualTo(NOW.minus(1, ChronoUnit.DAYS));
        assertThat(counted.findValues("episodes").getFirst().findValuesAsText("playCount")).containsExactly("1", "2",
                "0");
        assertThat(counted.findValues("episodes").getFirst().findValuesAsText("lastPlayedAt").getLast())
                .isEqualTo("null");
    }

    @Test
    void givenPlays_whenTheMostWatchedAreAskedFor_thenTheyComeByCountAndViewers_ofTheKindsAndDaysThatWereAskedFor() {
        imports().movies(object("ratingKey", "w1", "title", "Often"), object("ratingKey", "w2", "title", "By two"),
                object("ratingKey", "w3", "title", "Long ago"), object("ratingKey", "w4", "title", "Never"));
        imports().seriesWith(Map.of("source", "watched"), series("w5", 2));
        imports().seriesWith(Map.of("source", "watched"), series("w6", 2));
        add("plex", movie("w1", "ann", 1), movie("w1", "ann", 2), movie("w1", "ann", 3), movie("w2", "ann", 1),
                movie("w2", "bob", 2), movie("w3", "ann", 100), movie("w3", "ann", 101), movie("w3", "ann", 102),
                movie("w3", "ann", 103));
        add("watched", episode("w5-1", "w5", 1, "ann", 1), episode("w5-2", "w5", 2, "ann", 1));

        var recent = mostWatched("(days: 30)");

        assertThat(recent).containsExactly("Often 3 1", "By two 2 2", "Series w5 2 1");
        assertThat(mostWatched("(kinds: [MOVIE], first: 2)")).containsExactly("Long ago 4 1", "Often 3 1");
        assertThat(mostWatched("(kinds: [BOOK])")).isEmpty();
        assertThat(mostWatched("(kinds: [])")).isEmpty();
        assertThat(client().answer("{ mostWatched(days: 0) { playCount } }").at("/errors/0/message").asText())
                .isEqualTo("The argument 'days' must be from 1 to 36500, not 0.");
    }

    @Test
    void givenAPlayThatGoesOn_whenItIsToldAgain_thenItCountsOnce() throws Exception {
        imports().movies(object("ratingKey", "g1", "title", "Goes on"));
        add("plex", movie("g1", "ann", 1));
        add("plex", new Play("g1", Optional.empty(), "Movie", "ann", NOW.minus(1, ChronoUnit.DAYS), 7_200, 100));

        assertThat(Tables.query(folder(), "SELECT played_seconds, percent FROM plays WHERE rating_key = 'g1'"))
                .containsExactly("|7200|100");
    }

    @Test
    void givenPlaysOfWhatIsNotInTheLibrary_whenItComesOrComesBack_thenTheyCount() {
        add("later", movie("l1", "ann", 1), episode("old key", "l2", 2, "ann", 1));
        assertThat(mostWatched("(first: 100)")).noneMatch(each -> each.contains("Later") || each.contains("l2"));

        imports().movies(object("ratingKey", "l1", "title", "Not that source"));
        var movies = client().data("mutation { importMovies(input: {source: \"later\", movies: [{ratingKey: \"l1\","
                + " title: \"Later\"}]}) { movies { id } } }");
        imports().seriesWith(Map.of("source", "later"), series("l2", 2));
        history.link("later");
        assertThat(mostWatched("(first: 100)")).contains("Later 1 1", "Series l2 1 1")
                .noneMatch(each -> each.startsWith("Not that"));

        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }",
                Map.of("id", movies.findValue("id").asText()));
        assertThat(mostWatched("(first: 100)")).noneMatch(each -> each.startsWith("Later"));

        client().data("mutation { importMovies(input: {source: \"later\", movies: [{ratingKey: \"l1\","
                + " title: \"Later\"}]}) { movies { id } } }");
        history.link("later");
        assertThat(mostWatched("(first: 100)")).contains("Later 1 1");
    }

    @Test
    void givenAHistoryOfTrakt_whenItIsImported_thenItCounts_andOnceHoweverOftenItIs() {
        var jobs = new Jobs(client(), folder());
        var watched = NOW.minus(2, ChronoUnit.DAYS);
        var show = "\"show\": {\"title\": \"Tally\", \"year\": 2019, \"ids\": {\"trakt\": 7}}";
        jobs.file("trakt/history.json",
                """
                [{"watched_at": "%1$s", "movie": {"title": "Counted once", "ids": {"trakt": 7}}},
                 {"watched_at": "%1$s", "episode": {"season": 1, "number": 2}, %2$s},
                 {"watched_at": "%3$s", "episode": {"season": 1, "number": 2}, %2$s}]"""
                        .formatted(watched, show, watched.minusSeconds(7_200)));
        var dry = jobs.start(Map.of("path", "trakt", "dryRun", true));
        jobs.awaitEnd(dry.at("/job/id").asText());
        assertThat(mostWatched("(first: 100)")).isEmpty();

        assertThat(jobs.run("trakt").get("created").asInt()).isEqualTo(2);
        var again = jobs.run("trakt");

        assertThat(again.get("unchanged").asInt()).as("%s", again).isEqualTo(2);
        assertThat(mostWatched("(first: 100)")).containsExactly("Tally 2 1", "Counted once 1 1");
        var episodes = client().data("{ allSeries(filter: {title: {equals: \"Tally\"}}) { edges { node { lastPlayedAt"
                + " seasons { episodes { number playCount } } } } } }");
        assertThat(Instant.parse(episodes.findValue("lastPlayedAt").asText())).isEqualTo(watched);
        assertThat(episodes.findValue("playCount").asInt()).isEqualTo(2);
        assertThat(history.latest("plex")).isEmpty();
    }

    @Test
    void givenAnItemThatAServerKeeps_whenTraktNamesIt_thenItsViewingsCountAndItStaysAsItIs() {
        client().data("mutation { importMovies(input: {movies: [{ratingKey: \"t1\", title: \"Low Tide\", year: 2021,"
                + " externalIds: {imdb: \"tt9900771\"}}]}) { created } }");
        var jobs = new Jobs(client(), folder());
        jobs.file("kept/history.json", """
                                       [{"watched_at": "%s", "movie": {"title": "Low tide (US)", "year": 2022,
                                         "ids": {"trakt": 71, "imdb": "tt9900771"}}}]"""
                .formatted(NOW.minus(2, ChronoUnit.DAYS)));

        assertThat(jobs.run("kept").get("skipped").asInt()).isEqualTo(1);

        assertThat(client().data("{ media(by: {ratingKey: \"t1\"}) { title year playCount } }").get("media").toString())
                .isEqualTo("{\"title\":\"Low Tide\",\"year\":2021,\"playCount\":1}");
    }

    @Test
    void givenAnyNumberOfItems_whenTheirPlaysAreCounted_thenTheStatementsAreAsMany() {
        imports().series(series("c1", 4), series("c2", 4), series("c3", 4));
        var counts = new ArrayList<Integer>();
        for (var first : List.of(1, 3)) {
            counter.reset();
            client().data("{ mostWatched(first: " + first + ") { media { playCount } } allSeries(first: " + first
                    + ") { edges { node { playCount lastPlayedAt allEpisodes(first: " + first
                    + ") { edges { node { playCount lastPlayedAt } } } } } } }");
            counts.add(counter.statements().size());
        }

        assertThat(counts.getFirst()).isEqualTo(counts.getLast());
    }
}
