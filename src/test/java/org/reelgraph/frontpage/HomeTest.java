package org.reelgraph.frontpage;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.storage.writebehind.BufferFlusher;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

class HomeTest extends ServerTest {

    private static final String HOME = """
                                       { home { rows { id kind title subject { title } items { ... on Media { title }
                                         ... on NewEpisodes { count lastAddedAt series { title } } } } } }""";
    private static final String WITH_CHILDREN = """
                                                { home { rows { id kind title subject { title images { path } } items {
                                                  ... on Media { id title year genres images(kind: POSTER) { path } }
                                                  ... on NewEpisodes { count series { title images { path }
                                                    addedEpisodes(first: 3) { title } } } } } } }""";

    @Inject
    TestClock clock;
    @Inject
    StatementCounter counter;
    @Inject
    BufferFlusher buffers;

    @BeforeEach
    void empty() throws SQLException {
        buffers.flush();
        for (var table : List.of("media_items", "people", "plays", "hero_pools", "hero_history",
                "home_rows")) {
            Tables.run(folder(), "DELETE FROM " + table);
        }
    }

    private Instant daysAgo(int days) {
        return clock.instant().minus(days, ChronoUnit.DAYS);
    }

    private List<JsonNode> rows() {
        return anonymous().data(HOME).at("/home/rows").valueStream().toList();
    }

    private static List<String> ids(List<JsonNode> rows) {
        return rows.stream().map(row -> row.get("id").asText()).toList();
    }

    private JsonNode row(String id) {
        return rows().stream().filter(row -> row.get("id").asText().equals(id)).findFirst().orElseThrow();
    }

    private void movies(int from, int to) {
        new Imports(client()).movies(numbered(from, to));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object>[] numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> object("ratingKey", "m" + i, "title", "Movie " + i, "rating",
                i % 100 / 10.0, "genres", List.of("Genre " + i % 7), "addedAt", "2020-01-01T00:00:00Z", "images",
                List.of(object("kind", "POSTER", "path", "/p" + i)), "cast",
                List.of(object("person", object("name", "Person " + i % 9))))).toArray(Map[]::new);
    }

    private void growingSeries(String key, int episodes) {
        var list = IntStream.rangeClosed(1, episodes).mapToObj(i -> object("number", i, "title", "E" + i, "addedAt",
                (i == 1 ? Instant.parse("2020-01-01T00:00:00Z") : daysAgo(3).plusSeconds(i)).toString())).toList();
        new Imports(client()).series(object("ratingKey", key, "title", "Series " + key, "addedAt",
                "2020-01-01T00:00:00Z", "genres", List.of("Genre 1"), "seasons",
                List.of(object("number", 1, "episodes", list))));
    }

    private void play(String ratingKey) throws SQLException {
        Tables.run(folder(), "INSERT INTO plays SELECT 1, source, rating_key, NULL, NULL, NULL, title, 'ann', "
                + daysAgo(2).toEpochMilli() + ", 60, 90, id, NULL FROM media_items WHERE rating_key = '" + ratingKey
                + "'");
    }

    private JsonNode arrange(String rows) {
        return client().data("mutation { updateHomeRows(input: {rows: [" + rows
                + "]}) { rows { kind enabled size title } userErrors { code message path } } }").get("updateHomeRows");
    }

    @Test
    void givenAnEmptyLibrary_whenTheStartPageIsAsked_thenItHasNoRows() {
        assertThat(rows()).isEmpty();
    }

    @Test
    void givenALibrary_whenTheStartPageIsAsked_thenItsRowsComeInOrder_eachWithWhatBelongsThere() throws SQLException {
        movies(0, 30);
        growingSeries("s", 6);
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        new Imports(client()).movies(object("ratingKey", "today", "title", "Of today", "rating", 9.9, "addedAt",
                daysAgo(1).toString(), "releasedOn", today.toString(), "genres", List.of("Genre 1")));

        assertThat(ids(rows())).containsExactly("hero-series", "hero-movies", "recently-added", "on-this-day",
                "top-rated");
        play("today");
        var rows = rows();

        assertThat(ids(rows)).containsExactly("hero-series", "hero-movies", "recently-added", "on-this-day",
                "top-rated", "because-you-like");
        assertThat(rows.get(0).findValuesAsText("title")).containsExactly("null", "Series s");
        assertThat(rows.get(1).get("items")).hasSize(10);
        var added = row("recently-added").get("items");
        assertThat(added).hasSize(20);
        assertThat(added.get(0).get("title").asText()).isEqualTo("Of today");
        assertThat(added.get(1).get("count").asInt()).isEqualTo(5);
        assertThat(added.get(1).at("/series/title").asText()).isEqualTo("Series s");
        assertThat(Instant.parse(added.get(1).get("lastAddedAt").asText())).isBefore(daysAgo(2));
        assertThat(row("on-this-day").get("items").findValuesAsText("title")).containsExactly("Of today");
        assertThat(row("top-rated").get("items").findValuesAsText("title")).startsWith("Of today", "Movie 29",
                "Movie 28");
        assertThat(row("because-you-like").at("/subject/title").asText()).isEqualTo("Of today");
        assertThat(row("because-you-like").get("items").findValuesAsText("title")).contains("Series s", "Movie 1")
                .doesNotContain("Of today", "Movie 2");
    }

    @Test
    void givenASeriesThatIsNewAsAWhole_orGrewByASeasonWithoutEpisodes_whenItIsAdded_thenItIsNoGroup() {
        new Imports(client()).series(
                object("ratingKey", "new", "title", "New", "seasons",
                        List.of(object("number", 1, "episodes", List.of(object("number", 1), object("number", 2))))),
                object("ratingKey", "season", "title", "Season", "addedAt", "2020-01-01T00:00:00Z", "seasons",
                        List.of(object("number", 1, "addedAt", daysAgo(1).toString()))));

        assertThat(row("recently-added").get("items").findValuesAsText("title")).containsExactlyInAnyOrder("New",
                "Season");
    }

    @Test
    void givenRows_whenTheyAreArranged_thenTheyComeSo() {
        movies(0, 30);

        var arranged = arrange("{kind: TOP_RATED, size: 3, title: \" Best \"}, {kind: RECENTLY_ADDED, enabled: false}");

        assertThat(arranged.get("rows").findValuesAsText("kind")).containsExactly("TOP_RATED", "RECENTLY_ADDED",
                "HERO_SERIES", "HERO_MOVIES", "ON_THIS_DAY", "BECAUSE_YOU_LIKE");
        assertThat(ids(rows())).containsExactly("top-rated", "hero-movies");
        assertThat(rows().getFirst().get("title").asText()).isEqualTo("Best");
        assertThat(rows().getFirst().get("items")).hasSize(3);
        arrange("{kind: HERO_MOVIES}, {kind: TOP_RATED, title: null}");
        assertThat(ids(rows())).containsExactly("hero-movies", "top-rated");
        assertThat(rows().getLast().get("title").isNull()).isTrue();
        assertThat(rows().getLast().get("items")).hasSize(3);
        assertThat(client().data("{ homeRowSettings { kind size enabled } }").get("homeRowSettings").get(2).toString())
                .isEqualTo("{\"kind\":\"RECENTLY_ADDED\",\"size\":20,\"enabled\":false}");
    }

    @Test
    void givenMistakes_whenRowsAreArranged_thenEachIsNamed_andNothingIsChanged() throws SQLException {
        var refused = arrange("{kind: TOP_RATED, size: 51}, {kind: HERO_SERIES, enabled: null, title: \" \"},"
                + " {kind: TOP_RATED, title: \"" + "t".repeat(201) + "\"}");

        assertThat(refused.get("rows").isNull()).isTrue();
        assertThat(Imports.errors(refused)).containsExactly("DUPLICATE at input.rows.2.kind",
                "OUT_OF_RANGE at input.rows.0.size", "REQUIRED at input.rows.1.enabled",
                "REQUIRED at input.rows.1.title", "OUT_OF_RANGE at input.rows.2.title");
        assertThat(refused.at("/userErrors/1/message").asText()).isEqualTo("A row has from 1 to 50 items, not 51.");
        assertThat(Tables.query(folder(), "SELECT kind FROM home_rows")).isEmpty();
    }

    @Test
    void givenRowsOfAnyLength_whenTheyAreReadWithChildren_thenTheStatementsAreTwelve() throws SQLException {
        var counts = new ArrayList<Integer>();
        for (var size : List.of(8, 60)) {
            empty();
            movies(0, size);
            IntStream.range(0, size / 4).forEach(i -> growingSeries("s" + i, 4));
            new Imports(client()).movies(object("ratingKey", "today", "title", "T", "releasedOn",
                    LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString()));
            play("m1");
            assertThat(ids(rows())).hasSize(6);
            buffers.flush();
            counter.reset();
            anonymous().data(WITH_CHILDREN);
            counts.add(counter.statements().size());
        }

        assertThat(counts).containsExactly(12, 12);
    }

    @Test
    @SqliteOnly
    void givenTheListsOfRows_whenTheyAreRead_thenIndexesGiveThem() throws SQLException {
        movies(0, 30);
        counter.reset();
        rows();

        var sql = counter.statements().stream().filter(each -> each.contains("AS list")).findFirst().orElseThrow();
        var plan = Tables.query(folder(), "EXPLAIN QUERY PLAN " + sql);
        assertThat(plan.stream().filter(step -> step.matches(".*(SEARCH|SCAN) media_items.*"))).as("%s", plan)
                .isNotEmpty().allMatch(step -> step.contains("INDEX media_items_by_"));
    }
}
