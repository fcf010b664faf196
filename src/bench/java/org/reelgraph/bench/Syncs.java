package org.reelgraph.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.servers.FakeTautulli;

/** How long a sync takes beside the time for which the server holds its answers back, with a small heap. */
final class Syncs {

    private static final int SEASONS = 3;
    private static final int EPISODES = 10;
    private static final int LATENCY = 20;
    private static final double SECOND = 1e9;
    private static final double KIBIBYTES = 1024;

    private Syncs() {
    }

    /** Prints a table of a full sync of so many series, and of incremental ones. */
    static void run(int series) {
        try (var tautulli = new FakeTautulli();
                var server = Subject.reelgraph(
                        Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "sync"),
                        Stream.concat(Stream.of("-Xmx256m"), Subject.JVM_OPTIONS.stream()).toList(),
                        Map.of("REELGRAPH_SYNC_RATE", "1000"))) {
            tautulli.fill(1, series, SEASONS, EPISODES);
            tautulli.latency(LATENCY);
            var client = Accounts.admin(URI.create("http://127.0.0.1:" + server.port()));
            var id = client.data("""
                                 mutation($input: CreateConnectionInput!) { createConnection(input: $input) {
                                   connection { id } } }""", Map.of("input", Map.of("name", "bench", "kind", "TAUTULLI",
                    "url", tautulli.url(), "secret", FakeTautulli.KEY))).at("/createConnection/connection/id").asText();
            print("| sync of %d series, %d episodes | requests | seconds | CPU s | latencies / 4 s | resident MB | outcome |"
                    .formatted(series, series * SEASONS * EPISODES));
            print("|---|--:|--:|--:|--:|--:|---|");
            for (var mode : List.of("FULL", "INCREMENTAL", "FULL")) {
                measure(client, server, tautulli, id, mode);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void measure(GraphQlClient client, Subject server, FakeTautulli tautulli, String id, String mode)
            throws IOException, InterruptedException {
        var cpu = server.cpu();
        var latencies = tautulli.latencies();
        var begun = System.nanoTime();
        var job = client.data("mutation($id: ID!) { syncConnection(input: {id: $id, mode: " + mode
                + "}) { job { id } } }", Map.of("id", id)).at("/syncConnection/job/id").asText();
        var ended = job(client, job);
        while (ended.get("finishedAt").isNull()) {
            TimeUnit.MILLISECONDS.sleep(250);
            ended = job(client, job);
        }
        print("| %s | %d | %.1f | %.1f | %.1f | %.0f | %s, %d created, %d unchanged |".formatted(mode,
                ended.get("requests").asInt(), (System.nanoTime() - begun) / SECOND,
                server.cpu().minus(cpu).toNanos() / SECOND, (tautulli.latencies() - latencies) / 4e3,
                server.mostResident() / KIBIBYTES, ended.get("state").asText(), ended.get("created").asInt(),
                ended.get("unchanged").asInt()));
    }

    private static JsonNode job(GraphQlClient client, String id) {
        return client.data("query($id: ID!) { job(id: $id) { finishedAt ... on SyncJob { state requests created"
                + " unchanged } } }", Map.of("id", id)).get("job");
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
