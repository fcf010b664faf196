package org.reelgraph.catalog.search;

import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class SearchIndexTest extends ServerTest {

    private static final List<String> WORDS = List.of("Über", "golden", "進撃の巨人", "Harbour", "100%", "C++", "tide",
            "S.P.R.A.Y.", "Kelp-Man", "L'Écume", "&", "II", "³", "and", "");

    @Inject
    SearchIndexer indexer;

    @Inject
    WriteTransactions transactions;

    private final Random random = new Random(4);

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.rate.mutations", "0");
    }

    // Every word of every entry with its place, and the entries.
    private static final List<String> TABLES = List.of("search_titles", "search_texts", "search_fragments");

    private List<String> index() throws SQLException {
        transactions.catchUp();
        var index = new ArrayList<>(Tables.query(folder(), "SELECT * FROM search_entries ORDER BY id"));
        if (TestDatabase.isPostgresql()) {
            for (var table : TABLES) {
                index.addAll(Tables.query(folder(), "SELECT * FROM " + table + " ORDER BY id"));
            }
            return index;
        }
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder().resolve("reelgraph.db"));
                var statement = database.createStatement()) {
            for (var table : TABLES) {
                statement.execute("CREATE VIRTUAL TABLE temp.in_" + table + " USING fts5vocab ('main', '" + table
                        + "', 'instance')");
                var rows = statement
                        .executeQuery("SELECT term, doc, col, offset FROM temp.in_" + table + " ORDER BY 2, 3, 4, 1");
                while (rows.next()) {
                    index.add(
                            rows.getString(1) + " " + rows.getLong(2) + " " + rows.getString(3) + " " + rows.getInt(4));
                }
            }
        }
        return index;
    }

    private List<String> madeAnew() throws SQLException {
        Tables.run(folder(), "UPDATE search_making SET version = 'another'");
        indexer.start(new StartupEvent(server.getApplicationContext()));
        return index();
    }

    private String text() {
        return WORDS.get(random.nextInt(WORDS.size())) + " " + WORDS.get(random.nextInt(WORDS.size()));
    }

    private void importSeries(String key) {
        var series = new HashMap<String, Object>(Map.of("ratingKey", key, "title", text(), "rating", random.nextInt(11),
                "cast", List.of(Map.of("person", Map.of("name", text()))), "seasons",
                List.of(Map.of("number", 1, "episodes",
                        List.of(Map.of("number", 1 + random.nextInt(3), "title", text(), "summary", text()))))));
        series.put(random.nextBoolean() ? "originalTitle" : "summary", text());
        client().data(
                "mutation($series: SeriesInput!, $prune: Boolean) { importSeries(input: {series: [$series], prune: $prune}) { failed } }",
                Map.of("series", series, "prune", random.nextBoolean()));
    }

    private void delete(String key) {
        var id = client().data("query($key: String) { media(by: {ratingKey: $key}) { id } }", Map.of("key", key))
                .at("/media/id");
        if (id.isTextual()) {
            client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }",
                    Map.of("id", id.asText()));
        }
    }

    @Test
    void givenRandomWritesOfAllKinds_whenTheIndexIsRead_thenItIsAsIfItWereMadeAnew() throws SQLException {
        for (var step = 0; step < 80; step++) {
            var key = "k" + random.nextInt(8);
            switch (random.nextInt(5)) {
                case 0, 1, 2 -> importSeries(key);
                case 3 -> delete(key);
                // As another program would that writes into the same file; the next own write indexes it.
                default -> Tables.run(folder(),
                        "UPDATE media_items SET title = '" + text() + "', rating = 3.3 WHERE rating_key = '"
                                + key + "'");
            }
        }
        importSeries("last");

        var kept = index();
        assertThat(kept).hasSizeGreaterThan(50);
        assertThat(Tables.query(folder(), "SELECT count(*) FROM search_pending")).containsExactly("|0");
        assertThat(madeAnew()).isEqualTo(kept);
        assertThat(Tables.query(folder(),
                "SELECT count(*) FROM search_entries WHERE entity_id NOT IN (SELECT id FROM media_items"
                        + " UNION SELECT id FROM episodes UNION SELECT id FROM people)"))
                .containsExactly("|0");
    }

    @Test
    void givenADryRunOrAMistake_whenImported_thenTheIndexIsAsItWas() throws SQLException {
        importSeries("dry");
        var before = index();

        client().data(
                "mutation { importMovies(input: {dryRun: true movies: [{title: \"Never there\"}]}) { created } }");
        client().data(
                "mutation { importMovies(input: {errorPolicy: REJECT_ALL movies: [{title: \"Never there\"} {title: \"\"}]}) { created } }");

        assertThat(index()).isEqualTo(before);
    }

    @Test
    void givenWhatAnotherProgramWroteMeanwhile_whenTheServerStarts_thenItIsFound() throws SQLException {
        Tables.run(folder(), "INSERT INTO media_items (id, kind, source, title, sort_key, created_at, updated_at)"
                + " VALUES (77, 'MOVIE', 'other', 'Zephyr''s Return', 'x', 1, 1)");
        assertThat(search("zephyrs")).isEmpty();

        indexer.start(new StartupEvent(server.getApplicationContext()));
        assertThat(search("zephyrs")).containsExactly("Zephyr's Return");
        Tables.run(folder(), "DELETE FROM media_items WHERE id = 77");
        assertThat(search("zephyrs")).isEmpty();
    }

    private long parts(String table) throws SQLException {
        return Long.parseLong(Tables.query(folder(), "SELECT count(DISTINCT segid) FROM " + table + "_idx").getFirst()
                .substring(1));
    }

    // As who imports does.
    private void tidy() {
        while (indexer.tidySome()) {
            // A part at a time.
        }
    }

    // Holds most of the index.
    private String largestPart() throws SQLException {
        return Tables.query(folder(), "SELECT segid, pages * 3 >= (SELECT count(*) FROM search_texts_idx) * 2"
                + " FROM (SELECT segid, count(*) AS pages FROM search_texts_idx GROUP BY segid)"
                + " ORDER BY pages DESC LIMIT 1").getFirst();
    }

    @Test
    @SqliteOnly
    void givenAnIndexThatWritesHaveScattered_whenTidiedUp_thenMostOfItIsInOnePart_andTheSame() throws SQLException {
        for (var write = 0; write < 3; write++) {
            Tables.run(folder(),
                    "INSERT INTO media_items (id, kind, source, title, summary, sort_key, created_at, updated_at)"
                            + " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 700)"
                            + " SELECT 1000000 * (" + write
                            + " + 1) + i, 'BOOK', 'many', hex(randomblob(20)), hex(randomblob(400)), i, 1, 1 FROM n");
            indexer.start(new StartupEvent(server.getApplicationContext()));
        }
        var before = index();
        assertThat(parts("search_texts")).isGreaterThan(1);

        tidy();

        for (var table : TABLES) {
            assertThat(parts(table)).as(table).isLessThanOrEqualTo(2);
        }
        assertThat(index()).isEqualTo(before);
        var largest = largestPart();
        assertThat(largest).endsWith("|1");
        importSeries("further");
        tidy();
        assertThat(largestPart()).as("what little came since doesn't have it written anew").isEqualTo(largest);
        Tables.run(folder(), "DELETE FROM media_items WHERE source = 'many'");
    }

    @Test
    void givenAJobThatChangesMuch_whenItIsAtItsEnd_thenAllOfItIsFound() throws SQLException {
        Tables.run(folder(), "INSERT INTO media_items (id, kind, source, title, sort_key, created_at, updated_at)"
                + " VALUES (78, 'MOVIE', 'later', 'Quagmire Ballad', 'x', 1, 1)");
        transactions.within(() -> {
            indexer.keepUp();
            return true;
        });
        assertThat(search("quagmire").isEmpty()).isEqualTo(!TestDatabase.isPostgresql());

        indexer.indexRest();

        assertThat(search("quagmire")).containsExactly("Quagmire Ballad");
        assertThat(Tables.query(folder(), "SELECT count(*) FROM search_pending")).containsExactly("|0");
        Tables.run(folder(), "DELETE FROM media_items WHERE id = 78");
    }

    private List<String> search(String query) {
        return anonymous()
                .data("query($query: String!) { search(query: $query) { edges { node { ... on Movie { title } } } } }",
                        Map.of("query", query))
                .findValuesAsText("title");
    }
}
