package org.reelgraph.changes;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.storage.retention.RetentionRunner;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

class ChangesSinceTest extends ServerTest {

    private static final String CHANGES = """
                                          query($after: String, $first: Int) { changesSince(after: $after, first: $first) { totalCount
                                            edges { cursor node { id mediaId kind action at media { title } } }
                                            pageInfo { hasNextPage endCursor } } }""";

    @Inject
    RetentionRunner retention;
    @Inject
    TestClock clock;
    @Inject
    StatementCounter counter;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.sign-in.access-time", "300d", "reelgraph.sign-in.refresh-time", "300d",
                "reelgraph.rate.mutations", "0");
    }

    @BeforeEach
    void empty() throws SQLException {
        Tables.run(folder(), "DELETE FROM media_items");
        Tables.run(folder(), "DELETE FROM changes");
    }

    private JsonNode page(String after, int first) {
        var variables = new HashMap<String, Object>(Map.of("first", first));
        variables.put("after", after);
        return anonymous().data(CHANGES, variables).get("changesSince");
    }

    /** What a client tells its copy: the titles by id, as its pages say. */
    private static final class Copy {
        private final Map<String, String> titles = new TreeMap<>();
        private String cursor;
    }

    private void readPage(Copy copy, int first) {
        var page = page(copy.cursor, first);
        for (var edge : page.get("edges")) {
            var node = edge.get("node");
            if (node.get("action").asText().equals("DELETED")) {
                copy.titles.remove(node.get("mediaId").asText());
            } else {
                copy.titles.put(node.get("mediaId").asText(), node.at("/media/title").asText());
            }
        }
        copy.cursor = page.at("/pageInfo/endCursor").asText(copy.cursor);
    }

    private void readAll(Copy copy) {
        do {
            readPage(copy, 3);
        } while (page(copy.cursor, 1).get("edges").size() > 0);
    }

    private Map<String, String> library() {
        var all = new TreeMap<String, String>();
        var found = client().data(
                "{ allSeries(first: 100) { edges { node { id title } } } allMovies(first: 100) { edges { node { id title } } } }");
        found.findParents("title").forEach(item -> all.put(item.get("id").asText(), item.get("title").asText()));
        return all;
    }

    private void movie(String key, String title) {
        var report = client().data(
                "mutation($key: String, $title: String!) { importMovies(input: {movies: [{ratingKey: $key, title: $title}]})"
                        + " { failed } }",
                Map.of("key", key, "title", title));
        assertThat(report.at("/importMovies/failed").asInt()).isZero();
    }

    private String idOf(String key) {
        return client().data("query($key: String) { media(by: {ratingKey: $key}) { id } }", Map.of("key", key))
                .at("/media/id").asText();
    }

    private JsonNode delete(String id) {
        return client()
                .data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId userErrors { code path } } }",
                        Map.of("id", id))
                .get("deleteMedia");
    }

    private static List<String> actions(JsonNode page) {
        return StreamSupport.stream(page.get("edges").spliterator(), false).map(edge -> edge.at("/node/action").asText()
                + " " + edge.at("/node/media/title").asText("-")).toList();
    }

    @Test
    void givenALibrary_whenItIsReadAndThenChanged_thenTheChangesComeOnceInOrder() {
        movie("1", "One");
        movie("2", "Two");
        movie("3", "Three");
        var first = page(null, 100);
        assertThat(actions(first)).containsExactly("CREATED One", "CREATED Two", "CREATED Three");
        var cursor = first.at("/pageInfo/endCursor").asText();
        assertThat(actions(page(cursor, 100))).isEmpty();

        movie("1", "One more");
        delete(idOf("2"));
        movie("4", "Four");
        movie("4", "Four more");
        movie("1", "One more time");
        movie("3", "Three");

        var then = page(cursor, 100);
        assertThat(actions(then)).containsExactly("DELETED -", "CREATED Four more", "UPDATED One more time");
        assertThat(then.get("totalCount").asInt()).isEqualTo(3);
        assertThat(actions(page(then.at("/pageInfo/endCursor").asText(), 100))).isEmpty();
    }

    @Test
    void givenASeries_whenAnythingBelowItChanges_thenItIsUpdated() {
        var tree = "{ratingKey: \"s\", title: \"S\", genres: [\"%s\"], cast: [{character: \"%s\", person: {name: \"P\"}}],"
                + " seasons: [{number: 1, title: \"%s\", episodes: [{number: 1, title: \"%s\"}]}]}";
        var words = new ArrayList<>(List.of("a", "b", "c", "d"));
        imported(tree.formatted(words.toArray()));
        for (var i = 0; i < words.size(); i++) {
            var cursor = page(null, 100).at("/pageInfo/endCursor").asText();
            words.set(i, "changed");
            imported(tree.formatted(words.toArray()));
            assertThat(actions(page(cursor, 100))).as(words.toString()).containsExactly("UPDATED S");
        }
        var cursor = page(null, 100).at("/pageInfo/endCursor").asText();
        imported(tree.formatted(words.toArray()));
        assertThat(actions(page(cursor, 100))).as("the same again").isEmpty();
    }

    private void imported(String series) {
        client().data("mutation { importSeries(input: {series: [" + series + "]}) { failed } }");
    }

    @Test
    void givenRandomWritesBetweenPages_whenACopyIsKept_thenItIsTheLibraryInTheEnd() throws SQLException {
        var random = new Random(7);
        var copy = new Copy();
        for (var step = 0; step < 150; step++) {
            var key = "k" + random.nextInt(12);
            switch (random.nextInt(5)) {
                case 0, 1 -> movie(key, "title " + step);
                case 2 -> {
                    var id = idOf(key);
                    if (!id.isEmpty() && !id.equals("null")) {
                        delete(id);
                    }
                }
                // As another program would that writes into the same file.
                case 3 -> Tables.run(folder(), "UPDATE media_items SET title = 'other " + step
                        + "', updated_at = updated_at + 1 WHERE rating_key = '" + key + "'");
                default -> readPage(copy, 1 + random.nextInt(3));
            }
            if (step % 30 == 29) {
                readAll(copy);
                assertThat(copy.titles).as("after step " + step).isEqualTo(library());
            }
        }
    }

    @Test
    void givenWritersBesideAReader_whenItPagesOn_thenNothingIsLostOrToldTwice() {
        var writer = CompletableFuture.runAsync(() -> {
            for (var i = 0; i < 60; i++) {
                movie("p" + i, "P" + i);
            }
        });
        var seen = new ArrayList<String>();
        String cursor = null;
        while (!writer.isDone() || seen.size() < 60) {
            var page = page(cursor, 7);
            page.findValuesAsText("title").forEach(seen::add);
            cursor = page.at("/pageInfo/endCursor").asText(cursor);
        }

        writer.join();
        assertThat(seen).containsExactlyElementsOf(IntStream.range(0, 60).mapToObj(i -> "P" + i).toList());
    }

    @Test
    void givenAnItemThatCameAndWent_whenAskedBeforeAndAfter_thenOnlyWhoMayHaveItIsTold() {
        movie("old", "Old");
        var before = page(null, 100).at("/pageInfo/endCursor").asText();
        movie("brief", "Brief");
        var between = page(before, 100).at("/pageInfo/endCursor").asText();
        delete(idOf("brief"));

        assertThat(actions(page(before, 100))).isEmpty();
        assertThat(actions(page(null, 100))).containsExactly("CREATED Old");
        assertThat(actions(page(between, 100))).containsExactly("DELETED -");
    }

    @Test
    void givenAFirstReading_whenItHasSeveralPages_thenOnlyWhatIsDeletedMeanwhileIsTold() {
        List.of("1", "2", "3", "4", "5", "6").forEach(key -> movie(key, "M" + key));
        delete(idOf("3"));
        delete(idOf("5"));
        var first = page(null, 2);
        assertThat(actions(first)).containsExactly("CREATED M1", "CREATED M2");
        assertThat(first.get("totalCount").asInt()).isEqualTo(4);

        delete(idOf("2"));
        movie("7", "M7");
        delete(idOf("7"));
        delete(idOf("6"));

        var second = page(first.at("/pageInfo/endCursor").asText(), 1);
        assertThat(actions(second)).containsExactly("CREATED M4");
        assertThat(second.get("totalCount").asInt()).isEqualTo(2);
        var third = page(second.at("/pageInfo/endCursor").asText(), 100);
        assertThat(actions(third)).containsExactly("DELETED -");
        assertThat(third.at("/edges/0/node/mediaId")).isEqualTo(first.at("/edges/1/node/mediaId"));
        assertThat(actions(page(third.at("/pageInfo/endCursor").asText(), 100))).isEmpty();
    }

    @Test
    void givenALaterReading_whenItHasSeveralPages_thenNothingIsToldOfWhatCameAndWentBefore() {
        movie("old", "Old");
        var known = page(null, 100).at("/pageInfo/endCursor").asText();
        movie("brief", "Brief");
        movie("a", "A");
        delete(idOf("brief"));
        movie("b", "B");

        var first = page(known, 1);
        assertThat(actions(first)).containsExactly("CREATED A");
        var second = page(first.at("/pageInfo/endCursor").asText(), 100);
        assertThat(actions(second)).containsExactly("CREATED B");
    }

    @Test
    void givenAnotherProgram_whenItWritesToAnItem_thenThatIsTold() throws SQLException {
        movie("1", "One");
        var cursor = page(null, 100).at("/pageInfo/endCursor").asText();

        Tables.run(folder(), "UPDATE media_items SET title = 'One of another program'");

        assertThat(actions(page(cursor, 100))).containsExactly("UPDATED One of another program");
    }

    private void noteDaily(Instant from) {
        try {
            Tables.noteDaily(folder(), from, clock.instant());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void givenADeletionThatIsForgotten_whenAnOldCursorComes_thenItHasExpiredAndAFreshOneHasNot() {
        movie("1", "One");
        movie("2", "Two");
        var old = page(null, 100).at("/pageInfo/endCursor").asText();
        delete(idOf("1"));
        var fresh = page(old, 100).at("/pageInfo/endCursor").asText();
        retention.removeOld();
        assertThat(actions(page(old, 100))).containsExactly("DELETED -");

        var deleted = clock.instant();
        clock.pass(Duration.ofDays(91));
        retention.removeOld();
        assertThat(actions(page(old, 100))).as("after a jump of the clock").containsExactly("DELETED -");
        noteDaily(deleted);
        retention.removeOld();

        var refused = anonymous().answer(CHANGES, Map.of("after", old));
        assertThat(refused.at("/errors/0/extensions/code").asText()).isEqualTo("CURSOR_EXPIRED");
        assertThat(actions(page(fresh, 100))).isEmpty();
        movie("3", "Three");
        movie("4", "Four");
        var anew = page(null, 1);
        assertThat(actions(page(anew.at("/pageInfo/endCursor").asText(), 100))).containsExactly("CREATED Three",
                "CREATED Four");
    }

    @Test
    void givenACursorOfAFutureThatABackupUndid_whenItComes_thenItHasExpired() throws SQLException {
        movie("1", "One");
        var cursor = page(null, 100).at("/pageInfo/endCursor").asText();
        Tables.run(folder(), "UPDATE change_places SET last = last - 1");
        try {
            assertThat(anonymous().answer(CHANGES, Map.of("after", cursor)).at("/errors/0/extensions/code").asText())
                    .isEqualTo("CURSOR_EXPIRED");
        } finally {
            Tables.run(folder(), "UPDATE change_places SET last = last + 1");
        }
        for (var wrong : List.of("x", "Y2hhbmdlcw", cursor + "AAAA")) {
            assertThat(anonymous().answer(CHANGES, Map.of("after", wrong)).at("/errors/0/extensions/code").asText())
                    .isEqualTo("BAD_USER_INPUT");
        }
    }

    @Test
    void givenOneOrManyChanges_whenReadWithTheirMedia_thenAsManyStatements() {
        movie("m0", "M0");
        counter.reset();
        page(null, 100);
        var one = counter.statements().size();
        for (var i = 1; i < 40; i++) {
            movie("m" + i, "M" + i);
        }
        counter.reset();

        assertThat(page(null, 100).get("edges")).hasSize(40);

        assertThat(counter.statements()).hasSize(one);
    }

    @Test
    void givenAChange_whenAskedByItsId_thenItIsThereUntilALaterOne() {
        movie("n", "N");
        var change = page(null, 1).at("/edges/0/node");
        var node = "query($id: ID!) { node(id: $id) { ... on Change { kind mediaId } } }";

        assertThat(anonymous().data(node, Map.of("id", change.get("id").asText())).at("/node/mediaId").asText())
                .isEqualTo(change.get("mediaId").asText());
        movie("n", "N again");
        assertThat(anonymous().data(node, Map.of("id", change.get("id").asText())).get("node").isNull()).isTrue();
    }

    @Test
    void givenADeletedItem_whenItComesBackUnderItsId_thenItIsCreatedAnew() throws SQLException {
        movie("b", "Back");
        var known = page(null, 100).at("/pageInfo/endCursor").asText();
        Tables.run(folder(), "CREATE TABLE kept AS SELECT * FROM media_items");
        delete(idOf("b"));
        Tables.run(folder(), "INSERT INTO media_items SELECT * FROM kept");
        Tables.run(folder(), "DROP TABLE kept");

        assertThat(actions(page(known, 100))).containsExactly("CREATED Back");
    }
}
