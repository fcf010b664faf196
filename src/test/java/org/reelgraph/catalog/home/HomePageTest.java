package org.reelgraph.catalog.home;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

class HomePageTest extends ServerTest {

    private static final String STATS = """
                                        { libraryStats { movieCount seriesCount albumCount bookCount seasonCount episodeCount personCount totalDurationSeconds
                                          byYear { year count } byGenre { name count } byRating { rating count } databaseBytes } }""";

    @Inject
    StatementCounter counter;
    @Inject
    TestClock clock;

    @BeforeEach
    void empty() throws SQLException {
        for (var table : List.of("media_items", "people", "changes")) {
            Tables.run(folder(), "DELETE FROM " + table);
        }
    }

    private void movies(String... movies) {
        var report = client()
                .data("mutation { importMovies(input: {movies: [" + String.join(", ", movies) + "]}) { failed } }");
        assertThat(report.at("/importMovies/failed").asInt()).isZero();
    }

    private List<String> titles(String field) {
        return client().data("{ " + field + " { title } }").findValuesAsText("title");
    }

    @Test
    void givenItemsOfSeveralTimes_whenTheNewestAreAsked_thenTheyComeByWhenTheyCame() {
        movies("{title: \"Old\" addedAt: \"2020-01-01T00:00:00Z\"}",
                "{title: \"Older\" addedAt: \"2019-01-01T00:00:00Z\"}",
                "{title: \"Unknown\"}");
        client().data(
                "mutation { importSeries(input: {series: [{title: \"Series\" addedAt: \"2021-01-01T00:00:00Z\"}]}) { failed } }");

        assertThat(titles("recentlyAdded")).containsExactly("Unknown", "Series", "Old", "Older");
        assertThat(titles("recentlyAdded(first: 2)")).containsExactly("Unknown", "Series");
        assertThat(titles("recentlyAdded(kinds: [SERIES])")).containsExactly("Series");
        assertThat(titles("recentlyAdded(kinds: [MOVIE, SERIES, MOVIE] first: 3)")).containsExactly("Unknown", "Series",
                "Old");
        assertThat(client().answer("{ recentlyAdded(first: 101) { title } }").at("/errors/0/message").asText())
                .contains("'first' must be between 0 and 100");
    }

    @Test
    void givenReleases_whenAskedOnADay_thenThoseOfThatDayComeTheNewestFirst() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        movies("{title: \"A\" releasedOn: \"1999-08-14\"}", "{title: \"B\" releasedOn: \"2010-08-14\"}",
                "{title: \"Later\" releasedOn: \"2023-08-14\"}", "{title: \"Other\" releasedOn: \"1999-08-15\"}",
                "{title: \"Today\" releasedOn: \"" + today + "\"}");

        assertThat(titles("onThisDay(day: \"2022-08-14\")")).containsExactly("B", "A");
        assertThat(titles("onThisDay(day: \"2022-08-14\" first: 1)")).containsExactly("B");
        assertThat(titles("onThisDay")).containsExactly("Today");
        assertThat(client().answer("{ onThisDay(day: \"14.8.\") { title } }").at("/errors/0/extensions/code").asText())
                .isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void givenALibrary_whenItsNumbersAreAsked_thenTheyAreRightInFourStatements() {
        assertThat(client().data(STATS).at("/libraryStats/byYear")).isEmpty();
        movies("{title: \"A\" year: 2001 rating: 7.9 durationSeconds: 100 genres: [\"Drama\", \"Comedy\"]}",
                "{title: \"B\" year: 2001 rating: 7.0 genres: [\"Drama\"] cast: [{person: {name: \"P\"}}]}",
                "{title: \"C\" rating: 10}");
        client().data("""
                      mutation { importSeries(input: {series: [{title: "S" year: 1999 seasons: [{number: 1 episodes: [
                        {number: 1 durationSeconds: 50}, {number: 2}]}, {number: 2}]}]}) { failed } }""");

        var stats = (ObjectNode) client().data(STATS).get("libraryStats");
        assertThat(stats.remove("databaseBytes").asLong()).isGreaterThan(100_000);
        assertThat(stats.toString())
                .isEqualTo(
                        "{\"movieCount\":3,\"seriesCount\":1,\"albumCount\":0,\"bookCount\":0,\"seasonCount\":2,\"episodeCount\":2,"
                                + "\"personCount\":1,\"totalDurationSeconds\":150,\"byYear\":[{\"year\":1999,\"count\":1},{\"year\":2001,\"count\":2}],"
                                + "\"byGenre\":[{\"name\":\"Drama\",\"count\":2},{\"name\":\"Comedy\",\"count\":1}],"
                                + "\"byRating\":[{\"rating\":7,\"count\":2},{\"rating\":10,\"count\":1}]}");
        counter.reset();
        anonymous().data(STATS);
        assertThat(counter.statements()).hasSize(4);
    }

    @Test
    @SqliteOnly
    void givenTheNewestAndTheDay_whenRead_thenAnIndexGivesThem() throws SQLException {
        counter.reset();
        titles("recentlyAdded");
        titles("recentlyAdded(kinds: [MOVIE])");
        titles("onThisDay");

        for (var sql : counter.statements().stream().filter(each -> each.contains("FROM media_items")).toList()) {
            assertThat(Tables.query(folder(), "EXPLAIN QUERY PLAN " + sql)).as(sql)
                    .allMatch(step -> step.contains("INDEX media_items_by_")
                            || step.matches(".*\\|(MERGE \\(UNION ALL\\)|LEFT|RIGHT)"))
                    .noneMatch(step -> step.contains("TEMP B-TREE"));
        }
    }
}
