package org.reelgraph.catalog.lists;

import com.github.f4b6a3.tsid.Tsid;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class MediaListsTest extends ServerTest {

    private static final List<String> FIELDS = List.of("TITLE", "YEAR", "ADDED_AT", "UPDATED_AT", "RELEASED_ON",
            "RATING",
            "DURATION");

    private static final Map<String, MediaKind> KINDS = Map.of("allSeries", MediaKind.SERIES, "allMovies",
            MediaKind.MOVIE, "allAlbums", MediaKind.ALBUM, "allBooks", MediaKind.BOOK);

    @Inject
    StatementCounter counter;

    /** What the test knows of an item. */
    private record Item(String id, String kind, Map<String, Comparable<?>> values) {
    }

    private final List<Item> items = new ArrayList<>();

    // Few different values, so that many are equal, and some missing.
    @BeforeAll
    void fill() throws SQLException {
        var random = new Random(11);
        for (var i = 1; i <= 60; i++) {
            var kind = MediaKind.values()[random.nextInt(4)];
            var values = new HashMap<String, Comparable<?>>();
            values.put("TITLE", "t" + random.nextInt(8));
            values.put("UPDATED_AT", (long) random.nextInt(5));
            maybe(random, values, "YEAR", 2000L + random.nextInt(4));
            maybe(random, values, "ADDED_AT", 1000L * random.nextInt(5));
            maybe(random, values, "RELEASED_ON", "2020-01-0" + (1 + random.nextInt(5)));
            maybe(random, values, "RATING", random.nextInt(5) / 2.0);
            maybe(random, values, "DURATION", 60L * random.nextInt(4));
            Tables.run(folder(),
                    "INSERT INTO media_items (id, kind, source, title, sort_key, year, added_at, released_on, rating,"
                            + " duration_seconds, created_at, updated_at) VALUES (" + i + ", '" + kind
                            + "', 'plex', 'x', "
                            + sql(values, "TITLE") + ", " + sql(values, "YEAR") + ", " + sql(values, "ADDED_AT") + ", "
                            + sql(values, "RELEASED_ON") + ", " + sql(values, "RATING") + ", " + sql(values, "DURATION")
                            + ", 1, "
                            + sql(values, "UPDATED_AT") + ")");
            items.add(new Item(kind.globalId(i), kind.name(), values));
        }
    }

    private static void maybe(Random random, Map<String, Comparable<?>> values, String name, Comparable<?> value) {
        if (random.nextInt(3) > 0) {
            values.put(name, value);
        }
    }

    private static String sql(Map<String, Comparable<?>> values, String name) {
        var value = values.get(name);
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value).replace("null", "NULL");
    }

    /** One key of an order. */
    private record Key(String field, boolean descending, boolean nullsFirst) {

        @Override
        public String toString() {
            return "{field: " + field + " direction: " + (descending ? "DESC" : "ASC") + " nulls: "
                    + (nullsFirst ? "FIRST" : "LAST") + "}";
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        Comparator<Item> comparator() {
            Comparator<Comparable> present = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
            return Comparator.comparing(item -> (Comparable) item.values().get(field),
                    nullsFirst ? Comparator.nullsFirst(present) : Comparator.nullsLast(present));
        }
    }

    private List<String> expected(String list, List<Key> order) {
        var comparator = order.stream().map(Key::comparator).reduce(Comparator::thenComparing).orElseThrow();
        Comparator<Item> byId = Comparator.comparing(item -> item.id().substring(item.id().indexOf('_')));
        return items.stream()
                .filter(item -> list.equals("allMedia") || KINDS.get(list).name().equals(item.kind()))
                .sorted(comparator.thenComparing(order.getFirst().descending() ? byId.reversed() : byId)).map(Item::id)
                .toList();
    }

    private enum Direction {
        FORWARDS("first", "after", "endCursor", "hasNextPage"), BACKWARDS("last", "before", "startCursor",
                "hasPreviousPage");

        private final String size;
        private final String from;
        private final String cursor;
        private final String more;

        Direction(String size, String from, String cursor, String more) {
            this.size = size;
            this.from = from;
            this.cursor = cursor;
            this.more = more;
        }
    }

    private List<String> pages(Direction way, String list, Object order, int size) {
        var ids = new ArrayList<String>();
        var from = "";
        while (true) {
            var page = client().data("{ page: %s(orderBy: %s %s: %d %s) { edges { node { id } } pageInfo { %s %s } } }"
                    .formatted(list, order, way.size, size, from, way.more, way.cursor)).get("page");
            ids.addAll(way == Direction.FORWARDS ? ids.size() : 0, page.findValuesAsText("id"));
            assertThat(ids).as(list + order).hasSizeLessThanOrEqualTo(items.size());
            if (!page.at("/pageInfo/" + way.more).asBoolean()) {
                return ids;
            }
            from = way.from + ": " + page.at("/pageInfo/" + way.cursor);
        }
    }

    static Stream<String> fields() {
        return FIELDS.stream();
    }

    static Stream<String> indexes() {
        return Stream.concat(FIELDS.stream(), Stream.of("RANDOM"));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void givenAnOrder_whenPagedEitherWay_thenAllComeOnceInThatOrder(String field) {
        var random = new Random(field.hashCode());
        for (var list : List.of("allSeries", "allMovies", "allAlbums", "allBooks", "allMedia")) {
            for (var descending : List.of(false, true)) {
                for (var nullsFirst : List.of(false, true)) {
                    var first = new Key(field, descending, nullsFirst);
                    var second = new Key(FIELDS.get(random.nextInt(FIELDS.size())), random.nextBoolean(),
                            random.nextBoolean());
                    for (var order : List.of(List.of(first), List.of(first, second))) {
                        var expected = expected(list, order);
                        assertThat(pages(Direction.FORWARDS, list, order, 6 + random.nextInt(20))).as(list + order)
                                .isEqualTo(expected);
                        assertThat(pages(Direction.BACKWARDS, list, order, 6 + random.nextInt(20))).as(list + order)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("indexes")
    @SqliteOnly
    void givenAnOrder_whenAnyOfItsPagesIsRead_thenAnIndexGivesItWithoutSorting(String field) throws SQLException {
        for (var list : List.of("allMovies", "allMedia")) {
            for (var descending : List.of(false, true)) {
                var order = List.of(new Key(field, descending, false));
                counter.reset();
                pages(Direction.FORWARDS, list, order, 10);
                pages(Direction.BACKWARDS, list, order, 10);
                var statements = counter.statements().stream().filter(sql -> sql.contains("ORDER BY")).distinct()
                        .toList();
                assertThat(statements).isNotEmpty();
                for (var sql : statements) {
                    assertThat(Tables.query(folder(), "EXPLAIN QUERY PLAN " + sql)).as(sql)
                            .allMatch(step -> step.contains("INDEX media_items_by_") || isOfMerge(step))
                            .noneMatch(step -> step.contains("TEMP B-TREE"));
                }
            }
        }
    }

    // A list of all kinds is merged from those of each kind.
    private static boolean isOfMerge(String step) {
        return step.matches(".*\\|(MERGE \\(UNION ALL\\)|LEFT|RIGHT)");
    }

    @Test
    void givenTheRandomOrder_whenPagedEitherWay_thenAllComeOnce_theSameForTheSameSeedAndOthersForAnother() {
        var orders = new ArrayList<List<String>>();
        for (var seed : List.of(1, 3, -7)) {
            var ids = pages(Direction.FORWARDS, "allMedia", "[{field: RANDOM seed: %d}]".formatted(seed), 7);
            assertThat(ids).hasSize(items.size()).doesNotHaveDuplicates();
            assertThat(pages(Direction.BACKWARDS, "allMedia", "[{field: RANDOM seed: %d}]".formatted(seed), 9))
                    .isEqualTo(ids);
            assertThat(pages(Direction.FORWARDS, "allMedia",
                    "[{field: RANDOM direction: DESC seed: %d}]".formatted(seed), 60))
                    .isEqualTo(ids.reversed());
            orders.add(ids);
        }
        assertThat(orders).doesNotHaveDuplicates();
        assertThat(orders.getFirst()).isNotEqualTo(orders.getFirst().stream().sorted().toList());
    }

    @Test
    void givenAPage_whenItHasOneOrAHundredItems_thenItTakesAsFewStatements() {
        var document = "{ allMedia(first: %d orderBy: [{field: YEAR}]) { totalCount edges { node { title genres ... on Series { seasonCount } } } } }";
        counter.reset();
        client().data(document.formatted(1));
        var one = counter.statements().size();
        counter.reset();
        client().data(document.formatted(100));

        // The page, those without a year, their number, genres and seasons.
        assertThat(one).isLessThanOrEqualTo(5);
        assertThat(counter.statements()).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void givenRowsThatComeAndGo_whenPagedOn_thenWhatStaysComesOnce() throws SQLException {
        var order = "orderBy: [{field: YEAR}]";
        var seen = new ArrayList<String>();
        var after = "";
        for (var i = 0; i < 100; i++) {
            var page = client()
                    .data("{ allMovies(" + order + " first: 5 " + after
                            + ") { edges { node { id } } pageInfo { endCursor hasNextPage } } }")
                    .get("allMovies");
            seen.addAll(page.findValuesAsText("id"));
            if (!page.at("/pageInfo/hasNextPage").asBoolean()) {
                break;
            }
            after = "after: " + page.at("/pageInfo/endCursor");
            // The item that the cursor is of goes, and one comes before it and one after.
            var last = seen.removeLast();
            Tables.run(folder(),
                    "INSERT INTO media_items (id, kind, source, title, sort_key, year, created_at, updated_at)"
                            + " VALUES (" + (1000 + 2 * i) + ", 'MOVIE', 'new', 'x', 'x', 1, 1, 1), (" + (1001 + 2 * i)
                            + ", 'MOVIE', 'new', 'x', 'x', 3000, 1, 1)");
            Tables.run(folder(),
                    "UPDATE media_items SET kind = 'SERIES' WHERE kind = 'MOVIE' AND source = 'plex' AND id = "
                            + Tsid.from(last.substring(last.indexOf('_') + 1)).toLong());
            items.removeIf(item -> item.id().equals(last));
        }

        try {
            assertThat(seen).doesNotHaveDuplicates()
                    .containsAll(items.stream().filter(item -> item.kind().equals("MOVIE"))
                            .map(Item::id).toList());
        } finally {
            Tables.run(folder(), "DELETE FROM media_items");
            items.clear();
            fill();
        }
    }

    @Test
    void givenArgumentsThatMakeNoPage_whenAsked_thenTheErrorNamesThem() {
        var cursor = client().data("{ allMovies(first: 1 orderBy: [{field: YEAR}]) { pageInfo { endCursor } } }")
                .at("/allMovies/pageInfo/endCursor");
        var wrong = new LinkedHashMap<String, String>();
        wrong.put("first: 1 last: 1", "not both");
        wrong.put("after: %1$s before: %1$s orderBy: [{field: YEAR}]", "not both");
        wrong.put("last: 101", "'last' must be between 0 and 100");
        wrong.put("first: -1", "'first' must be between 0 and 100");
        wrong.put("after: %s", "'after' is not a cursor of this list");
        wrong.put("before: %s", "'before' is not a cursor of this list");
        wrong.put("after: %s orderBy: [{field: YEAR direction: DESC}]", "'after' is not a cursor of this list");
        wrong.put("after: %s orderBy: [{field: YEAR nulls: FIRST}]", "'after' is not a cursor of this list");
        wrong.put("orderBy: [{field: RANDOM}, {field: YEAR}]", "combine RANDOM with other fields");
        wrong.put("after: %s orderBy: [{field: YEAR}] filter: {kind: MOVIE}", "'after' is not a cursor of this list");
        wrong.put("orderBy: [{field: YEAR}, {field: YEAR}, {field: YEAR}, {field: YEAR}, {field: YEAR}]", "at most 4");
        wrong.forEach((arguments, message) -> {
            var error = client().answer("{ allMovies(" + arguments.formatted(cursor) + ") { totalCount } }")
                    .at("/errors/0");
            assertThat(error.get("message").asText()).as(arguments).contains(message);
            assertThat(error.at("/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
        });
        assertThat(client().answer("{ allSeries(orderBy: [{field: YEAR}] after: " + cursor + ") { totalCount } }")
                .at("/errors/0/message").asText()).contains("not a cursor of this list");
    }

    @Test
    void givenBothEnds_whenAPageIsRead_thenItTellsWhetherThereIsMore() {
        var info = "pageInfo { hasNextPage hasPreviousPage }";
        var first = client().data("{ allMedia(first: 2) { pageInfo { hasNextPage hasPreviousPage endCursor } } }")
                .at("/allMedia/pageInfo");
        var last = client().data(
                "{ allMedia(last: 2) { edges { node { id } } pageInfo { hasNextPage hasPreviousPage startCursor } } }")
                .get("allMedia");

        assertThat(first.get("hasNextPage").asBoolean() + " " + first.get("hasPreviousPage").asBoolean())
                .isEqualTo("true false");
        assertThat(
                last.at("/pageInfo/hasNextPage").asBoolean() + " " + last.at("/pageInfo/hasPreviousPage").asBoolean())
                .isEqualTo("false true");
        assertThat(last.findValuesAsText("id"))
                .isEqualTo(expected("allMedia", List.of(new Key("TITLE", false, false))).subList(58, 60));
        assertThat(client().data("{ allMedia(first: 2 after: " + first.get("endCursor") + ") { " + info + " } }")
                .toString())
                .contains("\"hasNextPage\":true,\"hasPreviousPage\":true");
        assertThat(
                client().data("{ allMedia(last: 2 before: " + last.at("/pageInfo/startCursor") + ") { " + info + " } }")
                        .toString())
                .contains("\"hasNextPage\":true,\"hasPreviousPage\":true");
        assertThat(client().data("{ allMedia(last: 0) { edges { cursor } " + info + " } }").at("/allMedia/edges"))
                .isEmpty();
    }

    @Test
    void givenAFieldOfOneKindThatCardsDoNotShow_whenAListOfAllAsksForIt_thenItIsThere() throws SQLException {
        client().data(
                """
                mutation { importMovies(input: {source: "cards" movies: [{ratingKey: "c" title: "C" summary: "Of a movie."}]}) { failed }
                  importSeries(input: {source: "cards" series: [{ratingKey: "c" title: "C" summary: "Of a series."}]}) { failed } }""");
        for (var type : List.of("Movie", "Series")) {
            var found = client()
                    .data("{ allMedia(filter: {title: {equals: \"C\"}}) { edges { node { title ... on " + type
                            + " { summary } } } } }");
            assertThat(found.findValuesAsText("summary"))
                    .containsExactly("Of a " + type.toLowerCase(Locale.ROOT) + ".");
        }
        Tables.run(folder(), "DELETE FROM media_items WHERE source = 'cards'");
    }

    // PostgreSQL would read and sort all items of all kinds.
    @Test
    void givenAListOfAllKinds_whenRead_thenPartsThatArentMergedAsTheyAreReadAreLimited() {
        counter.reset();
        client().data("{ allMedia(first: 7, orderBy: {field: UPDATED_AT}) { edges { node { id } } } }");

        var merged = counter.statements().stream().filter(sql -> sql.contains("UNION ALL")).toList();
        assertThat(merged).hasSize(1);
        assertThat(merged.getFirst().split(" LIMIT 8\\b", -1)).hasSize(TestDatabase.isPostgresql() ? 6 : 2);
    }
}
