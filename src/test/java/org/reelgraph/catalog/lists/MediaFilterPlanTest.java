package org.reelgraph.catalog.lists;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.catalog.search.SearchIndexer;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** How the database answers filters: with which indexes, and by how many statements. */
@SqliteOnly
class MediaFilterPlanTest extends ServerTest {

    // More than are looked at along an order before a filter's index is asked.
    private static final int ITEMS = 5_000;
    private static final String PAGE = """
                                       query($filter: MediaFilter, $orderBy: [MediaOrder!], $first: Int) {
                                         allMedia(filter: $filter, orderBy: $orderBy, first: $first) {
                                           totalCount edges { node { id } } } }""";

    @Inject
    StatementCounter counter;
    @Inject
    SearchIndexer indexer;

    @BeforeAll
    void fill() throws SQLException {
        RandomLibrary.write(folder(), ITEMS, new Random(7));
        indexer.start(new StartupEvent(server.getApplicationContext()));
    }

    private JsonNode page(Map<String, Object> variables) {
        return client().data(PAGE, variables).get("allMedia");
    }

    static Stream<Map<String, Object>> indexed() {
        return Stream.of(Map.of("title", Map.of("contains", "nowhere")), Map.of("title", Map.of("contains", "ÿ")),
                Map.of("title", Map.of("contains", "q%")), Map.of("title", Map.of("equals", "x")),
                Map.of("title", Map.of("startsWith", "x")),
                Map.of("title", Map.of("in", List.of("x", "y"))), Map.of("studio", Map.of("equals", "x")),
                Map.of("studio", Map.of("startsWith", "x")), Map.of("studio", Map.of("in", List.of("x"))),
                Map.of("contentRating", Map.of("equals", "x")), Map.of("contentRating", Map.of("in", List.of("x"))),
                Map.of("year", Map.of("equals", 1)), Map.of("year", Map.of("in", List.of(1))),
                Map.of("year", Map.of("from", 1, "to", 2)), Map.of("rating", Map.of("from", 11)),
                Map.of("durationSeconds", Map.of("to", 1)), Map.of("releasedOn", Map.of("from", "2100-01-01")),
                Map.of("addedAt", Map.of("from", "2100-01-01T00:00:00Z")),
                Map.of("updatedAt", Map.of("from", "2100-01-01T00:00:00Z")),
                Map.of("genres", Map.of("anyOf", List.of("x", "y"))),
                Map.of("collections", Map.of("allOf", List.of("x", "y"))),
                Map.of("countries", Map.of("anyOf", List.of("x"))), Map.of("labels", Map.of("anyOf", List.of("x"))),
                Map.of("person", GlobalId.of("person", 5)),
                Map.of("or",
                        List.of(Map.of("studio", Map.of("equals", "x")),
                                Map.of("genres", Map.of("anyOf", List.of("x"))))),
                Map.of("studio", Map.of("equals", "x"), "title", Map.of("contains", "x"), "kind", List.of("MOVIE")),
                Map.of("genres", Map.of("anyOf", List.of("x")), "kind", List.of("MOVIE")),
                Map.of("kind", List.of("MOVIE"), "year", Map.of("from", 1, "to", 2)));
    }

    @ParameterizedTest
    @MethodSource("indexed")
    void givenAFilterThatNothingFits_whenAsked_thenNoLargeTableIsReadAsAWhole(Map<String, Object> filter)
            throws SQLException {
        counter.reset();
        for (var field : List.of("TITLE", "YEAR")) {
            assertThat(page(Map.of("filter", filter, "orderBy", Map.of("field", field))).get("edges")).isEmpty();
        }

        var statements = counter.statements().stream().filter(sql -> sql.contains("media_items")).distinct().toList();
        assertThat(statements).anyMatch(sql -> sql.contains("ORDER BY +"));
        for (var sql : statements) {
            assertThat(Tables.query(folder(), "EXPLAIN QUERY PLAN " + sql)).as(sql).noneMatch(step -> step.matches(
                    ".*SCAN (media_items|media_tags|credits|episodes|people|[cem])\\b.*")
                    && !isOfWindow(sql))
                    // Which is nearly as long.
                    .noneMatch(step -> step.contains("media_items") && step.endsWith("(kind=?)")
                            && !isOfWindow(sql));
        }
    }

    private static boolean isOfWindow(String sql) {
        return sql.matches(".*LIMIT (500|4000|20000)\\) AS .*");
    }

    // Only plans know which columns are asked for: graphql-java's own strategy reads all.
    private static String indexOfCards() {
        return "standard".equals(System.getProperty("reelgraph.execution")) ? "INDEX" : "COVERING INDEX";
    }

    @Test
    void givenAWindow_whenRead_thenItComesOfAnIndexAlone() throws SQLException {
        counter.reset();
        page(Map.of("filter", Map.of("year", Map.of("from", 1960)), "first", 5));

        var windows = counter.statements().stream().filter(MediaFilterPlanTest::isOfWindow).toList();
        assertThat(windows).isNotEmpty();
        for (var sql : windows) {
            assertThat(Tables.query(folder(), "EXPLAIN QUERY PLAN " + sql)).as(sql)
                    .anyMatch(step -> step
                            .contains(
                                    "SEARCH media_items USING " + indexOfCards() + " media_items_by_sort_key (kind=?"))
                    .noneMatch(step -> step.contains("TEMP B-TREE"));
        }
    }

    private List<String> planOfSorting(Map<String, Object> filter) throws SQLException {
        counter.reset();
        assertThat(page(Map.of("filter", filter)).get("edges")).isNotEmpty();

        var sorting = counter.statements().stream().filter(sql -> sql.contains("ORDER BY +")).toList();
        assertThat(sorting).hasSize(1);
        return Tables.query(folder(), "EXPLAIN QUERY PLAN " + sorting.getFirst());
    }

    @Test
    void givenFewItemsInARange_whenATagIsAskedForToo_thenTheRangesIndexFindsThemAndEachItemsTagIsLookedUp()
            throws SQLException {
        assertThat(planOfSorting(Map.of("rating", Map.of("from", 9.9), "genres",
                Map.of("anyOf", List.of("Drama", "Comedy", "Crime", "Sci-Fi", "100% Fun")))))
                .anyMatch(step -> step.contains("media_items_by_rating (kind=? AND rating>?"))
                .anyMatch(step -> step.contains("SEARCH media_tags EXISTS USING"));
    }

    @Test
    void givenATag_whenYearsAreAskedForToo_thenOneRangeOfTheTagsIndexFindsTheItems() throws SQLException {
        var filter = Map.<String, Object>of("genres", Map.of("anyOf", List.of("drama")), "year",
                Map.of("from", 1960, "to", 1961));

        assertThat(planOfSorting(filter)).anyMatch(step -> step
                .contains("media_tags_by_name (kind=? AND name=? AND media_kind=? AND year>? AND year<?)"));
        assertThat(counter.statements()).noneMatch(MediaFilterPlanTest::isOfWindow);
    }

    @Test
    void givenWhatManyTitlesHold_whenListedByTitle_thenTheOrdersIndexIsLookedThroughUntilThePageIsFull()
            throws SQLException {
        var titled = Map.of("title", Map.of("contains", "_X3"));
        counter.reset();
        var many = page(Map.of("filter", titled, "first", 5));
        var looking = counter.statements().stream().filter(sql -> sql.contains("sort_key AS key_0")).toList();

        assertThat(many.get("totalCount").asInt()).isGreaterThan(500);
        assertThat(looking).hasSize(1).first().asString().contains("instr(folded_title").doesNotContain("LIMIT 500)");
        assertThat(Tables.query(folder(), "EXPLAIN QUERY PLAN " + looking.getFirst()))
                .anyMatch(step -> step.contains("USING " + indexOfCards() + " media_items_by_sort_key (kind=?"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
        for (var fewer : List.<Map<String, Object>>of(Map.of("filter", Map.of("title", Map.of("contains", "nowhere"))),
                Map.of("filter", titled, "orderBy", Map.of("field", "RATING")))) {
            counter.reset();
            page(fewer);
            assertThat(counter.statements()).noneMatch(sql -> sql.contains("sort_key AS key_0"));
        }
    }

    @Test
    void givenAFilter_whenAPageHasOneOrAHundredItems_thenItTakesAsFewStatements() {
        client();
        for (var filter : List.of(Map.of("year", Map.of("from", 1960)), Map.of("studio", Map.of("equals", "Tiny")))) {
            for (var size : List.of(1, 100)) {
                counter.reset();
                page(Map.of("filter", filter, "orderBy", Map.of("field", "RATING"), "first", size));

                // Along the order; whether that was all; by the filter, with a rating and without; how many there are.
                assertThat(counter.statements()).hasSizeLessThanOrEqualTo(5);
            }
        }
    }
}
