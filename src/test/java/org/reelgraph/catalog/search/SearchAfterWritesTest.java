package org.reelgraph.catalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.HeldWriter;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever has the answer to a change finds what was changed, though the index may be behind. */
class SearchAfterWritesTest extends ServerTest {

    private static final String MOVIE = "mutation($key: String, $title: String!) { importMovies(input: {movies: [{ratingKey: $key title: $title}]}) { failed } }";

    @Inject
    WriteTransactions transactions;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.rate.mutations", "0");
    }

    private void importMovie(String key, String title) {
        client().data(MOVIE, Map.of("key", key, "title", title));
    }

    private List<String> search(String query) {
        return anonymous().data(
                """
                query($query: String!) { ...found }
                fragment found on Query { hits: search(query: $query) { edges { node { ... on Movie { title } } } } }""",
                Map.of("query", query)).findValuesAsText("title");
    }

    private List<String> withTitle(String text) {
        return anonymous().data("""
                                query($text: String!) { allMovies(first: 5, filter: {title: {contains: $text}}) {
                                  totalCount edges { node { title } } } }""", Map.of("text", text))
                .findValuesAsText("title");
    }

    private int count(String text) {
        return anonymous().data(
                "query($text: String!) { allMovies(filter: {title: {contains: $text}}) { totalCount } }",
                Map.of("text", text)).at("/allMovies/totalCount").asInt();
    }

    @Test
    void givenAMovieThatIsCreatedChangedAndDeleted_whenSearchedAtOnce_thenItIsFoundAsItIs() {
        importMovie("a", "Kestrel Point");
        assertThat(search("kestrel")).containsExactly("Kestrel Point");
        assertThat(anonymous().data("{ suggest(prefix: \"kest\") { text } }").findValuesAsText("text"))
                .containsExactly("Kestrel Point");

        importMovie("a", "Plover Point");
        assertThat(anonymous().data("{ suggest(prefix: \"plov\") { text } }").findValuesAsText("text"))
                .containsExactly("Plover Point");
        assertThat(search("kestrel")).isEmpty();
        assertThat(search("point")).containsExactly("Plover Point");

        importMovie("b", "Plover Bay");
        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }",
                Map.of("id", client().data("{ media(by: {ratingKey: \"a\"}) { id } }").at("/media/id").asText()));
        assertThat(search("plover")).containsExactly("Plover Bay");
    }

    private static IntFunction<String> of(int who) {
        return i -> "Wader" + who + "x" + i;
    }

    @Test
    void givenManyWhoWrite_whenEachSearchesForTheirOwn_thenAllFindIt() throws Exception {
        try (var threads = Executors.newFixedThreadPool(6)) {
            var found = new ArrayList<Future<List<String>>>();
            IntStream.range(0, 6).forEach(who -> found.add(threads.submit(() -> IntStream.range(0, 5)
                    .mapToObj(of(who))
                    .peek(title -> importMovie(title, title)).flatMap(title -> search(title).stream()).toList())));
            for (var who = 0; who < 6; who++) {
                assertThat(found.get(who).get())
                        .containsExactly(IntStream.range(0, 5).mapToObj(of(who)).toArray(String[]::new));
            }
        }
    }

    @Test
    void givenATransactionThatTakesLong_whenSearchedMeanwhile_thenWhatWasWrittenBeforeItIsFound() throws Exception {
        importMovie("c", "Curlew Sands");
        try (var held = HeldWriter.hold(transactions)) {
            assertThat(search("curlew")).containsExactly("Curlew Sands");
        }
    }

    private JsonNode page(String query, String after) {
        return anonymous().data(
                """
                query($query: String!, $after: String) { search(query: $query, first: 2, after: $after) {
                  edges { node { ... on Movie { title } } } pageInfo { endCursor } } }""",
                after.isEmpty() ? Map.of("query", query) : Map.of("query", query, "after", after));
    }

    @Test
    void givenWhereAPageEnded_whenThatIsDeletedOrRated_thenTheNextPageGoesOnThere() {
        List.of("One", "Two", "Three", "Four", "Five").forEach(which -> importMovie("e" + which, "Avocet " + which));
        var first = page("avocet", "");
        assertThat(first.findValuesAsText("title")).containsExactly("Avocet One", "Avocet Two");
        var end = first.findValue("endCursor").asText();
        assertThat(page("avocet", end).findValuesAsText("title")).containsExactly("Avocet Three", "Avocet Four");

        client().data(
                "mutation { importMovies(input: {movies: [{ratingKey: \"eTwo\" title: \"Avocet Two\" rating: 9}]}) { failed } }");
        assertThat(page("avocet", end).findValuesAsText("title")).containsExactly("Avocet Three", "Avocet Four");

        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }",
                Map.of("id", client().data("{ media(by: {ratingKey: \"eTwo\"}) { id } }").at("/media/id").asText()));
        assertThat(page("avocet", end).findValuesAsText("title")).containsExactly("Avocet Three", "Avocet Four");
    }

    // As another program does, so that nothing is indexed before the next change.
    @Test
    void givenTitlesThatAreNotIndexedYet_whenFilteredByThem_thenWhatTheyAreNowCounts() throws SQLException {
        importMovie("d", "Dunlin Marsh");
        assertThat(search("dunlin")).hasSize(1);
        Tables.run(folder(),
                "UPDATE media_items SET title = 'Knot Marsh', folded_title = 'knot marsh' WHERE rating_key = 'd'");

        assertThat(withTitle("knot")).containsExactly("Knot Marsh");
        assertThat(count("knot")).isEqualTo(1);
        assertThat(withTitle("dunlin")).isEmpty();
        assertThat(count("dunlin")).isZero();
    }
}
