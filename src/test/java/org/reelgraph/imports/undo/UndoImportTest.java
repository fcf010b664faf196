package org.reelgraph.imports.undo;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.retention.RetentionRunner;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.credit;
import static org.reelgraph.testing.Trees.episode;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.season;
import static org.reelgraph.testing.Trees.with;

/** Imports that are undone, and what undid them as well. */
class UndoImportTest extends ServerTest {

    // Favourites stand for what a later feature attaches to items.
    private static final List<String> TABLES = List.of("media_items", "media_tags", "seasons", "episodes", "people",
            "credits", "images", "further_rating_keys", "media_seen", "complete_imports", "series_totals",
            "favourites");
    private static final String UNDO = """
                                       mutation($input: UndoImportInput!) { undoImport(input: $input) {
                                         job { id } userErrors { code message path } } }""";
    private static final String LOOK = """
                                       query($id: ID!) { job(id: $id) { state error ... on UndoJob {
                                         id dryRun force restored deleted unchanged refused undoable undoneJob { id }
                                         records(first: 100) { totalCount edges { node {
                                           title outcome mediaKind media { id } person { id } userErrors { code message } } } } } } }""";

    @Inject
    private RetentionRunner retention;

    @Override
    protected Map<String, String> settings() {
        return Jobs.PRUNING;
    }

    @BeforeAll
    void attach() throws SQLException {
        Tables.run(folder(), "CREATE TABLE favourites (user_id INTEGER NOT NULL, media_id BIGINT NOT NULL"
                + " REFERENCES media_items (id) ON DELETE CASCADE, PRIMARY KEY (user_id, media_id))");
    }

    private Jobs jobs() {
        return new Jobs(client(), folder());
    }

    private List<String> rows() throws SQLException {
        var rows = new ArrayList<String>();
        for (var table : TABLES) {
            Tables.query(folder(), "SELECT * FROM " + table).forEach(row -> rows.add(table + row));
        }
        rows.sort(null);
        return rows;
    }

    private JsonNode run(List<Map<String, Object>> records, Object... options) {
        jobs().lines("undo.jsonl", records.toArray(Map[]::new));
        var job = jobs().run(with(object("path", "undo.jsonl"), options));
        assertThat(Jobs.errors(job)).isEmpty();
        assertThat(job.get("status").asText()).isEqualTo("SUCCEEDED");
        return job;
    }

    private JsonNode payload(String jobId, Object... options) {
        return client().data(UNDO, Map.of("input", with(object("jobId", jobId), options))).get("undoImport");
    }

    private JsonNode undo(JsonNode job, Object... options) {
        var payload = payload(job.get("id").asText(), options);
        assertThat(payload.get("userErrors")).isEmpty();
        var id = payload.at("/job/id").asText();
        jobs().awaitEnd(id);
        return client().data(LOOK, Map.of("id", id)).get("job");
    }

    private static List<String> outcomes(JsonNode job) {
        return job.at("/records/edges").valueStream().map(edge -> edge.get("node"))
                .map(node -> node.get("outcome").asText() + " " + node.get("title").asText()
                        + node.at("/userErrors/0/code").asText("").transform(code -> code.isEmpty() ? "" : " " + code))
                .sorted().toList();
    }

    private static Map<String, Object> film(String key, String title, Object... more) {
        return with(object("kind", "MOVIE", "ratingKey", key, "title", title), more);
    }

    private static Map<String, Object> id(String imdb) {
        return object("imdb", imdb);
    }

    private static Map<String, Object> shown(String name, String path) {
        return object("name", name, "images", List.of(object("kind", "THUMB", "path", path)));
    }

    @SafeVarargs
    private static List<Map<String, Object>> and(List<Map<String, Object>> records, Map<String, Object>... more) {
        var all = new ArrayList<>(List.of(more));
        all.addAll(records);
        return all;
    }

    private String idOf(String title) throws SQLException {
        return Tables.query(folder(), "SELECT id FROM media_items WHERE title = '" + title + "'").getFirst()
                .substring(1);
    }

    private List<String> found(String text) {
        return client()
                .data("query($text: String!) { search(query: $text) { edges { node { ... on Media { title } } } } }",
                        Map.of("text", text))
                .findValuesAsText("title");
    }

    @Test
    void givenChangesOfEveryKind_whenUndone_thenEachTableIsAsBefore_andTheUndoCanBeUndone() throws SQLException {
        var films = IntStream.range(0, 20).mapToObj(i -> film("w" + i, "Film " + i)).toList();
        run(and(films,
                with(object("kind", "SERIES", "ratingKey", "ws1", "title", "Whole", "externalIds", id("tt0000101"),
                        "genres", List.of("Drama", "Crime"), "cast",
                        List.of(credit("Anna", "A", "nm0000001"), credit("Bert", "B"))), "seasons",
                        List.of(
                                season(1, episode(1, "cast", List.of(credit("Guest", "G"))),
                                        episode(2, "externalIds", id("tt0000201")),
                                        episode(3, "externalIds", id("tt0000202"), "images",
                                                List.of(object("kind", "STILL", "path", "/s/3")))),
                                season(2, episode(1, "cast", List.of(credit("Only there", "O"))), episode(2)))),
                film("wm1", "First", "externalIds", id("tt0000301")),
                film("wm2", "Second", "externalIds", id("tt0000302")),
                film("wm3", "Vanished", "cast", List.of(object("person", shown("Lost", "/l"))), "labels", List.of("x"),
                        "summary", "é 雨"),
                object("kind", "SERIES", "ratingKey", "ws2", "title", "Empty")), "source", "whole");
        Tables.run(folder(), "INSERT INTO favourites VALUES (7, " + idOf("Vanished") + ")");
        var before = rows();
        var feed = client().data("{ changesSince(first: 100) { pageInfo { endCursor } } }")
                .at("/changesSince/pageInfo/endCursor").asText();

        var job = run(and(films, with(object("kind", "SERIES", "ratingKey", "ws1", "title", "Whole!", "externalIds",
                id("tt0000101"), "genres", List.of("Crime"), "cast",
                List.of(credit("Anna", "A", "nm0000001"),
                        object("character", "Bb", "person", with(shown("Bert", "/b"), "externalIds", id("nm0000002"))),
                        credit("Clara", "C"))),
                "seasons",
                List.of(season(1, episode(2, "externalIds", id("tt0000202")),
                        episode(3, "externalIds", id("tt0000201"), "cast", List.of(credit("New", "N"))), episode(4)))),
                film("wm2", "First", "externalIds", id("tt0000301")),
                film("wm1", "Second", "externalIds", id("tt0000302")),
                with(object("kind", "SERIES", "ratingKey", "ws2", "title", "Empty"), "seasons",
                        List.of(season(1, episode(1)))),
                with(object("kind", "SERIES", "ratingKey", "ws3", "title", "Fresh", "cast",
                        List.of(credit("Clara", "C"))), "seasons", List.of(season(1, episode(1), episode(2))))),
                "source", "whole", "prune", true, "removeMissing", true);
        var after = rows();
        assertThat(after).noneMatch(row -> row.startsWith("favourites"));
        assertThat(found("Vanished")).isEmpty();

        var dry = undo(job, "dryRun", true);
        assertThat(rows()).isEqualTo(after);
        var undone = undo(job);

        assertThat(rows()).isEqualTo(before);
        assertThat(undone.get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(outcomes(undone)).containsExactly("DELETED Fresh", "RESTORED Bert", "RESTORED Empty",
                "RESTORED First", "RESTORED Second", "RESTORED Vanished", "RESTORED Whole!").isEqualTo(outcomes(dry));
        assertThat(found("Vanished")).containsExactly("Vanished");
        assertThat(found("Fresh")).isEmpty();
        assertThat(client().data("{ allMedia(filter: {labels: {anyOf: [\"x\"]}}) { totalCount } }")
                .at("/allMedia/totalCount").asInt()).isEqualTo(1);
        assertThat(client().data(
                "query($after: String) { changesSince(after: $after, first: 100) { edges { node { media { title } } } } }",
                Map.of("after", feed)).toString()).contains("Vanished", "Whole");

        var redone = undo(undone);
        assertThat(rows()).isEqualTo(after);
        assertThat(redone.get("refused").asInt()).isZero();
        undo(redone);
        assertThat(rows()).isEqualTo(before);
        assertThat(outcomes(undo(job))).as("once more").allMatch(each -> each.startsWith("UNCHANGED"));
    }

    @Test
    void givenChangesSince_whenUndone_thenTheyAreRefusedUnlessForced() throws SQLException {
        run(List.of(film("c1", "Changed"), film("c2", "Free"), film("c3", "Later")), "source", "conflict");
        var job = run(List.of(film("c1", "Changed", "year", 2001), film("c2", "Free", "year", 2001),
                film("c3", "Later", "year", 2001), film("c4", "Created")), "source", "conflict");
        var later = run(List.of(film("c3", "Later", "year", 2002)), "source", "conflict");
        new Imports(client()).movies(object("ratingKey", "c1", "title", "Changed", "year", 2003));
        client().data("mutation($input: ImportMoviesInput!) { importMovies(input: $input) { updated } }",
                Map.of("input", object("source", "conflict", "movies",
                        List.of(object("ratingKey", "c1", "title", "Changed", "year", 2003)))));
        Tables.run(folder(), "INSERT INTO favourites VALUES (8, " + idOf("Created") + ")");

        var undone = undo(job);

        assertThat(undone.get("state").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(outcomes(undone)).containsExactly("REFUSED Changed CONFLICT", "REFUSED Created CONFLICT",
                "REFUSED Later CONFLICT", "RESTORED Free");
        undo(later);
        Tables.run(folder(), "DELETE FROM favourites WHERE user_id = 8");
        assertThat(outcomes(undo(job))).as("after the later one").containsExactly("DELETED Created",
                "REFUSED Changed CONFLICT", "RESTORED Later", "UNCHANGED Free");
        assertThat(outcomes(undo(job, "force", true))).contains("RESTORED Changed");
        assertThat(
                Tables.query(folder(), "SELECT title FROM media_items WHERE source = 'conflict' AND year IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void givenAKeyThatIsTakenSince_whenUndone_thenOnlyItsItemIsRefused() throws SQLException {
        run(List.of(film("t1", "Taken"), film("t2", "Removed too")), "source", "taken");
        var ids = Tables.query(folder(), "SELECT id FROM media_items WHERE source = 'taken' ORDER BY rating_key");
        var job = run(List.of(film("t9", "Other")), "source", "taken", "removeMissing", true);
        run(List.of(film("t1", "Somebody else")), "source", "taken");

        var undone = undo(job, "force", true);

        assertThat(outcomes(undone)).containsExactly("DELETED Other", "REFUSED Taken CONFLICT", "RESTORED Removed too");
        assertThat(undone.toString()).containsPattern(
                "Its ratingKey 't1' belongs to 'Somebody else' \\(movie_\\w+\\) now\\.");
        assertThat(Tables.query(folder(), "SELECT id FROM media_items WHERE title = 'Removed too'"))
                .containsExactly(ids.getLast());
    }

    @Test
    void givenAJobThatHasWrittenSomething_whenCancelledWithUndo_thenThatIsTakenBack() throws SQLException {
        var before = rows();
        var job = run(List.of(film("x1", "Half"), film("x2", "Done")), "source", "cancelled");
        client().data("mutation { pauseJobs(input: {}) { userErrors { code } } }");
        // As a program leaves it that is killed.
        Tables.run(folder(), "UPDATE jobs SET state = 'INTERRUPTED', finished_at = NULL WHERE id = "
                + GlobalId.parse(job.get("id").asText()).id());

        var payload = client().data("mutation($id: ID!) { cancelJob(input: {id: $id, undo: true}) {"
                + " job { state } undoJob { id jobKind } userErrors { code message } } }",
                Map.of("id", job.get("id").asText())).get("cancelJob");
        client().data("mutation { resumeJobs(input: {}) { userErrors { code } } }");

        assertThat(payload.get("userErrors")).isEmpty();
        assertThat(payload.at("/job/state").asText()).isEqualTo("CANCELLED");
        assertThat(payload.at("/undoJob/jobKind").asText()).isEqualTo("UNDO_IMPORT");
        jobs().awaitEnd(payload.at("/undoJob/id").asText());
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void givenAJobOfWhichNothingIsKept_whenUndone_thenItSaysWhy() throws SQLException {
        var expired = run(List.of(film("e1", "Expired")), "source", "bounds");
        var number = GlobalId.parse(expired.get("id").asText()).id();
        assertThat(undoability(expired).get("undoable").asBoolean()).isTrue();
        assertThat(undoability(expired).get("undoableUntil").isNull()).isFalse();
        Tables.run(folder(), "UPDATE undo_logs SET created_at = 0 WHERE job_id = " + number);

        retention.removeOld();

        assertThat(Tables.query(folder(), "SELECT count(*) FROM undo_entries WHERE job_id = " + number))
                .containsExactly("|0");
        assertRefused(expired, "REELGRAPH_UNDO_RETENTION is over");

        var displaced = run(List.of(film("e2", "Displaced")), "source", "bounds");
        Tables.run(folder(), "UPDATE undo_logs SET size = 500000000 WHERE job_id = "
                + GlobalId.parse(displaced.get("id").asText()).id());
        run(List.of(film("e3", "Next")), "source", "bounds");
        assertRefused(displaced, "later jobs needed the space");

        assertRefused(run(List.of(film("e4", "Dry")), "source", "bounds", "dryRun", true), "changed nothing");
        assertThat(payload(GlobalId.of("importjob", 1)).at("/userErrors/0/code").asText()).isEqualTo("NOT_FOUND");
    }

    private JsonNode undoability(JsonNode job) {
        return client().data("query($id: ID!) { importJob(id: $id) { undoable undoableUntil notUndoableReason } }",
                Map.of("id", job.get("id").asText())).get("importJob");
    }

    private void assertRefused(JsonNode job, String reason) {
        assertThat(undoability(job).get("undoable").asBoolean()).isFalse();
        assertThat(undoability(job).get("notUndoableReason").asText()).contains(reason);
        var error = payload(job.get("id").asText()).at("/userErrors/0");
        assertThat(error.get("code").asText()).isEqualTo("NOT_UNDOABLE");
        assertThat(error.get("message").asText()).contains(reason);
        assertThat(error.get("path").toString()).isEqualTo("[\"input\",\"jobId\"]");
    }
}
