package org.reelgraph.catalog.lists;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.catalog.lists.RandomLibrary.Item;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

class MediaFacetsTest extends ServerTest {

    private static final String ALL = """
                                      query($filter: MediaFilter) { mediaFacets(filter: $filter) {
                                        genres { name count } labels { name count } collections { name count } countries { name count }
                                        studios { name count } contentRatings { name count } years { year count } kinds { kind count } } }""";

    @Inject
    StatementCounter counter;

    private RandomLibrary library;

    @BeforeAll
    void fill() throws SQLException {
        library = RandomLibrary.write(folder(), 600, new Random(3));
    }

    private JsonNode facets(Map<String, Object> filter) {
        return client().data(ALL, Map.of("filter", filter)).get("mediaFacets");
    }

    private static List<String> shown(JsonNode counts) {
        return StreamSupport.stream(counts.spliterator(), false).map(count -> count.elements().next().asText() + " "
                + count.get("count")).toList();
    }

    private List<String> expected(Predicate<Item> fits, Function<Item, Stream<?>> values) {
        var counts = library.items().stream().filter(fits)
                .flatMap(item -> values.apply(item).filter(value -> value != null).map(Object::toString).distinct())
                .collect(groupingBy(value -> value, counting()));
        return counts.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()
                .thenComparing(Map.Entry.comparingByKey())).limit(20)
                .map(count -> count.getKey() + " " + count.getValue()).toList();
    }

    private void check(Map<String, Object> filter, Predicate<Item> fits) {
        var facets = facets(filter);
        assertThat(shown(facets.get("genres"))).isEqualTo(expected(fits, item -> item.genres().stream()));
        assertThat(shown(facets.get("labels"))).isEqualTo(expected(fits, item -> item.labels().stream()));
        assertThat(shown(facets.get("studios"))).isEqualTo(expected(fits, item -> Stream.of(String.valueOf(
                item.studio())).filter(name -> item.studio() != null)));
        assertThat(shown(facets.get("contentRatings"))).isEqualTo(expected(fits, item -> Stream.of(String.valueOf(
                item.contentRating())).filter(name -> item.contentRating() != null)));
        assertThat(shown(facets.get("kinds"))).isEqualTo(expected(fits, item -> Stream.of(item.kind())));
        assertThat(facets.get("collections")).isEmpty();
        var years = new ArrayList<>(library.items().stream().filter(fits).filter(item -> item.year() != null)
                .collect(groupingBy(Item::year, counting())).entrySet());
        years.sort(Comparator.comparing(Map.Entry::getKey));
        assertThat(shown(facets.get("years")))
                .isEqualTo(years.stream().map(year -> year.getKey() + " " + year.getValue()).toList());
    }

    @Test
    void givenAFilterOrNone_whenFacetsAreAsked_thenTheyCountWhatItLetsThrough() {
        check(Map.of(), item -> true);
        check(Map.of("kind", List.of("SERIES")), item -> item.kind().equals("SERIES"));
        check(Map.of("genres", Map.of("anyOf", List.of("DRAMA")), "rating", Map.of("from", 5)),
                item -> item.genres().contains("Drama") && item.rating() != null && item.rating() >= 5);
        check(Map.of("year", Map.of("equals", 1800)), item -> false);
    }

    @Test
    void givenNamesThatDifferInCase_whenCounted_thenTheyAreOne() throws SQLException {
        Tables.run(folder(),
                "INSERT INTO media_tags (media_id, kind, position, name) VALUES (1, 'COLLECTION', 1, 'Alpha'), (1, 'COLLECTION', 2, 'ALPHA'),"
                        + " (2, 'COLLECTION', 1, 'alpha'), (3, 'COLLECTION', 1, 'Beta')");
        Tables.run(folder(), "UPDATE media_items SET updated_at = updated_at + 1 WHERE id < 4");
        try {
            var first = client()
                    .data("{ mediaFacets(filter: {year: {from: 1}}) { collections(first: 1) { name count } } }")
                    .at("/mediaFacets/collections");
            var counted = library.items().stream().limit(2).filter(item -> item.year() != null).count();
            assertThat(first.toString()).isEqualToIgnoringCase("[{\"name\":\"ALPHA\",\"count\":" + counted + "}]");
        } finally {
            Tables.run(folder(), "DELETE FROM media_tags WHERE kind = 'COLLECTION'");
            Tables.run(folder(), "UPDATE media_items SET updated_at = updated_at - 1 WHERE id < 4");
        }
    }

    @Test
    void givenFacetsOnceCounted_whenAskedAgain_thenTheyAreCountedAnewOnlyAfterAChange() throws SQLException {
        facets(Map.of("kind", List.of("MOVIE")));
        counter.reset();
        var before = facets(Map.of("kind", List.of("MOVIE"))).get("kinds");
        assertThat(counter.statements()).singleElement().asString().contains("change_places");

        // As another program would that writes into the same file.
        Tables.run(folder(), "INSERT INTO media_items (id, kind, source, title, sort_key, created_at, updated_at)"
                + " VALUES (9999, 'MOVIE', 'new', 'x', 'x', 1, 1)");
        var after = facets(Map.of("kind", List.of("MOVIE"))).get("kinds");
        Tables.run(folder(), "DELETE FROM media_items WHERE id = 9999");

        assertThat(after.at("/0/count").asInt()).isEqualTo(before.at("/0/count").asInt() + 1);
        assertThat(facets(Map.of("kind", List.of("MOVIE"))).get("kinds")).isEqualTo(before);
    }

    @Test
    void givenRandomChangesBetweenRequests_whenFacetsAreAsked_thenTheyAreThoseOfTheTables() throws SQLException {
        var random = new Random(5);
        for (var step = 0; step < 30; step++) {
            var id = 20_000 + random.nextInt(12);
            switch (random.nextInt(4)) {
                case 0, 1 -> Tables.run(folder(),
                        "INSERT INTO media_items (id, kind, source, title, sort_key, studio, created_at, updated_at)"
                                + " VALUES (" + id + ", 'BOOK', 'new', 'x', 'x', 'S" + random.nextInt(3)
                                + "', 1, 1) ON CONFLICT DO NOTHING");
                case 2 -> Tables.run(folder(), "UPDATE media_items SET studio = 's" + random.nextInt(3)
                        + "', updated_at = updated_at + 1 WHERE id = " + id);
                default -> Tables.run(folder(), "DELETE FROM media_items WHERE id = " + id);
            }
            if (step == 30) {
                Tables.run(folder(), "UPDATE change_places SET forgotten = last");
            }
            var shown = shown(client().data("{ mediaFacets(filter: {kind: BOOK}) { studios { name count } } }")
                    .at("/mediaFacets/studios"));
            // Written as most have it, where two spellings are as frequent by the letters.
            assertThat(shown).as("after step " + step).isEqualTo(Tables.query(folder(),
                    """
                    SELECT (SELECT b.studio || '' FROM media_items b WHERE b.kind = 'BOOK' AND lower(b.studio) = a.name
                      GROUP BY b.studio || '' ORDER BY count(*) DESC, b.studio || '' LIMIT 1) || ' ' || items
                    FROM (SELECT lower(studio) AS name, count(*) AS items FROM media_items WHERE kind = 'BOOK'
                      GROUP BY lower(studio)) AS a ORDER BY items DESC, 1""")
                    .stream()
                    .map(row -> row.substring(1)).toList());
        }
        Tables.run(folder(), "DELETE FROM media_items WHERE kind = 'BOOK'");
    }

    @Test
    void givenAFilter_whenFacetsAreAsked_thenTwoStatementsAreEnough() {
        facets(Map.of());
        counter.reset();
        facets(Map.of("year", Map.of("from", 1901)));

        // The state of the library, and what the filter lets through.
        assertThat(counter.statements()).hasSize(2);
        assertThat(client().answer("{ mediaFacets { genres(first: 101) { name } } }").at("/errors/0/message").asText())
                .contains("'first' must be between 0 and 100");
    }

    @Test
    void givenADeletionThatIsForgottenAlready_whenFacetsAreAsked_thenItIsNotCounted() throws SQLException {
        Tables.run(folder(),
                "INSERT INTO media_items (id, kind, source, title, sort_key, studio, created_at, updated_at)"
                        + " VALUES (30000, 'ALBUM', 'new', 'x', 'x', 'Brief', 1, 1)");
        var asked = "{ mediaFacets(filter: {studio: {equals: \"Brief\"}}) { kinds { count } } all: mediaFacets { studios(first: 100) { name } } }";
        assertThat(client().data(asked).findValuesAsText("name")).contains("Brief");

        Tables.run(folder(), "DELETE FROM media_items WHERE id = 30000");
        Tables.run(folder(), "DELETE FROM changes WHERE deleted = 1");
        Tables.run(folder(), "UPDATE change_places SET forgotten = last");

        assertThat(client().data(asked).findValuesAsText("name")).isNotEmpty().doesNotContain("Brief");
    }

    @Test
    void givenAnOlderStateThanTheLastThatWasSeen_whenCounted_thenItIsCountedAsItIs() throws SQLException {
        var before = facets(Map.of()).toString();
        Tables.run(folder(), "UPDATE change_places SET last = last + 7");
        facets(Map.of());
        Tables.run(folder(), "UPDATE change_places SET last = last - 7");

        assertThat(facets(Map.of("not", Map.of("or", List.of()))).toString()).isEqualTo(before);
        // No place comes twice.
        Tables.run(folder(), "UPDATE change_places SET last = last + 100");
    }
}
