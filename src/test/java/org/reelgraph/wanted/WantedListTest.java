package org.reelgraph.wanted;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

class WantedListTest extends ServerTest {

    private static final String LIST = """
                                       query($filter: WantedItemFilter, $orderBy: [WantedItemOrder!], $first: Int, $after: String,
                                           $last: Int, $before: String) {
                                         wantedItems(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last,
                                             before: $before) { totalCount edges { node { title media { __typename id title } } }
                                           pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }""";

    @Inject
    StatementCounter counter;

    // By title: whether the library has it.
    @BeforeAll
    void fill() {
        client().data(
                """
                mutation { importMovies(input: {movies: [
                    {ratingKey: "1", title: "Heat", year: 1995, externalIds: {imdb: "tt0113277"}},
                    {ratingKey: "2", title: "Le fabuleux destin", year: 2001, externalIds: {imdb: "tt0211915"}},
                    {ratingKey: "3", title: "CRASH", year: 1996}, {ratingKey: "4", title: "Solaris", year: 1972}
                    {ratingKey: "5", title: "Psycho", year: 1960, externalIds: {imdb: "tt0054215"}},
                    {ratingKey: "6", title: "Undated"}]}) { userErrors { code } }
                  x: importMovies(input: {source: "attic", movies: [
                    {ratingKey: "1", title: "Heat", year: 1995, externalIds: {imdb: "tt0113277"}}]}) { userErrors { code } }
                  importBooks(input: {books: [
                    {title: "Solaris", year: 1961, externalIds: {isbn: "9780156027601"}}]}) { userErrors { code } } }""");
        add("MOVIE", "Heat", 1995, "WANTED", "imdb", "tt0113277");
        add("MOVIE", "Amélie", 2001, "SEARCHING", "imdb", "tt0211915");
        add("MOVIE", "Crash", 1996, "FAILED", "tmdb", "884");
        add("MOVIE", "Crash", 2004, "WANTED", null, null);
        add("MOVIE", "Solaris", 2002, "WANTED", null, null);
        add("MOVIE", "Psycho", 1960, "WANTED", "imdb", "tt0155975");
        add("MOVIE", "Undated", null, "FOUND", null, null);
        add("SERIES", "Heat", 1995, "WANTED", "imdb", "tt0113277");
        add("BOOK", "A planet", null, "WANTED", "isbn", "978-0-15-602760-1");
        add("ALBUM", "Ähnlich 10", null, "WANTED", null, null);
        add("ALBUM", "Ähnlich 9", 1999, "WANTED", null, null);
    }

    private void add(String kind, String title, Integer year, String status, String scheme, String id) {
        client().data("mutation($input: CreateWantedItemInput!) { createWantedItem(input: $input) {"
                + " userErrors { code } } }",
                Map.of("input", object("kind", kind, "title", title, "year", year, "status", status, "externalIds",
                        scheme == null ? null : Map.of(scheme, id))));
    }

    private JsonNode list(Map<String, Object> arguments) {
        return client().data(LIST, arguments).get("wantedItems");
    }

    private static List<String> titles(JsonNode page) {
        return page.get("edges").valueStream().map(edge -> edge.at("/node/title").asText()).toList();
    }

    @Test
    void givenALibrary_whenWantedItemsAreRead_thenEachHasTheItemThatItMeans() throws SQLException {
        var found = list(Map.of("first", 100)).get("edges").valueStream().map(edge -> edge.get("node"))
                .filter(node -> !node.get("media").isNull()).map(node -> node.get("title").asText() + " is the "
                        + node.at("/media/__typename").asText() + " " + node.at("/media/title").asText());

        assertThat(found).containsExactly("A planet is the Book Solaris", "Amélie is the Movie Le fabuleux destin",
                "Crash is the Movie CRASH", "Heat is the Movie Heat");
        var heat = list(Map.of("filter", Map.of("kind", List.of("MOVIE"), "title", Map.of("equals", "heat"))))
                .findValue("media").get("id").asText();
        assertThat(client().data("{ media(by: {imdb: \"tt0113277\"}, source: \"plex\") { id } }").at("/media/id")
                .asText()).isEqualTo(heat);
    }

    @Test
    void givenAnItemThatTheLibraryLacks_whenItIsImportedAndDeleted_thenItIsSeenAtOnceAndNothingIsWritten()
            throws SQLException {
        add("MOVIE", "Arrival", 2016, "WANTED", null, null);
        var rows = Tables.query(folder(), "SELECT * FROM wanted_items ORDER BY id");
        var arrival = Map.<String, Object>of("filter", Map.of("title", Map.of("equals", "arrival")));
        assertThat(list(arrival).findValue("media").isNull()).isTrue();

        var id = client().data("mutation { importMovies(input: {movies: [{title: \"Arrival\", year: 2016}]}) {"
                + " movies { id } } }").findValue("id").asText();

        assertThat(list(arrival).findValue("media").get("id").asText()).isEqualTo(id);
        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }", Map.of("id", id));
        assertThat(list(arrival).findValue("media").isNull()).isTrue();
        assertThat(Tables.query(folder(), "SELECT * FROM wanted_items ORDER BY id")).isEqualTo(rows);
        Tables.run(folder(), "DELETE FROM wanted_items WHERE title = 'Arrival'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"kind: [BOOK, SERIES] | A planet, Heat", "kind: [] |",
            "status: [FAILED, FOUND] | Crash, Undated", "title: {contains: \"ahnlich\"} | Ähnlich 9, Ähnlich 10",
            "title: {startsWith: \"cra\"} | Crash, Crash",
            "title: {in: [\"HEAT\", \"amelie\"]} kind: [MOVIE] | Amélie, Heat",
            "year: {from: 1990, to: 1996} kind: [MOVIE] | Crash, Heat", "year: {equals: 2004} | Crash",
            "hasMedia: true | A planet, Amélie, Crash, Heat",
            "hasMedia: false, kind: [MOVIE] | Crash, Psycho, Solaris, Undated",
            "addedAt: {from: \"2100-01-01T00:00:00Z\"} |",
            "addedAt: {to: \"2100-01-01T00:00:00Z\"} kind: [BOOK] | A planet"})
    void givenAFilter_whenItemsAreListed_thenThoseAreLeftThatAllOfItHoldsFor(String filter, String titles) {
        var page = client().data("{ wantedItems(filter: {" + filter + "}) { totalCount edges { node { title } } } }")
                .get("wantedItems");

        assertThat(titles(page)).isEqualTo(titles == null ? List.of() : List.of(titles.split(", ")));
        assertThat(page.get("totalCount").asInt()).isEqualTo(titles(page).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TITLE ASC LAST", "TITLE DESC LAST", "YEAR ASC FIRST", "YEAR DESC LAST", "ADDED_AT DESC LAST",
                    "UPDATED_AT ASC LAST", "LAST_SEARCHED_AT DESC FIRST"})
    void givenAnOrder_whenItIsReadPageByPageInBothDirections_thenEachItemComesOnceInOneOrder(String order) {
        var words = order.split(" ");
        var by = List.of(Map.of("field", words[0], "direction", words[1], "nulls", words[2]),
                Map.of("field", "YEAR", "direction", "DESC", "nulls", "FIRST"));
        var whole = list(Map.of("orderBy", by, "first", 100));
        var forwards = new ArrayList<String>();
        var backwards = new ArrayList<String>();
        var next = new HashMap<String, Object>(Map.of("orderBy", by, "first", 3));
        var previous = new HashMap<String, Object>(Map.of("orderBy", by, "last", 4));
        JsonNode page;
        do {
            page = list(next);
            forwards.addAll(titles(page));
            next.put("after", page.at("/pageInfo/endCursor").asText());
        } while (page.at("/pageInfo/hasNextPage").asBoolean());
        do {
            page = list(previous);
            backwards.addAll(0, titles(page));
            previous.put("before", page.at("/pageInfo/startCursor").asText());
        } while (page.at("/pageInfo/hasPreviousPage").asBoolean());

        assertThat(titles(whole)).hasSize(11);
        assertThat(forwards).isEqualTo(titles(whole));
        assertThat(backwards).isEqualTo(titles(whole));
    }

    @Test
    void givenACursorOfAnotherList_whenItIsUsed_thenItIsRefused() {
        var cursor = list(Map.of("first", 1)).at("/pageInfo/endCursor").asText();

        assertThat(client().answer(LIST, Map.of("after", cursor, "filter", Map.of("hasMedia", true)))
                .at("/errors/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void givenManyItems_whenTheyAreListedWithTheirMedia_thenStatementsAreAsFewAsForOne() {
        var counts = IntStream.of(2, 11).map(most -> {
            counter.reset();
            list(Map.of("first", most, "filter", Map.of("kind", List.of("MOVIE", "BOOK", "ALBUM", "SERIES")), "orderBy",
                    List.of(Map.of("field", "TITLE"))));
            return counter.statements().size();
        }).toArray();

        // The list, what the library has of it, these items, and how many there are.
        assertThat(counts).containsExactly(4, 4);
    }
}
