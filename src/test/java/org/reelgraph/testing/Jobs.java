package org.reelgraph.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reelgraph.graphql.schema.GlobalId;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs import jobs through the public API, and writes the files they read. */
public final class Jobs {

    /** Settings of a server whose imports delete as much as their sources no longer contain. */
    public static final Map<String, String> PRUNING = Map.of("reelgraph.deletions.max-percent", "100",
            "reelgraph.deletions.max-number", "1000000");

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String START = """
                                        mutation($input: ImportLibraryInput!) { importLibrary(input: $input) {
                                          job { id status format } userErrors { code message path } } }""";
    private static final String LOOK = """
                                       query($id: ID!) { importJob(id: $id) {
                                         id status format path dryRun processed total created updated unchanged skipped failed error
                                         startedAt finishedAt
                                         records(first: 100) { totalCount edges { node {
                                           file line index mediaKind ratingKey title outcome media { id title }
                                           notices { code message path value } changes { path before after }
                                           userErrors { code message path } } } } } }""";

    private static final String UNFINISHED = "SELECT 1 FROM jobs WHERE id = ? AND finished_at IS NULL";

    private final GraphQlClient client;
    private final Path dataFolder;
    private final Path importFolder;

    public Jobs(GraphQlClient client, Path dataFolder) {
        this.client = client;
        this.dataFolder = dataFolder;
        this.importFolder = dataFolder.resolve("import");
    }

    /** Writes a file below the import folder. */
    public Path file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file below the import folder. */
    public Path file(String name, byte[] bytes) {
        try {
            var file = importFolder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a JSON Lines file below the import folder. */
    @SafeVarargs
    public final Path lines(String name, Map<String, Object>... trees) {
        return file(name, String.join("\n", List.of(trees).stream().map(GraphQlClient::write).toList()) + "\n");
    }

    /** {@return the payload of importLibrary} */
    public JsonNode start(Map<String, Object> input) {
        return client.data(START, Map.of("input", input)).get("importLibrary");
    }

    /** Returns once a batch of an import is written. */
    public void awaitBatch(String id) {
        while (progress(id).get("processed").asInt() == 0) {
            Pause.briefly();
        }
    }

    /** {@return the finished job with its records} */
    public JsonNode run(Map<String, Object> input) {
        var payload = start(input);
        assertThat(payload.get("userErrors")).as("userErrors of %s", input).isEmpty();
        return ended(payload.at("/job/id").asText());
    }

    /** {@return the finished job with its records} */
    public JsonNode run(String path) {
        return run(Map.of("path", path));
    }

    /**
     * {@return the job once it has finished} Its row is looked at until then, and no query is sent, since an import
     * rests for as long as queries run.
     */
    public JsonNode ended(String id) {
        awaitEnd(id);
        return look(id);
    }

    /** Waits until a job of any kind has ended. */
    public void awaitEnd(String id) {
        var deadline = Instant.now().plus(PATIENCE);
        try (var database = TestDatabase.open(dataFolder); var unfinished = database.prepareStatement(UNFINISHED)) {
            unfinished.setLong(1, GlobalId.parse(id).id());
            while (hasRow(unfinished)) {
                assertThat(Instant.now()).as(() -> "a job that ends: " + progress(id)).isBefore(deadline);
                Pause.briefly();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean hasRow(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    /** {@return the statements that add a JSON Lines import in a state, as a program left it} */
    public static List<String> insert(long id, String path, String source, String state, int attempts, int processed) {
        return List.of(
                ("INSERT INTO jobs (id, kind, state, job_group, priority, position, input, owner_kind, owner_label,"
                        + " attempts, max_attempts, lease_owner, requested_at, started_at) VALUES (%d, 'IMPORT', '%s',"
                        + " 'library', 0, %1$d, '{\"path\":\"%s\",\"format\":\"JSON_LINES\",\"source\":\"%s\"}', 'SYSTEM', 'Reelgraph', %d, 3, %s, 1000, %s)")
                        .formatted(id, state, path, source, attempts, state.equals("RUNNING") ? "'dead'" : "NULL",
                                state.equals("QUEUED") ? "NULL" : "2000"),
                ("INSERT INTO import_jobs (id, format, path, source, on_conflict, error_policy, prune, dry_run, processed,"
                        + " total, created, updated, unchanged, skipped, failed) VALUES (%d, 'JSON_LINES', '%s', '%s',"
                        + " 'UPDATE', 'IGNORE_FAILED', 0, 0, %d, 9, %4$d, 0, 0, 0, 0)")
                        .formatted(id, path, source, processed));
    }

    /** {@return the job's status, processed and finishedAt, which are cheap to query} */
    public JsonNode progress(String id) {
        return client.data("query($id: ID!) { importJob(id: $id) { status processed finishedAt } }", Map.of("id", id))
                .get("importJob");
    }

    /** {@return the job in its current state, with its records} */
    public JsonNode look(String id) {
        return client.data(LOOK, Map.of("id", id)).get("importJob");
    }

    /** {@return these fields of all records of a job, read page by page} */
    public List<JsonNode> allRecords(JsonNode job, String fields) {
        var records = new ArrayList<JsonNode>();
        var document = "query($id: ID!, $after: String) { importJob(id: $id) { records(first: 100, after: $after) {"
                + " pageInfo { hasNextPage endCursor } edges { node { " + fields + " } } } } }";
        JsonNode page;
        String after = null;
        do {
            page = client.data(document, Trees.object("id", job.get("id").asText(), "after", after))
                    .at("/importJob/records");
            page.get("edges").forEach(edge -> records.add(edge.get("node")));
            after = page.at("/pageInfo/endCursor").asText();
        } while (page.at("/pageInfo/hasNextPage").asBoolean());
        return records;
    }

    /** {@return the records of a job} */
    public static List<JsonNode> records(JsonNode job) {
        return job.at("/records/edges").valueStream().map(edge -> edge.get("node")).toList();
    }

    /** {@return the outcomes of the records, in order} */
    public static List<String> outcomes(JsonNode job) {
        return records(job).stream().map(record -> record.get("outcome").asText()).toList();
    }

    /** {@return the errors of the records as "CODE: message"} */
    public static List<String> errors(JsonNode job) {
        return records(job).stream().flatMap(record -> record.get("userErrors").valueStream())
                .map(error -> error.get("code").asText() + ": " + error.get("message").asText()).toList();
    }
}
