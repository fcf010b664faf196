package org.reelgraph.testing.servers;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** Synchronises through the public API. */
public final class SyncClient {

    /** Settings of a server that asks a fake as fast as it can. */
    public static final Map<String, String> FAST = Map.of("reelgraph.sync.pause", "1ms", "reelgraph.sync.rate",
            "100000", "reelgraph.connections.timeout", "1s");

    private static final String LOOK = """
                                       query($id: ID!) { job(id: $id) { ... on SyncJob { id state error requests snapshots
                                         processed created updated unchanged failed missing removed undoable deletionsToken
                                         deletions { edges { node { type title outcome } } }
                                         sections { name state listed read unchanged problem }
                                         items(first: 100) { edges { node { ratingKey title outcome problem } } }
                                         records(first: 100) { edges { node { file ratingKey outcome userErrors { message } } } }
                                         log(first: 100) { edges { node { message } } } } } }""";

    private final GraphQlClient client;
    private final Jobs jobs;
    private final Path dataFolder;

    public SyncClient(GraphQlClient client, Path dataFolder) {
        this.client = client;
        this.dataFolder = dataFolder;
        this.jobs = new Jobs(client, dataFolder);
    }

    /** {@return the id of a new connection} */
    public String connect(String name, FakeServer server) {
        var created = client.data("""
                                  mutation($input: CreateConnectionInput!) { createConnection(input: $input) {
                                    connection { id } userErrors { message } } }""",
                Map.of("input", Map.of("name", name,
                        "kind", server.kind(), "url", server.url(), "secret", server.secret(), "source", name)));
        assertThat(created.at("/createConnection/userErrors")).isEmpty();
        return created.at("/createConnection/connection/id").asText();
    }

    /** {@return the payload of syncConnection} */
    public JsonNode start(String connection, String mode, Map<String, Object> further) {
        var input = new HashMap<>(further);
        input.put("id", connection);
        input.put("mode", mode);
        return client.data("""
                           mutation($input: SyncConnectionInput!) { syncConnection(input: $input) {
                             job { id } joined userErrors { code message path } } }""", Map.of("input", input))
                .get("syncConnection");
    }

    /** {@return the job once it has ended} */
    public JsonNode sync(String connection, String mode, Map<String, Object> further) {
        var started = start(connection, mode, further);
        assertThat(started.get("userErrors")).isEmpty();
        return ended(started.at("/job/id").asText());
    }

    /** {@return the job once it has ended} */
    public JsonNode sync(String connection, String mode) {
        return sync(connection, mode, Map.of());
    }

    /** {@return the job once it has ended} */
    public JsonNode ended(String id) {
        jobs.awaitEnd(id);
        return client.data(LOOK, Map.of("id", id)).get("job");
    }

    /** {@return what a list has, in the form "OUTCOME key"} */
    public static List<String> items(JsonNode job) {
        return job.at("/items/edges").valueStream().map(edge -> edge.get("node"))
                .map(item -> item.get("outcome").asText() + " " + item.get("ratingKey").asText()).toList();
    }

    /** {@return the titles of a source's items with those of their episodes, in their order} */
    public List<String> library(String source) throws SQLException {
        return Tables.query(dataFolder, "SELECT title FROM media_items WHERE source = '" + source + "' UNION ALL"
                + " SELECT e.title FROM episodes e JOIN media_items m ON m.id = e.series_id WHERE m.source = '"
                + source + "'").stream().map(row -> row.substring(1)).sorted().toList();
    }
}
