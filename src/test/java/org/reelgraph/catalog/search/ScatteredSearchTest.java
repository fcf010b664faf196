package org.reelgraph.catalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.catalog.search.query.SearchTier;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** Words that stand in different places: titles, the series' title, years, numbers of episodes, names of people. */
class ScatteredSearchTest extends ServerTest {

    private static final String SEARCH = """
                                         query($query: String!, $types: [SearchType!], $filter: MediaFilter, $first: Int, $after: String) {
                                           search(query: $query, types: $types, filter: $filter, first: $first, after: $after) { totalCount
                                             edges { score node { ... on Movie { name: title } ... on Series { name: title } ... on Person { name }
                                               ... on Episode { name: code } } highlight { text matched } }
                                             pageInfo { endCursor hasNextPage } } }""";

    @Inject
    SearchIndexer indexer;

    @Inject
    StatementCounter counter;

    @BeforeAll
    void fill() {
        client().data(
                """
                mutation { importMovies(input: {movies: [
                  {title: "Low Tide Rising" year: 1982 rating: 7 cast: [{person: {name: "Marlene Vogt"}}]
                    crew: [{person: {name: "Ole Sand"} department: DIRECTING job: "Director"}]}
                  {title: "High Tide Rising" year: 1999 cast: [{person: {name: "Marlene Kroll"}}]}
                  {title: "Kroll" year: 1999 cast: [{person: {name: "Peer Kroll"}} {person: {name: "Marlene Vogt"}}]}
                  {title: "Winch of the Harbour Lamp" rating: 1}
                  {title: "Manual" rating: 10 summary: "Of the winch, and how a harbour is lit by a lamp."}
                  {title: "Der Steg" originalTitle: "The Jetty" year: 1975}
                  {title: "1975" year: 1990}]}) { failed } }""");
        client().data(
                """
                mutation { importSeries(input: {series: [
                  {ratingKey: "lamp" title: "Harbour Lamp" originalTitle: "Hafenlicht" year: 2018
                    cast: [{person: {name: "Jon Ahlers"}}] seasons: [
                    {number: 1 episodes: [{number: 3 title: "The Winch" airedOn: "2019-02-03" cast: [{person: {name: "Ada Quist"}}]}
                      {number: 4 title: "The Crane"} {number: 5}]}
                    {number: 2 episodes: [{number: 3 title: "Harbour Ice" airedOn: "2020-01-05"}]}]}
                  {title: "1899" seasons: [{number: 1 episodes: [{number: 3 title: "Fog"}]}]}
                  {title: "灯台守" seasons: [{number: 1 episodes: [{number: 2 title: "嵐の夜"}]}]}]}) { failed } }""");
    }

    private JsonNode search(String query) {
        return search(Map.of("query", query, "first", 100));
    }

    private JsonNode search(Map<String, Object> variables) {
        return anonymous().data(SEARCH, variables).get("search");
    }

    private static List<String> names(JsonNode found) {
        return found.findValuesAsText("name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"low tide rising 1982|Low Tide Rising",
            "1982 tide|Low Tide Rising", "rising vogt|Low Tide Rising", "tide sand|Low Tide Rising",
            "low vogt 1982|Low Tide Rising", "rising kro|High Tide Rising", "rising kr|", "rising vogt 1999|",
            "steg jetty|Der Steg", "jetty 1975|Der Steg", "1975 1990|1975", "vogt 1982|Low Tide Rising",
            "harbour lamp s01e03|S01E03", "harbour lamp S1E3|S01E03", "harbour lamp 1x03|S01E03", "harbour lamp s0e3|",
            "s02e03 harbour lamp|S02E03", "harbour lamp season 2 episode 3|S02E03", "lamp staffel 2 folge 3|S02E03",
            "harbour lamp s02|S02E03", "harbour lamp s02e|S02E03", "harbour lamp s01.e05|S01E05",
            "harbour lamp e3|S01E03;S02E03", "hafenlicht s01e04|S01E04", "harbour lamp s03e03|", "1899 s01e03|S01E03",
            "winch s01e03|S01E03", "winch s02|", "harbour lamp crane|S01E04", "crane hafenlicht|S01E04",
            "harbour quist|S01E03", "winch quist|S01E03", "winch quist lamp|S01E03", "harbour ahlers|Harbour Lamp",
            "harbour lamp 2018|Harbour Lamp;S01E03;S01E04;S01E05;S02E03", "harbour lamp 2019|S01E03",
            "ice 2020 lamp|S02E03", "\"harbour lamp\" crane|S01E04", "\"lamp harbour\" crane|",
            "harbour lamp crane -the|", "harbour lamp ice -crane|S02E03", "灯台守 s01e02|S01E02", "灯台守 嵐|S01E02",
            "marlene vogt|Marlene Vogt", "vogt sand|", "harbour lamp|Harbour Lamp;Winch of the Harbour Lamp;Manual",
            "ahlers s01|", "kroll peer|Peer Kroll;Kroll", "s01e03 1982|", "s01e03|", "1982|"})
    void givenWordsInDifferentPlaces_whenSearched_thenWhatHasThemAllIsFound(String query, String expected) {
        assertThat(names(search(query))).as(query)
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(";")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"low tide rising 1|Low Tide Rising",
            "low tide rising 19|Low Tide Rising", "low tide rising 198|Low Tide Rising", "low tide rising 197|",
            "low tide rising 2|", "low tide rising s|", "harbour lamp 1|S01E03;S01E04;S01E05",
            "harbour lamp 1x|S01E03;S01E04;S01E05", "harbour lamp 1x0|S01E03;S01E04;S01E05",
            "harbour lamp 20|Harbour Lamp;S01E03;S01E04;S01E05;S02E03", "harbour lamp 3|",
            "harbour lamp s|S01E03;S01E04;S01E05;S02E03", "harbour lamp s0|S01E03;S01E04;S01E05;S02E03",
            "harbour lamp seas|S01E03;S01E04;S01E05;S02E03", "harbour lamp season|S01E03;S01E04;S01E05;S02E03",
            "harbour lamp season 1 e|S01E03;S01E04;S01E05", "harbour lamp season 1 episode|S01E03;S01E04;S01E05",
            "harbour lamp e0|S01E03;S01E04;S01E05;S02E03", "灯台守 s|S01E02", "seas harbour lamp|",
            "harbour lamp \"seas\"|"})
    void givenANumberThatIsBeingTyped_whenSearched_thenWhatItMayBecomeIsFound(String query, String expected) {
        assertThat(names(search(query))).as(query)
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(";")));
    }

    @Test
    void givenANumberThatATitleHas_whenSearched_thenItIsNotTakenForTheBeginningOfAYear() {
        client().data(
                """
                mutation { importMovies(input: {movies: [{title: "Skerry 2" year: 2010}
                  {title: "Skerry 3" year: 2022}]}) { failed } }""");

        assertThat(names(search("skerry 2"))).containsExactly("Skerry 2");
        assertThat(names(search("skerry 20"))).containsExactly("Skerry 2", "Skerry 3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"crane|S01E04", "crane -lamp|", "crane -hafenlicht|",
            "crane -\"harbour lamp\"|", "crane -\"lamp harbour\"|S01E04",
            "winch -crane|Winch of the Harbour Lamp;S01E03;Manual",
            "winch -s01e03|Winch of the Harbour Lamp;Manual", "winch -1x03|Winch of the Harbour Lamp;Manual",
            "winch -s01|Winch of the Harbour Lamp;Manual", "winch -s02|Winch of the Harbour Lamp;S01E03;Manual",
            "harbour lamp 2018 -s01|Harbour Lamp;S02E03", "harbour lamp e3 -winch|S02E03", "嵐|S01E02", "嵐 -灯台守|",
            "嵐 -s01e02|"})
    void givenAnUnwantedWordOfTheSeries_orTheNumber_whenSearched_thenTheEpisodeIsLeftOut(String query,
            String expected) {
        assertThat(names(search(query))).as(query)
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(";")));
    }

    @Test
    void givenWordsInOneTitle_inDifferentPlaces_andInASummary_whenSearched_thenTheyComeInThisOrder() {
        var found = search("harbour lamp winch");

        assertThat(names(found)).containsExactly("Winch of the Harbour Lamp", "S01E03", "Manual");
        assertThat(found.findValues("score").stream().map(JsonNode::asDouble).distinct()).hasSize(3);
        assertThat(found.get("totalCount").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"low tide 1982|[Low] [Tide] Rising · [1982]",
            "rising vogt|Low Tide [Rising] · Marlene [Vogt]",
            "harbour lamp 1x03|[S01E03] · The Winch · [Harbour] [Lamp]", "lamp s01e05|[S01E05] · Harbour [Lamp]",
            "hafenlicht crane|The [Crane] · [Hafenlicht]", "jetty 1975|Der Steg · The [Jetty] · [1975]",
            "winch quist|The [Winch] · Ada [Quist]", "灯台守 嵐|[嵐]の夜 · [灯台守]"})
    void givenWordsInDifferentPlaces_whenTheHighlightIsAsked_thenItShowsEachPlace(String query, String expected) {
        var text = new StringBuilder();
        search(query).at("/edges/0/highlight").forEach(part -> text.append(part.get("matched").asBoolean()
                ? "[" + part.get("text").asText() + "]"
                : part.get("text").asText()));

        assertThat(text).hasToString(expected);
    }

    @Test
    void givenTypesAndAFilter_whenSearched_thenOnlyThoseAreFound() {
        assertThat(names(search(Map.of("query", "harbour lamp 2018", "types", List.of("SERIES")))))
                .containsExactly("Harbour Lamp");
        assertThat(names(search(Map.of("query", "rising vogt", "types", List.of("PERSON", "SERIES"))))).isEmpty();
        assertThat(names(search(Map.of("query", "tide 1982", "filter", Map.of("rating", Map.of("from", 7))))))
                .containsExactly("Low Tide Rising");
        assertThat(names(search(Map.of("query", "tide 1982", "filter", Map.of("rating", Map.of("from", 8))))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"harbour lamp 2018", "harbour lamp winch", "rising vogt", "harbour lamp e3"})
    void givenPages_whenTheyAreReadOneAfterTheOther_thenAllComesOnce_asMuchAsTheCountSays(String query) {
        var names = new ArrayList<String>();
        var variables = new HashMap<String, Object>(Map.of("query", query, "first", 1));
        for (var more = true; more;) {
            var page = search(variables);
            names.addAll(names(page));
            assertThat(page.get("totalCount").asInt()).isEqualTo(names(search(query)).size());
            more = page.at("/pageInfo/hasNextPage").asBoolean();
            variables.put("after", page.at("/pageInfo/endCursor").asText());
        }

        assertThat(names).isEqualTo(names(search(query)));
    }

    private void importSeries(String title, int year, String person) {
        client().data("mutation($series: SeriesInput!) { importSeries(input: {series: [$series]}) { failed } }", Map.of(
                "series",
                Map.of("ratingKey", "changing", "title", title, "year", year, "seasons", List.of(Map.of("number", 1,
                        "episodes", List.of(Map.of("number", 1, "title", "Breakwater", "cast",
                                List.of(Map.of("person", Map.of("name", person))))))))));
    }

    @Test
    void givenWhatChanged_whenSearchedByWhatItWas_andIs_thenItIsFoundByWhatItIs() throws SQLException {
        importSeries("Cuttlefish", 2001, "Ida Brandt");
        assertThat(names(search("breakwater cuttlefish"))).containsExactly("S01E01");
        assertThat(names(search("breakwater brandt"))).containsExactly("S01E01");
        assertThat(names(search("breakwater 2001"))).containsExactly("S01E01");

        Tables.run(folder(), "UPDATE people SET name = 'Ida Falk' WHERE name = 'Ida Brandt'");
        importSeries("Nautilus", 2002, "Ida Falk");
        for (var gone : List.of("breakwater cuttlefish", "breakwater brandt", "breakwater 2001")) {
            assertThat(names(search(gone))).as(gone).isEmpty();
        }
        for (var now : List.of("breakwater nautilus", "breakwater falk", "breakwater 2002")) {
            assertThat(names(search(now))).as(now).containsExactly("S01E01");
        }

        var id = client().data("{ media(by: {ratingKey: \"changing\"}) { id } }").at("/media/id").asText();
        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }", Map.of("id", id));
        assertThat(names(search("breakwater nautilus"))).isEmpty();
    }

    @Test
    void givenManyEpisodes_whenSearched_thenItTakesAsFewStatementsForAPageOfOneOrAHundred() {
        client();
        for (var first : List.of(1, 100)) {
            for (var query : List.of("harbour lamp 2018", "harbour lamp winch", "灯台守 嵐", "灯台守 s",
                    "low tide rising 19")) {
                counter.reset();
                search(Map.of("query", query, "first", first));

                // Tiers, words that are written together, how many have each word, how many are found, texts to mark,
                // nodes by kind.
                assertThat(counter.statements()).as(query).hasSizeLessThanOrEqualTo(SearchTier.values().length + 8);
            }
        }
    }

    @Test
    void givenAWordThatThousandsHave_whenSearchedWithARareOne_thenWhatHasBothIsFound() throws SQLException {
        Tables.run(folder(), "INSERT INTO media_items (id, kind, source, title, year, sort_key, created_at, updated_at)"
                + " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)"
                + " SELECT 5000000 + i, 'BOOK', 'many', 'Barnacle ' || (10000 + i), 1700 + i % 300, CAST(i AS TEXT), 1, 1 FROM n");
        Tables.run(folder(),
                "INSERT INTO people (id, name, created_at, updated_at) VALUES (6000001, 'Tove Lindqvist', 1, 1)");
        Tables.run(folder(),
                "INSERT INTO credits (owner_id, role, position, person_id) VALUES (5002400, 'CAST', 1, 6000001)");
        indexer.start(new StartupEvent(server.getApplicationContext()));
        var doc = "query($query: String!) { search(query: $query) { edges { node { ... on Book { title } } } } }";

        for (var query : List.of("barnacle lindqvist", "lindqvist barn", "tove barnacle")) {
            assertThat(anonymous().data(doc, Map.of("query", query)).findValuesAsText("title")).as(query)
                    .containsExactly("Barnacle 12400");
        }
        assertThat(anonymous().data(doc, Map.of("query", "barnacle 1980")).findValuesAsText("title")).isNotEmpty();
        Tables.run(folder(), "DELETE FROM media_items WHERE source = 'many'");
    }
}
