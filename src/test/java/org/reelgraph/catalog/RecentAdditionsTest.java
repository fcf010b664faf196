package org.reelgraph.catalog;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.episode;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.season;

/** What was added last, parts of items included. */
class RecentAdditionsTest extends ServerTest {

    @Override
    protected Map<String, String> settings() {
        return Jobs.PRUNING;
    }

    // As imports are to reckon it, from what is stored alone.
    private static final String RECKONED = """
                                           SELECT title FROM media_items m WHERE last_added_at <> (SELECT max(at) FROM (
                                             SELECT CASE WHEN m.added_at <= %1$d THEN m.added_at ELSE m.created_at END AS at
                                             UNION ALL SELECT CASE WHEN added_at <= %1$d THEN added_at WHEN created_at > m.created_at THEN created_at END
                                               FROM seasons WHERE series_id = m.id
                                             UNION ALL SELECT CASE WHEN added_at <= %1$d THEN added_at WHEN created_at > m.created_at THEN created_at END
                                               FROM episodes WHERE series_id = m.id))""";

    @SafeVarargs
    private void run(Map<String, Object>... records) {
        var jobs = new Jobs(client(), folder());
        jobs.lines("added.jsonl", records);
        assertThat(Jobs.errors(jobs.run(Map.of("path", "added.jsonl", "prune", true)))).isEmpty();
    }

    private List<String> recent(String... titles) {
        return client().data("{ recentlyAdded(first: 100) { title } }").findValuesAsText("title").stream()
                .filter(List.of(titles)::contains).toList();
    }

    private static Map<String, Object> series(String key, String title, String addedAt, Object... seasons) {
        return object("kind", "SERIES", "ratingKey", key, "title", title, "addedAt", addedAt, "seasons",
                List.of(seasons));
    }

    private static Map<String, Object> movie(String key, String title, String addedAt) {
        return object("kind", "MOVIE", "ratingKey", key, "title", title, "addedAt", addedAt);
    }

    private String added(String key) {
        return client()
                .data("{ media(by: {ratingKey: \"" + key
                        + "\"}) { lastAddedAt ... on Series { addedEpisodes { code } } } }")
                .get("media").toString();
    }

    @Test
    void givenANewEpisodeWithoutADate_whenImported_thenItsSeriesComesFirstAndSaysWhatIsNew() {
        run(series("1", "Buoy Log", "2020-01-01T00:00:00Z", season(1, episode(1))),
                movie("2", "Older", "2021-01-01T00:00:00Z"));
        assertThat(recent("Buoy Log", "Older")).containsExactly("Older", "Buoy Log");
        assertThat(added("1")).isEqualTo("{\"lastAddedAt\":\"2020-01-01T00:00:00Z\",\"addedEpisodes\":[]}");

        run(series("1", "Buoy Log", "2020-01-01T00:00:00Z", season(1, episode(1), episode(2))));

        assertThat(recent("Buoy Log", "Older")).containsExactly("Buoy Log", "Older");
        assertThat(added("1")).endsWith("\"addedEpisodes\":[{\"code\":\"S01E02\"}]}");
    }

    @Test
    void givenDatesOfParts_whenImported_thenTheLatestCounts_andThoseOfOneDayAreNew() {
        run(series("11", "Dated", "2019-01-01T00:00:00Z",
                season(1, episode(1, "addedAt", "2019-01-01T00:00:00Z"), episode(2, "addedAt", "2022-03-01T10:00:00Z")),
                season(2, episode(1, "addedAt", "2022-03-02T08:00:00Z"), episode(2, "addedAt", "2022-03-02T09:00:00Z"),
                        episode(3, "addedAt", "2022-02-20T00:00:00Z"))));

        assertThat(added("11"))
                .isEqualTo("{\"lastAddedAt\":\"2022-03-02T09:00:00Z\",\"addedEpisodes\":[{\"code\":\"S02E02\"},"
                        + "{\"code\":\"S02E01\"},{\"code\":\"S01E02\"}]}");
        assertThat(client().data(
                "{ media(by: {ratingKey: \"11\"}) { ... on Series { addedEpisodes(first: 1) { code addedAt } } } }")
                .toString()).contains("[{\"code\":\"S02E02\",\"addedAt\":\"2022-03-02T09:00:00Z\"}]");
    }

    @Test
    void givenADateInTheFuture_whenListed_thenItDoesNotComeBeforeToday() throws SQLException {
        run(movie("21", "Future", "2099-01-01T00:00:00Z"), movie("22", "Undated", null),
                movie("23", "Old", "2001-01-01T00:00:00Z"));
        Tables.run(folder(), "UPDATE media_items SET created_at = 1000, updated_at = 1000 WHERE rating_key = '21'");
        run(object("kind", "MOVIE", "ratingKey", "21", "title", "Future", "tagline", "x"));

        assertThat(recent("Future", "Undated", "Old")).containsExactly("Undated", "Old", "Future");
        assertThat(client().data("{ media(by: {ratingKey: \"21\"}) { addedAt lastAddedAt } }").get("media").toString())
                .isEqualTo("{\"addedAt\":\"2099-01-01T00:00:00Z\",\"lastAddedAt\":\"1970-01-01T00:00:01Z\"}");
    }

    @Test
    void givenManyChanges_whenImported_thenTheDateIsWhatTheStoredPartsTell() throws SQLException {
        run(series("31", "S", "2020-01-01T00:00:00Z",
                season(1, episode(1, "addedAt", "2021-01-01T00:00:00Z"), episode(2))),
                series("32", "T", null, season(1, episode(1))));
        for (var seasons : List.<List<Object>>of(
                List.of(season(1, episode(1, "addedAt", "2021-01-01T00:00:00Z"), episode(2), episode(3))),
                List.of(season(1, episode(1, "addedAt", "2021-06-01T00:00:00Z"))),
                List.of(season(1, episode(1, "addedAt", "2020-06-01T00:00:00Z")),
                        season(2, episode(1, "addedAt", "2098-01-01T00:00:00Z"))),
                List.of(season(2, episode(1, "addedAt", null))))) {
            run(object("kind", "SERIES", "ratingKey", "31", "title", "S", "seasons", seasons));

            assertThat(Tables.query(folder(),
                    RECKONED.formatted(System.currentTimeMillis()) + " AND rating_key IN ('31', '32')"))
                    .as(seasons.toString()).isEmpty();
        }
    }

    @Test
    void givenTheOrderByLastAddition_whenListedAndFiltered_thenItIsThatDate() {
        var lately = Instant.now().minus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        run(series("41", "Ordered old", "2010-01-01T00:00:00Z", season(1, episode(1, "addedAt", lately.toString()))),
                movie("42", "Ordered older", "2009-01-01T00:00:00Z"));

        var ordered = client().data(
                "{ allMedia(filter: {title: {startsWith: \"Ordered\"}}, orderBy: [{field: LAST_ADDED_AT direction: DESC}])"
                        + " { edges { node { title lastAddedAt } } } }");
        var within = client().data(
                "{ allMedia(filter: {title: {startsWith: \"Ordered\"} addedWithinDays: 4}) { edges { node { title } } } }");

        assertThat(ordered.findValuesAsText("title")).containsExactly("Ordered old", "Ordered older");
        assertThat(ordered.findValuesAsText("lastAddedAt")).containsExactly(lately.toString(), "2009-01-01T00:00:00Z");
        assertThat(within.findValuesAsText("title")).containsExactly("Ordered old");
    }
}
