package org.reelgraph.mediaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Imports of MediaOS' files are undone, with all that is not about media. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MediaOsUndoTest extends MediaOsServer {

    private static final List<String> FILES = List.of("library", "settings", "wanted", "quality-profiles", "quality",
            "downloaders", "indexers", "verify", "verify-results");
    private static final List<String> TABLES = List.of("media_items", "wanted_items", "quality_profiles",
            "quality_defaults", "downloaders", "indexers", "verifications", "verification_settings", "mediaos_files");
    private static final String UNDO = """
                                       mutation($input: UndoImportInput!) { undoImport(input: $input) {
                                         job { id } userErrors { code message } } }""";
    private static final String LOOK = """
                                       query($id: ID!) { job(id: $id) { state error ... on UndoJob {
                                         id restored deleted unchanged refused
                                         records(first: 100) { edges { node { title file mediaKind outcome media { id } person { id }
                                           userErrors { code message } } } } } } }""";
    private static final String WANTED = "{ wantedItems { edges { node { id title } } } }";
    private static final String FIND_DOWNLOADER = "{ downloaders { edges { node { id name } } } }";

    private static Map<String, String> examples() {
        var examples = new LinkedHashMap<String, String>();
        for (var name : FILES) {
            try (var bytes = MediaOsUndoTest.class.getResourceAsStream("/mediaos/" + name + ".json")) {
                assertThat(bytes).as(name).isNotNull();
                examples.put(name, new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return examples;
    }

    private static Map<String, String> changed() {
        var files = examples();
        replace(files, "settings", "/media/films", "/media/movies");
        replace(files, "wanted", "Two Boats", "Three Boats");
        replace(files, "wanted", "  \"items\": [",
                "  \"items\": [ {\"id\": \"w9\", \"title\": \"New\", \"kind\": \"book\"},");
        replace(files, "quality-profiles", "\"High\"", "\"Higher\"");
        replace(files, "quality", "\"cutoff\": \"720p\"", "\"cutoff\": \"480p\"");
        replace(files, "downloaders", "\"category\": \"films\"", "\"category\": \"movies\", \"note\": 1");
        replace(files, "indexers", "\"Lantern\"", "\"Lamp\"");
        replace(files, "verify", "60", "90");
        replace(files, "verify-results", "\"issues\": []", "\"issues\": [], \"note\": 2");
        return files;
    }

    private static void replace(Map<String, String> files, String name, String from, String to) {
        assertThat(files.get(name)).contains(from);
        files.computeIfPresent(name, (any, text) -> text.replaceFirst(from.replace("[", "\\["), to));
    }

    private JsonNode imported(String folder, Map<String, String> files) {
        files.forEach((name, text) -> jobs().file(folder + "/" + name + ".json", text));
        var job = importFrom(folder, Map.of("key", "the key"));
        assertThat(job.at("/status").asText()).as(job.toPrettyString()).isEqualTo("SUCCEEDED");
        return job;
    }

    private JsonNode undone(JsonNode job, Map<String, Object> options) {
        var input = new HashMap<>(options);
        input.put("jobId", job.get("id").asText());
        var payload = client().data(UNDO, Map.of("input", input)).get("undoImport");
        assertThat(payload.get("userErrors")).isEmpty();
        var id = payload.at("/job/id").asText();
        jobs().awaitEnd(id);
        return client().data(LOOK, Map.of("id", id)).get("job");
    }

    private static List<String> records(JsonNode job) {
        return job.at("/records/edges").valueStream().map(edge -> edge.get("node"))
                .map(node -> node.get("outcome").asText() + " " + node.get("file").asText() + " "
                        + node.get("title").asText() + node.at("/userErrors/0/message").asText(""))
                .sorted().toList();
    }

    private Map<String, String> allWritten() throws IOException {
        var written = new LinkedHashMap<String, String>();
        for (var name : FILES) {
            written.put(name, written(name));
        }
        return written;
    }

    private List<String> counts() throws SQLException {
        var counts = new ArrayList<String>();
        for (var table : TABLES) {
            counts.add(table + Tables.query(folder(), "SELECT count(*) FROM " + table).getFirst());
        }
        return counts;
    }

    @Test
    @Order(1)
    void givenAnImportIntoNothing_whenUndone_thenNothingIsLeft_andTheUndoCanBeUndone()
            throws IOException, SQLException {
        var empty = counts();
        var job = imported("first", examples());
        var written = allWritten();
        var full = counts();

        var tried = undone(job, Map.of("dryRun", true));
        var afterTrial = allWritten();
        var undone = undone(job, Map.of());
        var afterUndo = counts();
        var entries = Tables.query(folder(), "SELECT file FROM mediaos_entries WHERE file <> 'library'");
        var again = undone(undone, Map.of());

        assertThat(undone.get("state").asText()).as(undone.toPrettyString()).isEqualTo("SUCCEEDED");
        assertThat(records(tried)).isEqualTo(records(undone)).allMatch(record -> record.startsWith("DELETED"))
                .contains("DELETED wanted.json Two Boats", "DELETED verify.json verify");
        assertThat(afterTrial).isEqualTo(written);
        assertThat(afterUndo).isEqualTo(empty);
        assertThat(entries).isEmpty();
        assertThat(again.get("state").asText()).as(again.toPrettyString()).isEqualTo("SUCCEEDED");
        assertThat(counts()).isEqualTo(full);
        assertThat(allWritten()).isEqualTo(written);
    }

    @Test
    @Order(2)
    void givenAnImportThatChangedEverything_whenUndone_thenFilesAreAsBefore_andTheUndoCanBeUndone()
            throws IOException {
        var before = allWritten();
        var job = imported("second", changed());
        var between = allWritten();

        var undone = undone(job, Map.of());
        var after = allWritten();
        var again = undone(undone, Map.of());
        var later = allWritten();
        undone(again, Map.of());

        assertThat(between.get("wanted")).contains("Three Boats");
        assertThat(undone.get("state").asText()).as(undone.toPrettyString()).isEqualTo("SUCCEEDED");
        assertThat(records(undone)).contains("RESTORED wanted.json Three Boats", "DELETED wanted.json New")
                .noneMatch(record -> record.contains("library.json"));
        assertThat(after).isEqualTo(before);
        assertThat(again.get("state").asText()).as(again.toPrettyString()).isEqualTo("SUCCEEDED");
        assertThat(later.get("quality")).isEqualTo(between.get("quality"));
        assertThat(later.get("downloaders")).isEqualTo(between.get("downloaders"));
        assertThat(later).isEqualTo(between);
        assertThat(allWritten()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void givenEntriesChangedSince_whenUndone_thenTheyStayAndAreNamed_unlessForced() throws IOException {
        var before = allWritten();
        var job = imported("third", changed());
        var change = "mutation($id: ID!) { updateWantedItem(input: {id: $id, searchQuery: \"boats\"}) {"
                + " userErrors { message } } }";
        assertThat(client().data(change, Map.of("id", wanted("Three Boats"))).findValues("message")).isEmpty();

        var undone = undone(job, Map.of());
        var after = allWritten();
        var forced = undone(job, Map.of("force", true));

        assertThat(undone.get("state").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(undone.get("refused").asInt()).isEqualTo(1);
        assertThat(records(undone)).contains("REFUSED wanted.json Three BoatsIt was changed since.",
                "DELETED wanted.json New");
        assertThat(undone.toString()).contains("CONFLICT");
        assertThat(after.get("wanted")).contains("Three Boats", "boats");
        assertThat(after.get("indexers")).isEqualTo(before.get("indexers"));
        assertThat(records(forced)).contains("RESTORED wanted.json Three Boats");
        assertThat(allWritten()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void givenEntriesThatAreGone_whenTheirImportIsUndone_thenOnlyThoseThatItMadeAreRight() throws IOException {
        var before = allWritten();
        var job = imported("gone", changed());
        deleteWanted("Three Boats");
        deleteWanted("New");

        var undone = undone(job, Map.of("force", true));

        assertThat(records(undone)).contains("REFUSED wanted.json Three BoatsIt was deleted since.",
                "UNCHANGED wanted.json New");
        assertThat(written("wanted")).doesNotContain("Three Boats", "Two Boats", "New").contains("The Long Valley");
        imported("back", Map.of("wanted", before.get("wanted")));
        assertThat(allWritten()).isEqualTo(before);
    }

    private void deleteWanted(String title) {
        client().data("mutation($id: ID!) { deleteWantedItem(input: {id: $id}) { userErrors { message } } }",
                Map.of("id", wanted(title)));
    }

    private String wanted(String title) {
        return client().data(WANTED).at("/wantedItems/edges").valueStream().map(edge -> edge.get("node"))
                .filter(node -> node.get("title").asText().equals(title)).findFirst().orElseThrow().get("id").asText();
    }

    @Test
    @Order(4)
    void givenASecretThatHadChangedHere_whenAnImportOverItIsUndone_thenItIsBackAndWasNeverKeptInClear()
            throws IOException, SQLException {
        var secret = "correct-horse-7";
        var id = client().data(FIND_DOWNLOADER).at("/downloaders/edges").valueStream()
                .map(edge -> edge.get("node")).filter(node -> node.get("name").asText().equals("qBittorrent"))
                .findFirst().orElseThrow().get("id");
        var change = "mutation($id: ID!, $password: String) { updateDownloader(input: {id: $id, password: $password}) {"
                + " userErrors { message } } }";
        client().data(change, Map.of("id", id.asText(), "password", secret));
        var before = password();
        var job = imported("fourth", Map.of("downloaders", examples().get("downloaders")));
        var between = password();

        var undone = undone(job, Map.of());

        assertThat(undone.get("state").asText()).as(undone.toPrettyString()).isEqualTo("SUCCEEDED");
        assertThat(between).isNotEqualTo(secret);
        assertThat(before).isEqualTo(secret);
        assertThat(password()).isEqualTo(secret);
        assertThat(undoEntries()).isNotEmpty().noneMatch(text -> text.contains(secret));
    }

    private String password() {
        var context = server.getApplicationContext();
        return context.getBean(WriteTransactions.class)
                .within(() -> passwordOf(context.getBean(MediaOsFiles.class).of("downloaders").orElseThrow()));
    }

    private static <T> String passwordOf(MediaOsFile<T> file) {
        return file.findAfter(0, 10).stream().map(stored -> file.write(stored.value()))
                .filter(entry -> entry.has("password")).findFirst().orElseThrow().get("password").asText();
    }

    private List<String> undoEntries() throws SQLException, IOException {
        var texts = new ArrayList<String>();
        try (var database = TestDatabase.open(folder());
                var statement = database.createStatement();
                var rows = statement.executeQuery("SELECT content FROM undo_entries")) {
            while (rows.next()) {
                try (var inflated = new InflaterInputStream(new ByteArrayInputStream(rows.getBytes(1)))) {
                    texts.add(new String(inflated.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }

    @Test
    @Order(5)
    void givenAModerator_whenTheyUndoAnImportOfMediaOs_thenItNeedsAnAdmin() {
        var job = imported("fifth", Map.of("settings", "{\"a\": 1}"));
        var moderator = new GraphQlClient(server.getURI()).with(Accounts.newKey(client(), Role.MODERATOR));

        var answer = moderator.answer(UNDO, Map.of("input", Map.of("jobId", job.get("id").asText())));

        assertThat(answer.toString()).contains("FORBIDDEN");
    }

    @Test
    @Order(5)
    void givenAModerator_whenTheyHaveAnImportOfMediaOsDoneAgainOrTakenBack_thenItNeedsAnAdmin() {
        jobs().file("sixth/settings.json", "{\"a\": ");
        var job = importFrom("sixth");
        var moderator = new GraphQlClient(server.getURI()).with(Accounts.newKey(client(), Role.MODERATOR));
        var id = Map.<String, Object>of("id", job.get("id").asText());

        var retried = moderator.answer("mutation($id: ID!) { retryJob(input: {id: $id}) { job { id } } }", id);
        client().data("mutation { pauseJobs(input: {kind: \"IMPORT\"}) { pauses { kind } } }");
        var waiting = start(Map.of("path", "sixth", "onConflict", "SKIP")).at("/job/id").asText();
        var cancelled = moderator.answer(
                "mutation($id: ID!) { cancelJob(input: {id: $id, undo: true}) { job { id } } }",
                Map.of("id", waiting));
        var state = client().data("query($id: ID!) { job(id: $id) { state } }", Map.of("id", waiting));
        client().data("mutation { resumeJobs(input: {kind: \"IMPORT\"}) { pauses { kind } } }");
        jobs().awaitEnd(waiting);

        assertThat(retried.at("/errors/0/extensions/code").asText()).isEqualTo("FORBIDDEN");
        assertThat(cancelled.at("/errors/0/extensions/code").asText()).isEqualTo("FORBIDDEN");
        assertThat(state.at("/job/state").asText()).isEqualTo("QUEUED");
    }
}
