package org.reelgraph.catalog;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.episode;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.season;

/** The stored totals of series, after whatever may change them. */
class SeriesTotalsTest extends ServerTest {

    @Override
    protected Map<String, String> settings() {
        return Jobs.PRUNING;
    }

    // A series' totals, as they are stored and as its seasons and episodes have them.
    private static final String DIFFERING = """
                                            WITH counted AS (SELECT id,
                                                (SELECT count(*) FROM seasons WHERE series_id = m.id) AS seasons,
                                                (SELECT count(*) FROM episodes WHERE series_id = m.id) AS episodes,
                                                (SELECT coalesce(sum(duration_seconds), 0) FROM episodes
                                                  WHERE series_id = m.id) AS seconds FROM media_items m)
                                            SELECT coalesce(c.id, t.series_id), c.seasons, t.seasons, c.episodes, t.episodes,
                                              c.seconds, t.duration_seconds
                                            FROM counted c FULL JOIN series_totals t ON t.series_id = c.id
                                            WHERE c.id IS NULL OR (c.seasons, c.episodes, c.seconds) <>
                                              (coalesce(t.seasons, 0), coalesce(t.episodes, 0), coalesce(t.duration_seconds, 0))""";

    @AfterEach
    void thenWhatIsStoredIsWhatTheTablesSay() throws SQLException {
        assertThat(Tables.query(folder(), DIFFERING)).isEmpty();
    }

    @SafeVarargs
    private void run(Map<String, Object> input, Map<String, Object>... records) {
        var jobs = new Jobs(client(), folder());
        jobs.lines("totals.jsonl", records);
        assertThat(Jobs.errors(jobs.run(with(input, "path", "totals.jsonl")))).isEmpty();
    }

    private static Map<String, Object> with(Map<String, Object> input, String name, Object value) {
        var all = object(name, value);
        all.putAll(input);
        return all;
    }

    private static Map<String, Object> series(String key, Object... seasons) {
        return object("kind", "SERIES", "ratingKey", key, "title", "Series " + key, "seasons", List.of(seasons));
    }

    private static Map<String, Object> lasting(int number, int seconds) {
        return episode(number, "durationSeconds", seconds);
    }

    private String totals(String key) {
        var series = client().data("query($key: String!) { media(by: {ratingKey: $key}) { ... on Series {"
                + " seasonCount episodeCount totalDurationSeconds } } }", Map.of("key", key)).get("media");
        return series.isNull() ? "gone" : String.join(" ", series.valueStream().map(each -> each.asText()).toList());
    }

    /** Runs statements about a series as another program would, which enforces foreign keys or doesn't. */
    private void execute(String key, boolean foreignKeys, String sql) throws SQLException {
        try (var database = open(foreignKeys);
                var statement = database.createStatement()) {
            var series = id("media_items", "rating_key = '" + key + "'");
            statement.executeUpdate(sql.replace("$series", series)
                    .replace("$season", id("seasons", "series_id = " + series))
                    .replace("$episode", id("episodes", "series_id = " + series))
                    .replace("$other", id("media_items", "id <> " + series)));
        }
    }

    private Connection open(boolean foreignKeys) throws SQLException {
        return TestDatabase.isPostgresql()
                ? TestDatabase.open(folder()) // which always enforces them
                : DriverManager.getConnection("jdbc:sqlite:" + folder().resolve("reelgraph.db")
                        + "?busy_timeout=5000&foreign_keys=" + foreignKeys);
    }

    /** {@return the first id of a table's rows under a condition} */
    private String id(String table, String condition) throws SQLException {
        return Tables.query(folder(), "SELECT min(id) FROM " + table + " WHERE " + condition).getFirst().substring(1);
    }

    @Test
    void givenImports_whenPartsAreAddedChangedAndRemoved_thenTheTotalsFollow() {
        run(Map.of(), series("1", season(0, lasting(1, 60)), season(1, lasting(1, 1000), episode(2))));
        assertThat(totals("1")).isEqualTo("2 3 1060");

        run(Map.of(), series("1", season(1, lasting(1, 1100), lasting(2, 900), lasting(3, 1)), season(2, episode(1))));
        assertThat(totals("1")).isEqualTo("3 5 2061");

        run(Map.of("prune", true), series("1", season(1, lasting(2, 900), episode(3))));
        assertThat(totals("1")).isEqualTo("1 2 901");

        run(Map.of("prune", true), series("1"));
        assertThat(totals("1")).isEqualTo("0 0 0");
    }

    @Test
    void givenADryRun_whenItEnds_thenTheTotalsAreAsBefore() {
        run(Map.of(), series("11", season(1, lasting(1, 10))));

        run(Map.of("dryRun", true, "prune", true), series("11", season(2, lasting(1, 10), lasting(2, 10))));

        assertThat(totals("11")).isEqualTo("1 1 10");
    }

    @Test
    void givenNoSeasons_whenAsked_thenTheTotalsAreZero() {
        run(Map.of(), series("21"));

        assertThat(totals("21")).isEqualTo("0 0 0");
    }

    @Test
    void givenASeries_whenDeleted_thenItsTotalsAreGone() {
        run(Map.of(), series("31", season(1, lasting(1, 10), lasting(2, 10)), season(2, lasting(1, 10))));
        var id = client().data("{ media(by: {ratingKey: \"31\"}) { id } }").at("/media/id").asText();

        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }", Map.of("id", id));

        assertThat(totals("31")).isEqualTo("gone");
    }

    @Test
    void givenACompleteImport_whenItRemovesWhatIsMissing_thenItsTotalsAreGone() {
        var source = Map.<String, Object>of("source", "shelf");
        run(source, series("41", season(1, lasting(1, 10))), series("42", season(1, lasting(1, 10))));

        run(Map.of("source", "shelf", "complete", true, "removeMissing", true, "maxRemovals", 1),
                series("42", season(1)));

        assertThat(totals("41")).isEqualTo("gone");
        assertThat(totals("42")).isEqualTo("1 1 10");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                        2 5 170 | INSERT INTO episodes (id, series_id, season_id, season_number, number, created_at, updated_at) \
                                    VALUES (990001, $series, $season, 1, 9, 1, 1)
                        3 4 170 | INSERT INTO seasons (id, series_id, number, created_at, updated_at) VALUES (990002, $series, 7, 1, 1)
                        2 4 400 | UPDATE episodes SET duration_seconds = 100 WHERE series_id = $series
                        2 4 120 | UPDATE episodes SET duration_seconds = NULL, title = 'x' WHERE id = $episode
                        2 3 120 | DELETE FROM episodes WHERE id = $episode
                        1 2 70  | DELETE FROM seasons WHERE id = $season
                        0 0 0   | DELETE FROM seasons WHERE series_id = $series
                        1 2 70  | UPDATE episodes SET series_id = $other WHERE season_id = $season; \
                                  UPDATE seasons SET series_id = $other, number = 8 WHERE id = $season
                        gone    | DELETE FROM media_items WHERE id = $series""")
    void givenAnotherProgram_whenItWrites_thenTheTotalsFollow(String totals, String sql) throws SQLException {
        run(Map.of("prune", true),
                series("51", season(1, lasting(1, 50), lasting(2, 50)),
                        season(2, lasting(1, 70), episode(2, "durationSeconds", null))),
                series("52", season(3, lasting(1, 5))));

        execute("51", true, sql);

        assertThat(totals("51")).isEqualTo(totals);
    }

    @Test
    @SqliteOnly
    void givenAProgramThatEnforcesNoForeignKeys_whenItDeletesASeason_thenTheEpisodesThatAreLeftCount()
            throws SQLException {
        run(Map.of(), series("61", season(1, lasting(1, 10), lasting(2, 10))), series("62"));

        execute("61", false, "DELETE FROM seasons WHERE id = $season");

        assertThat(totals("61")).isEqualTo("0 2 20");
    }
}
