package org.reelgraph.catalog.lists;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.catalog.lists.RandomLibrary.Item;
import org.reelgraph.catalog.search.SearchIndexer;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

class MediaFilterTest extends ServerTest {

    // More than are looked at along an order before a filter's index is asked.
    private static final int ITEMS = 5_000;
    private static final String PAGE = """
                                       query($filter: MediaFilter, $orderBy: [MediaOrder!], $first: Int, $after: String, $last: Int, $before: String) {
                                         allMedia(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
                                           totalCount edges { node { id } } pageInfo { endCursor hasNextPage } } }""";

    /** A filter, and what it means. */
    private record Asked(Map<String, Object> filter, Predicate<Item> fits) {
    }

    @Inject
    SearchIndexer indexer;

    private RandomLibrary library;
    private final Random random = new Random(7);

    @BeforeAll
    void fill() throws SQLException {
        library = RandomLibrary.write(folder(), ITEMS, random);
        indexer.start(new StartupEvent(server.getApplicationContext()));
    }

    private List<Item> items() {
        return library.items();
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Asked leaf() {
        return switch (random.nextInt(16)) {
            case 0 -> kinds();
            case 1 -> year();
            case 2 -> rating();
            case 3 -> title();
            case 4 -> studio();
            case 5, 6 -> genres();
            case 7, 8 -> person();
            case 9 -> asked("hasExternalId", Map.of(random.nextBoolean() ? "imdb" : "any", true),
                    item -> item.imdb() != null);
            case 10 -> asked("hasExternalId", Map.of("imdb", false, "tmdb", false), item -> item.imdb() == null);
            case 11 -> addedWithin();
            case 12 -> releasedOn();
            case 13 -> asked("contentRating", Map.of("in", List.of("DE/1", "de/3")),
                    item -> Set.of("de/1", "de/3").contains(String.valueOf(item.contentRating())));
            case 14 -> asked("labels", Map.of("anyOf", List.of("KIDS")), item -> item.labels().contains("kids"));
            default -> asked("durationSeconds", Map.of("from", 1), item -> false);
        };
    }

    private static Asked asked(String name, Object value, Predicate<Item> fits) {
        return new Asked(new HashMap<>(Map.of(name, value)), fits);
    }

    private Asked kinds() {
        var kinds = random.nextBoolean() ? List.of("SERIES") : List.of("SERIES", "MOVIE");
        return asked("kind", kinds, item -> kinds.contains(item.kind()));
    }

    private Asked year() {
        var from = 1950 + random.nextInt(75);
        return switch (random.nextInt(3)) {
            case 0 -> asked("year", Map.of("equals", from), item -> item.year() != null && item.year() == from);
            case 1 -> asked("year", Map.of("in", List.of(from, 1999)),
                    item -> item.year() != null && (item.year() == from || item.year() == 1999));
            default -> asked("year", Map.of("from", from, "to", from + 3),
                    item -> item.year() != null && item.year() >= from && item.year() <= from + 3);
        };
    }

    private Asked rating() {
        var from = random.nextInt(100) / 10.0;
        return asked("rating", Map.of("from", from), item -> item.rating() != null && item.rating() >= from);
    }

    private Asked title() {
        var number = random.nextInt(97);
        return switch (random.nextInt(4)) {
            case 0 -> asked("title", Map.of("startsWith", "uber " + number),
                    item -> item.title().startsWith("Über " + number));
            case 1 -> asked("title", Map.of("contains", "R " + number + " 100%"),
                    item -> item.title().contains("r " + number + " 100%"));
            case 2 -> asked("title", Map.of("equals", "UBER " + number + " 100%_X3"),
                    item -> item.title().equals("Über " + number + " 100%_x3"));
            default -> asked("title", Map.of("contains", "0%0"), item -> false);
        };
    }

    private Asked studio() {
        return switch (random.nextInt(3)) {
            case 0 -> asked("studio", Map.of("equals", "tiny"), item -> "Tiny".equals(item.studio()));
            case 1 -> asked("studio", Map.of("startsWith", "nET", "contains", "FLI"),
                    item -> "Netflix".equals(item.studio()));
            default -> asked("studio", Map.of("in", List.of("hbo", "none")), item -> "HBO".equals(item.studio()));
        };
    }

    private Asked genres() {
        return switch (random.nextInt(4)) {
            case 0 -> asked("genres", Map.of("anyOf", List.of("drama", "Crime")),
                    item -> item.genres().contains("Drama") || item.genres().contains("Crime"));
            case 1 -> asked("genres", Map.of("allOf", List.of("Comedy", "100% Fun")),
                    item -> item.genres().containsAll(List.of("Comedy", "100% Fun")));
            case 2 -> asked("genres", Map.of("noneOf", List.of("Drama", "sci-fi")),
                    item -> !item.genres().contains("Drama") && !item.genres().contains("Sci-Fi"));
            default -> asked("genres", Map.of("anyOf", List.of("_rare_")), item -> item.genres().contains("_Rare_"));
        };
    }

    private Asked person() {
        var person = random.nextBoolean() ? random.nextInt(405) : 401;
        return asked("person", GlobalId.of("person", RandomLibrary.FIRST_PERSON + person),
                item -> item.people().contains(person));
    }

    private Asked addedWithin() {
        var days = 1 + random.nextInt(19);
        var since = System.currentTimeMillis() - days * 86_400_000L;
        return asked("addedWithinDays", days,
                item -> (item.addedAt() == null ? item.createdAt() : item.addedAt()) >= since);
    }

    private Asked releasedOn() {
        var year = 2010 + random.nextInt(15);
        return asked("releasedOn", Map.of("from", year + "-03-11", "to", year + "-06-10"),
                item -> item.releasedOn() != null && item.releasedOn().compareTo(year + "-03-11") >= 0
                        && item.releasedOn().compareTo(year + "-06-10") <= 0);
    }

    private Asked any(int depth) {
        var way = depth == 0 ? 9 : random.nextInt(7);
        if (way == 0) {
            var one = any(depth - 1);
            return asked("not", one.filter(), one.fits().negate());
        }
        if (way == 1 || way == 2) {
            var all = Stream.generate(() -> any(depth - 1)).limit(random.nextInt(4)).toList();
            Predicate<Item> fits = way == 1
                    ? item -> all.stream().allMatch(each -> each.fits().test(item))
                    : item -> all.stream().anyMatch(each -> each.fits().test(item));
            return asked(way == 1 ? "and" : "or", all.stream().map(Asked::filter).toList(), fits);
        }
        var first = leaf();
        var second = random.nextInt(3) == 0 ? any(0) : first;
        var both = new HashMap<>(first.filter());
        if (both.keySet().stream().anyMatch(second.filter()::containsKey)) {
            return first;
        }
        both.putAll(second.filter());
        return new Asked(both, first.fits().and(second.fits()));
    }

    private List<String> expected(Asked asked, Map<String, Object> order) {
        var descending = "DESC".equals(order.get("direction"));
        Comparator<Item> by = switch ((String) order.get("field")) {
            case "TITLE" -> Comparator.comparing(item -> item.title().replace("Ü", "~"));
            case "YEAR" -> byNullable(Item::year, descending);
            case "RATING" -> byNullable(Item::rating, descending);
            default -> throw new IllegalArgumentException();
        };
        Comparator<Item> byId = Comparator.comparing(Item::id);
        if (order.get("field").equals("TITLE")) {
            by = descending ? by.thenComparing(byId).reversed() : by.thenComparing(byId);
        } else {
            by = by.thenComparing(descending ? byId.reversed() : byId);
        }
        return items().stream().filter(asked.fits()).sorted(by).map(Item::globalId).toList();
    }

    private static <V extends Comparable<V>> Comparator<Item> byNullable(java.util.function.Function<Item, V> value,
            boolean descending) {
        Comparator<V> present = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.comparing(value, Comparator.nullsLast(present));
    }

    private JsonNode page(Map<String, Object> variables) {
        return client().data(PAGE, variables).get("allMedia");
    }

    @Test
    void givenAnyFilter_whenAsked_thenWhatFitsComesInOrderOnEveryPage() {
        var sizes = new HashSet<Boolean>();
        for (var i = 0; i < 75; i++) {
            var asked = any(3);
            Map<String, Object> order = Map.of("field", one(List.of("TITLE", "YEAR", "RATING")), "direction",
                    one(List.of("ASC", "DESC")));
            var expected = expected(asked, order);
            sizes.add(expected.size() > 100);
            Map<String, Object> variables = new HashMap<>(Map.of("filter", asked.filter(), "orderBy", order, "first",
                    60));

            var first = page(variables);
            assertThat(first.get("totalCount").asInt()).as("%s", asked.filter()).isEqualTo(expected.size());
            assertThat(first.findValuesAsText("id")).as("%s %s", asked.filter(), order)
                    .isEqualTo(expected.subList(0, Math.min(60, expected.size())));
            assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isEqualTo(expected.size() > 60);
            if (expected.size() > 60) {
                variables.put("after", first.at("/pageInfo/endCursor").asText());
                assertThat(page(variables).findValuesAsText("id")).as("%s %s", asked.filter(), order)
                        .isEqualTo(expected.subList(60, Math.min(120, expected.size())));
            }
            var last = page(Map.of("filter", asked.filter(), "orderBy", order, "last", 33));
            assertThat(last.findValuesAsText("id")).as("%s %s", asked.filter(), order)
                    .isEqualTo(expected.subList(Math.max(0, expected.size() - 33), expected.size()));
        }
        assertThat(sizes).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void givenATextThatFewTitlesHeld_whenManyDo_thenTheyAreFoundAllTheSame() throws SQLException {
        var asked = Map.<String, Object>of("filter", Map.of("title", Map.of("contains", "zzfew")), "first", 100);
        assertThat(page(asked).get("edges")).isEmpty();
        Tables.run(folder(),
                "INSERT INTO media_items (id, kind, source, title, sort_key, folded_title, created_at, updated_at)"
                        + " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 90)"
                        + " SELECT 9000000 + i, 'BOOK', 'few', 'ZzFew', 'zz', 'zzfew', 1, 1 FROM n");
        indexer.start(new StartupEvent(server.getApplicationContext()));

        assertThat(page(asked).get("edges")).hasSize(90);

        Tables.run(folder(), "DELETE FROM media_items WHERE source = 'few'");
        assertThat(page(asked).get("edges")).isEmpty();
    }

    @Test
    void givenFiltersThatCanNotBe_whenAsked_thenTheErrorNamesWhatIsWrong() {
        var wrong = new LinkedHashMap<String, String>();
        wrong.put("{year: {from: 2000 to: 1999}}", "The range from 2000 to 1999 is empty");
        wrong.put("{rating: {from: 7.5 to: 7}}", "The range from 7.5 to 7.0 is empty");
        wrong.put("{updatedAt: {from: \"2001-01-01T00:00:00Z\" to: \"2000-01-01T00:00:00Z\"}}",
                "The range from 2001-01-01T00:00:00Z to 2000-01-01T00:00:00Z is empty");
        wrong.put("{releasedOn: {from: \"2001-01-01\" to: \"2000-01-01\"}}",
                "The range from 2001-01-01 to 2000-01-01 is empty");
        wrong.put("{or: [" + ("{genres: {anyOf: [" + "\"x\" ".repeat(90) + "]}} ").repeat(6) + "]}",
                "'filter' takes at most 500 values");
        wrong.put("{title: {contains: \"" + "x".repeat(501) + "\"}}", "'contains' takes at most 500 characters");
        wrong.put("{addedWithinDays: 0}", "'addedWithinDays' takes 1 to 36500");
        wrong.put("{person: \"series_0S9WDVPNW3Y9Z\"}", "isn't an id of the type Person");
        wrong.put("{person: \"Ada\"}", "is not an id");
        wrong.put("{releasedOn: {from: \"2020\"}}", "'from': '2020' is not a day");
        wrong.put("{addedAt: {from: \"2020-01-01\"}}", "'from': '2020-01-01' is not an instant");
        wrong.put("{genres: {anyOf: [" + "\"x\" ".repeat(101) + "]}}", "'anyOf' takes at most 100 values");
        wrong.put("{title: {in: [" + "\"x\" ".repeat(101) + "]}}", "'in' takes at most 100 values");
        wrong.put("{year: {in: [" + "1 ".repeat(101) + "]}}", "'in' takes at most 100 values");
        wrong.put("{or: [" + "{year: {equals: 1}} ".repeat(101) + "]}", "'filter' takes at most 100 conditions");
        wrong.forEach((filter, message) -> {
            var error = client().answer("{ allMedia(filter: " + filter + ") { totalCount } }").at("/errors/0");
            assertThat(error.get("message").asText()).as(filter).contains(message);
            assertThat(error.at("/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
        });
    }

    @Test
    void givenSpacesOrMarksAlone_whenLookedForInTitles_thenTheyCountAsTheyAre() {
        var found = client().data(
                """
                { space: allMedia(filter: {title: {contains: " "}}) { totalCount } two: allMedia(filter: {title: {contains: "  "}}) { totalCount }
                  mark: allMedia(filter: {title: {contains: "\\u0301"}}) { totalCount } empty: allMedia(filter: {title: {contains: ""}}) { totalCount }
                  end: allMedia(filter: {title: {startsWith: "uber "}}) { totalCount } whole: allMedia(filter: {title: {equals: " uber 1 100%_x1"}}) { totalCount } }""");

        assertThat(found.findValues("totalCount").stream().map(JsonNode::asInt)).containsExactly(ITEMS, 0, 0, ITEMS,
                ITEMS, 0);
    }

    @Test
    void givenAListOfAKind_whenFilteredByKinds_thenBothHold() {
        var counts = client().data(
                """
                { none: allSeries(filter: {kind: MOVIE}) { totalCount } all: allSeries(filter: {kind: [SERIES, MOVIE]}) { totalCount }
                  plain: allSeries(filter: {}) { totalCount } nothing: allSeries(filter: {not: null and: []}) { totalCount }
                  never: allSeries(filter: {or: []}) { totalCount } }""");
        var series = items().stream().filter(item -> item.kind().equals("SERIES")).count();

        assertThat(counts.findValues("totalCount").stream().map(JsonNode::asLong)).containsExactly(0L, series, series,
                series, 0L);
    }
}
