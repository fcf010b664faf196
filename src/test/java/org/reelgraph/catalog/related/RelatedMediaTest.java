package org.reelgraph.catalog.related;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RelatedMediaTest extends ServerTest {

    private static final String RELATED = """
                                          query($key: String!, $kinds: [MediaKind!], $first: Int) {
                                            media(by: {ratingKey: $key}) { related(kinds: $kinds, first: $first) {
                                              score media { title } reasons { kind name person { name } } } } }""";
    private static final List<String> GENRES = List.of("Drama", "Crime", "Comedy", "War");
    private static final int ITEMS = 60;

    @Inject
    StatementCounter counter;

    private final Random random = new Random(11);
    private final List<Map<String, Object>> items = IntStream.range(0, ITEMS).mapToObj(this::item).toList();

    private Map<String, Object> item(int number) {
        var item = new HashMap<String, Object>(Map.of("ratingKey", "r" + number, "title", "T" + number, "genres",
                some(GENRES, 3), "collections", some(List.of("Saga " + number % 20), 1), "cast",
                IntStream.range(0, random.nextInt(4)).mapToObj(i -> person()).toList(), "crew",
                IntStream.range(0, random.nextInt(2)).mapToObj(i -> {
                    var credit = new HashMap<>(person());
                    credit.put("job", "Director");
                    credit.put("department", "DIRECTING");
                    return credit;
                }).toList()));
        if (random.nextInt(5) > 0) {
            item.put("rating", random.nextInt(100) / 10.0);
        }
        return item;
    }

    private Map<String, Object> person() {
        var number = random.nextInt(40);
        return Map.of("person", Map.of("name", "P" + number, "externalIds", Map.of("imdb", "nm" + number)));
    }

    private List<String> some(List<String> all, int most) {
        return all.stream().filter(each -> random.nextInt(2) == 0).limit(most).toList();
    }

    @BeforeAll
    void fill() {
        var half = ITEMS / 2;
        client().data("mutation($items: [MovieInput!]!) { importMovies(input: {movies: $items}) { failed } }",
                Map.of("items", items.subList(0, half)));
        // A guest of an episode is not one of the series.
        client().data("mutation($items: [SeriesInput!]!) { importSeries(input: {series: $items}) { failed } }",
                Map.of("items", items.subList(half, ITEMS).stream().map(item -> {
                    var series = new HashMap<>(item);
                    series.put("seasons", List.of(Map.of("number", 1, "episodes",
                            List.of(Map.of("number", 1, "cast", List.of(person()))))));
                    return series;
                }).toList()));
    }

    private JsonNode related(Map<String, Object> variables) {
        return anonymous().data(RELATED, variables).at("/media/related");
    }

    // The traits of an item and what each counts, told plainly.
    @SuppressWarnings("unchecked")
    private Map<String, Double> traits(Map<String, Object> item) {
        var traits = new HashMap<String, Double>();
        for (var kind : List.of("GENRE", "COLLECTION")) {
            ((List<String>) item.get(kind.toLowerCase() + "s")).forEach(name -> traits.put(kind + " " + name, 1.0));
        }
        for (var role : List.of("cast", "crew")) {
            var credits = (List<Map<String, Map<String, String>>>) item.get(role);
            for (var i = 0; i < credits.size(); i++) {
                traits.merge("PERSON " + credits.get(i).get("person").get("name"), 5.0 / (5 + i), Math::max);
            }
        }
        traits.replaceAll((name, weight) -> weight * Math.log1p((double) ITEMS / items.stream()
                .filter(other -> names(other).contains(name)).count()));
        return traits;
    }

    @SuppressWarnings("unchecked")
    private static Set<String> names(Map<String, Object> item) {
        var names = new HashSet<String>();
        ((List<String>) item.get("genres")).forEach(name -> names.add("GENRE " + name));
        ((List<String>) item.get("collections")).forEach(name -> names.add("COLLECTION " + name));
        Stream.of("cast", "crew").flatMap(role -> ((List<Map<String, Map<String, String>>>) item.get(role)).stream())
                .forEach(credit -> names.add("PERSON " + credit.get("person").get("name")));
        return names;
    }

    private record Expected(Map<String, Object> item, double score, Set<String> shared) {

        private String told() {
            return item.get("title") + " " + shared;
        }
    }

    private List<Expected> expected(Map<String, Object> item, List<Map<String, Object>> among) {
        var traits = traits(item);
        var all = traits.values().stream().mapToDouble(weight -> weight).sum();
        return among.stream().filter(other -> other != item).map(other -> {
            var shared = new TreeSet<>(traits.keySet());
            shared.retainAll(names(other));
            return new Expected(other, shared.stream().mapToDouble(traits::get).sum() / all, shared);
        }).filter(other -> other.score() > 0)
                .sorted(Comparator.comparing((Expected other) -> Math.round(other.score() * 1e9)).reversed()
                        .thenComparing(other -> -(double) other.item().getOrDefault("rating", -1.0))
                        .thenComparing(other -> items.indexOf(other.item())))
                .toList();
    }

    private static List<String> told(JsonNode related) {
        return StreamSupport.stream(related.spliterator(), false).map(each -> each.at("/media/title").asText() + " ["
                + StreamSupport.stream(each.get("reasons").spliterator(), false)
                        .map(reason -> reason.get("kind").asText() + " " + reason.get("name").asText()).sorted()
                        .collect(joining(", "))
                + "]").toList();
    }

    @Test
    void givenItemsThatShareSomething_whenRelatedAreAsked_thenTheyComeByWhatIsShared_withTheReasons() {
        var sizes = new HashSet<Boolean>();
        for (var item : items) {
            var expected = expected(item, items);
            sizes.add(expected.isEmpty());
            var found = related(Map.of("key", item.get("ratingKey"), "first", 100));

            assertThat(told(found)).as("%s", item).isEqualTo(expected.stream().map(Expected::told).toList());
            for (var i = 0; i < expected.size(); i++) {
                assertThat(found.get(i).get("score").asDouble()).isCloseTo(expected.get(i).score(), within(1e-6));
            }
            assertThat(told(related(Map.of("key", item.get("ratingKey"), "first", 3))))
                    .isEqualTo(expected.stream().limit(3).map(Expected::told).toList());
        }
        assertThat(sizes).contains(false);
    }

    @Test
    void givenKinds_whenRelatedAreAsked_thenOnlyThoseCome() {
        var series = items.subList(ITEMS / 2, ITEMS);
        for (var item : items.subList(0, 10)) {
            assertThat(told(related(Map.of("key", item.get("ratingKey"), "kinds", List.of("SERIES"), "first", 100))))
                    .isEqualTo(expected(item, series).stream().map(Expected::told).toList());
        }
        assertThat(related(Map.of("key", "r1", "kinds", List.of()))).isEmpty();
        assertThat(related(Map.of("key", "r1", "first", 0))).isEmpty();
        assertThat(anonymous().answer(RELATED, Map.of("key", "r1", "first", 101)).at("/errors/0/message").asText())
                .contains("'first' must be between 0 and 100");
    }

    @Test
    void givenReasons_whenAsked_thenTheMostTellingComesFirst_andPeopleAreThemselves() {
        client().data(
                """
                mutation { importMovies(input: {source: "other" movies: [
                  {ratingKey: "a" title: "A" genres: ["Rare", "Drama"] cast: [{person: {name: "Only Here" externalIds: {imdb: "nm999"}}}]}
                  {ratingKey: "b" title: "B" genres: ["rare", "Drama"] cast: [{person: {name: "Only Here" externalIds: {imdb: "nm999"}}}]}]}) { failed } }""");
        var found = anonymous().data(
                "{ media(by: {ratingKey: \"a\"}, source: \"other\") { related(first: 1) { media { title }"
                        + " reasons { kind name person { name externalIds { imdb } } } } } }")
                .at("/media/related/0");

        assertThat(found.at("/media/title").asText()).isEqualTo("B");
        assertThat(found.get("reasons").findValuesAsText("kind")).containsExactly("PERSON", "GENRE", "GENRE");
        assertThat(found.at("/reasons/0/person/externalIds/imdb").asText()).isEqualTo("nm999");
        assertThat(found.at("/reasons/1/person").isNull()).isTrue();
        assertThat(found.at("/reasons/2/name").asText()).isEqualTo("Drama");
        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }", Map.of("id",
                anonymous().data("{ media(by: {ratingKey: \"b\"}, source: \"other\") { id } }").at("/media/id")
                        .asText()));
        assertThat(
                anonymous().data("{ media(by: {ratingKey: \"a\"}, source: \"other\") { related { media { title } } } }")
                        .findValuesAsText("title"))
                .doesNotContain("B").isNotEmpty();
        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }", Map.of("id",
                anonymous().data("{ media(by: {ratingKey: \"a\"}, source: \"other\") { id } }").at("/media/id")
                        .asText()));
    }

    @Test
    void givenAPage_whenRelatedOfAllAreAsked_thenStatementsAreAsFewAsForOne() {
        var document = "query($first: Int!) { allMedia(first: $first) { edges { node { related(first: 5) { media { title }"
                + " reasons { name person { name } } } } } } }";
        var counts = new ArrayList<Integer>();
        for (var first : List.of(1, 50)) {
            anonymous().data(document, Map.of("first", first));
            counter.reset();
            anonymous().data(document, Map.of("first", first));
            counts.add(counter.statements().size());
        }

        // The page, the library's state, who is credited, in what else, and the media and people told of.
        assertThat(counts).allMatch(count -> count <= 6);
    }
}
