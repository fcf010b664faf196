package org.reelgraph.wanted;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.AtOnce;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

class WantedItemsTest extends ServerTest {

    private static final String FIELDS = """
                                         id kind title year status searchQuery addedAt updatedAt lastSearch { at found grabbed }
                                         externalIds { imdb tmdb tvdb plex musicbrainz isbn }""";
    private static final String CREATE = """
                                         mutation($input: CreateWantedItemInput!) { createWantedItem(input: $input) {
                                           wantedItem { %s } userErrors { code message path } } }""".formatted(FIELDS);
    private static final String UPDATE = """
                                         mutation($input: UpdateWantedItemInput!) { updateWantedItem(input: $input) {
                                           wantedItem { %s } userErrors { code message path } } }""".formatted(FIELDS);

    @BeforeEach
    void empty() throws SQLException {
        Tables.run(folder(), "DELETE FROM wanted_items");
    }

    private JsonNode create(Object... members) {
        return client().data(CREATE, Map.of("input", object(members))).get("createWantedItem");
    }

    private String created(Object... members) {
        var answer = create(members);
        assertThat(answer.get("userErrors")).as("%s", List.of(members)).isEmpty();
        return answer.at("/wantedItem/id").asText();
    }

    private JsonNode update(Object... members) {
        return client().data(UPDATE, Map.of("input", object(members))).get("updateWantedItem");
    }

    private static List<String> errors(JsonNode payload) {
        return StreamSupport.stream(payload.get("userErrors").spliterator(), false)
                .map(error -> error.get("code").asText() + " " + String.join(".", error.get("path").valueStream()
                        .map(JsonNode::asText).toList()))
                .toList();
    }

    private int count() {
        return client().data("{ wantedItems { totalCount } }").at("/wantedItems/totalCount").asInt();
    }

    @Test
    void givenAnItem_whenItIsCreatedChangedAndDeleted_thenEachIsAnsweredAndKept() {
        var item = create("kind", "MOVIE", "title", "  Heat ", "year", 1995, "externalIds",
                Map.of("imdb", "https://www.imdb.com/title/tt0113277/", "tmdb", "0"), "searchQuery", " ")
                .get("wantedItem");
        var id = item.get("id").asText();

        assertThat(id).startsWith("wanted_");
        assertThat(item.get("title").asText()).isEqualTo("Heat");
        assertThat(item.get("status").asText()).isEqualTo("WANTED");
        assertThat(item.at("/externalIds/imdb").asText()).isEqualTo("tt0113277");
        assertThat(item.at("/externalIds/tmdb").isNull()).isTrue();
        assertThat(item.get("searchQuery").isNull()).isTrue();
        assertThat(item.get("addedAt").isTextual()).isTrue();

        var changed = update("id", id, "status", "FOUND", "searchQuery", "heat 1995", "lastSearch",
                Map.of("at", "2026-01-31T18:30:00+01:00", "found", 2, "grabbed", 1), "externalIds",
                Map.of("tmdb", "949")).get("wantedItem");

        assertThat(changed.get("lastSearch").toString())
                .isEqualTo("{\"at\":\"2026-01-31T17:30:00Z\",\"found\":2,\"grabbed\":1}");
        assertThat(changed.get("externalIds").toString()).contains("tt0113277", "949");
        assertThat(changed.get("addedAt")).isEqualTo(item.get("addedAt"));
        assertThat(client().data("query($id: ID!) { wantedItem(id: $id) { " + FIELDS + " } }", Map.of("id", id))
                .get("wantedItem")).isEqualTo(changed);

        var cleared = update("id", id, "year", null, "searchQuery", null, "lastSearch", null, "externalIds", null)
                .get("wantedItem");
        assertThat(List.of("year", "searchQuery", "lastSearch")).allMatch(name -> cleared.get(name).isNull());
        assertThat(cleared.get("externalIds")).allMatch(JsonNode::isNull);
        var delete = "mutation($id: ID!) { deleteWantedItem(input: {id: $id}) { deletedId userErrors { code path } } }";
        assertThat(client().data(delete, Map.of("id", id)).at("/deleteWantedItem/deletedId").asText()).isEqualTo(id);
        assertThat(errors(client().data(delete, Map.of("id", id)).get("deleteWantedItem")))
                .containsExactly("NOT_FOUND input.id");
        assertThat(errors(update("id", id, "year", 1))).containsExactly("NOT_FOUND input.id");
        assertThat(count()).isZero();
    }

    @Test
    void givenUnusableValues_whenAnItemIsCreated_thenEachIsNamedAndNothingIsKept() {
        assertThat(errors(create("kind", "SERIES", "title", "\u200b ", "year", 0, "searchQuery", "q".repeat(501),
                "externalIds", Map.of("isbn", "9783161484101", "musicbrainz", "0f6a3c1e-5b7d-4e21-9a48-2c6d8e0b1f35"),
                "lastSearch", Map.of("at", "2026-01-31T18:30:00Z", "found", -1))))
                .containsExactly("INVALID input.externalIds.isbn", "REQUIRED input.title", "OUT_OF_RANGE input.year",
                        "OUT_OF_RANGE input.searchQuery", "INVALID input.externalIds.musicbrainz",
                        "OUT_OF_RANGE input.lastSearch.found");
        assertThat(errors(create("kind", "BOOK", "title", "t".repeat(501))))
                .containsExactly("OUT_OF_RANGE input.title");
        assertThat(errors(create("kind", "BOOK", "title", "two\nlines"))).containsExactly("INVALID input.title");
        // One character that becomes 18 once it is folded.
        assertThat(errors(create("kind", "BOOK", "title", "\ufdfa".repeat(500))))
                .containsExactly("OUT_OF_RANGE input.title");
        assertThat(errors(create("kind", "BOOK", "title", "B", "externalIds", Map.of("imdb", "i".repeat(201)))))
                .containsExactly("OUT_OF_RANGE input.externalIds.imdb");
        assertThat(client().answer(CREATE, Map.of("input", object("kind", "BOOK", "title", "B", "lastSearch",
                Map.of("at", "yesterday")))).at("/errors/0/message").asText()).contains("yesterday");
        var id = created("kind", "BOOK", "title", "雨".repeat(500), "year", 1605);
        assertThat(errors(update("id", id, "title", null, "kind", null, "status", null))).containsExactly(
                "REQUIRED input.kind", "REQUIRED input.status", "REQUIRED input.title");
        assertThat(count()).isOne();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            // kind, title, year, imdb, tmdb, whether it is the same as the movie Amélie of 2001 with imdb tt1 and tmdb 5
            "MOVIE, AMELIE, 2001, -, -, ALREADY_EXISTS input.title",
            "MOVIE, Amélie, 2001, tt1, -, ALREADY_EXISTS input.externalIds.imdb",
            "MOVIE, Ame\u0301lie, 2001, -, 5, ALREADY_EXISTS input.externalIds.tmdb",
            "MOVIE, Other, 1990, tt1, 6, ALREADY_EXISTS input.externalIds.imdb", "MOVIE, Amélie, 2001, tt2, -, -",
            "MOVIE, Amélie, 2001, -, 6, -", "MOVIE, Amélie, 2002, -, -, -", "MOVIE, Amélie, -, -, -, -",
            "SERIES, Amélie, 2001, tt1, 5, -", "BOOK, Amélie, 2001, -, -, -"})
    void givenAMovie_whenAnotherItemIsCreated_thenOnlyTheSameOneIsRefused(String kind, String title, Integer year,
            String imdb, String tmdb, String refusal) {
        var id = created("kind", "MOVIE", "title", "Amélie", "year", 2001, "externalIds",
                Map.of("imdb", "tt1", "tmdb", "5"));
        var other = object("kind", kind, "title", title, "year", year, "externalIds",
                object("imdb", imdb, "tmdb", tmdb));

        var answer = client().data(CREATE, Map.of("input", other)).get("createWantedItem");

        assertThat(errors(answer)).isEqualTo(refusal == null ? List.of() : List.of(refusal));
        assertThat(count()).isEqualTo(refusal == null ? 2 : 1);
        if (refusal != null) {
            assertThat(answer.at("/userErrors/0/message").asText()).startsWith(
                    "There is the movie 'Amélie' (2001) already, " + id + ": both have the same ");
            return;
        }
        // Again, it is the same as itself.
        assertThat(errors(client().data(CREATE, Map.of("input", other)).get("createWantedItem"))).hasSize(1);
    }

    @Test
    void givenItemsWithoutYear_whenOneOfTheSameTitleIsCreated_thenItIsRefused() {
        created("kind", "ALBUM", "title", "Blue");

        assertThat(errors(create("kind", "ALBUM", "title", "blue"))).containsExactly("ALREADY_EXISTS input.title");
        assertThat(errors(create("kind", "ALBUM", "title", "Blue", "year", 1971))).isEmpty();
    }

    @Test
    void givenTwoRemakes_whenTheFirstIsDeletedAndTheOtherChanged_thenTheirPlacesAreTakenAgain() {
        var first = created("kind", "MOVIE", "title", "R", "year", 2000, "externalIds", Map.of("imdb", "tt1"));
        var second = created("kind", "MOVIE", "title", "R", "year", 2000, "externalIds", Map.of("imdb", "tt2"));

        assertThat(errors(update("id", second, "externalIds", object("imdb", null))))
                .containsExactly("ALREADY_EXISTS input.title");
        assertThat(errors(update("id", second, "title", "S"))).isEmpty();
        assertThat(errors(update("id", first, "title", "S"))).isEmpty();
        assertThat(errors(update("id", first, "externalIds", Map.of("imdb", "tt2"))))
                .containsExactly("ALREADY_EXISTS input.externalIds.imdb");
        assertThat(errors(update("id", first, "title", "S"))).isEmpty();
        created("kind", "MOVIE", "title", "R", "year", 2000);
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void givenSeveralItems_whenTheyAreCreatedAtOnce_thenEachHasItsVerdict() throws SQLException {
        created("kind", "MOVIE", "title", "Known");
        var before = Tables.query(folder(), "SELECT id FROM audit_log").size();
        var items = List.of(object("kind", "MOVIE", "title", "A"), object("kind", "MOVIE", "title", "known"),
                object("kind", "MOVIE", "title", "a"), object("kind", "MOVIE", "title", ""),
                object("kind", "MOVIE", "title", "B"));
        var document = """
                       mutation($items: [CreateWantedItemInput!]!) { createWantedItems(input: {items: $items}) { created
                         results { wantedItem { title } userErrors { code message path } } userErrors { code path } } }""";

        var answer = client().data(document, Map.of("items", items)).get("createWantedItems");

        assertThat(answer.get("created").asInt()).isEqualTo(2);
        assertThat(answer.at("/results").valueStream().map(result -> result.at("/wantedItem/title").asText("-")
                + errors(result))).containsExactly("A[]", "-[ALREADY_EXISTS input.items.1.title]",
                        "-[DUPLICATE input.items.2.title]", "-[REQUIRED input.items.3.title]", "B[]");
        assertThat(answer.at("/results/2/userErrors/0/message").asText()).contains("of item 0");
        assertThat(
                Tables.query(folder(), "SELECT action, label FROM audit_log ORDER BY id").subList(before, before + 1))
                .containsExactly("|createWantedItems|2 wanted items");
        var many = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < 101; i++) {
            many.add(object("kind", "MOVIE", "title", "Many " + i));
        }
        assertThat(errors(client().data(document, Map.of("items", many)).get("createWantedItems")))
                .containsExactly("TOO_MANY input.items");
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void givenTwentyRequestsForOneItem_whenTheyComeAtOnce_thenOneWinsAndTheOthersAreTold() throws Exception {
        client();
        var answers = AtOnce.run(20, i -> () -> create("kind", "MOVIE", "title", i % 2 == 0 ? "Rush" : "RUSH", "year",
                2013));

        assertThat(answers.stream().filter(answer -> answer.get("userErrors").isEmpty())).hasSize(1);
        assertThat(answers.stream().filter(answer -> !answer.get("userErrors").isEmpty())).hasSize(19)
                .allMatch(answer -> errors(answer).equals(List.of("ALREADY_EXISTS input.title")));
        assertThat(count()).isOne();
    }

    @Test
    void givenADatabaseThatAnotherProgramWrites_whenTheSameItemIsInserted_thenAnIndexRefusesIt() throws SQLException {
        created("kind", "MOVIE", "title", "Twice", "externalIds", Map.of("imdb", "tt1"));
        var copy = "INSERT INTO wanted_items SELECT 1, kind, %s, sort_key, %s, year, 0, %s, NULL, NULL, NULL, NULL,"
                + " NULL, status, NULL, NULL, NULL, NULL, NULL, 1 FROM wanted_items";
        assertThat(refused(copy.formatted("title", "folded_title", "NULL"))).isTrue();
        assertThat(refused(copy.formatted("'Other'", "'other'", "imdb"))).isTrue();
        assertThat(refused(copy.formatted("'Other'", "'other'", "'tt2'"))).isFalse();
    }

    private boolean refused(String sql) {
        try {
            Tables.run(folder(), sql);
            return false;
        } catch (SQLException e) {
            return e.getMessage().toLowerCase().contains("unique");
        }
    }
}
