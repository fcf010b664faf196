package org.reelgraph.imports.jobs;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Multipart;
import org.reelgraph.testing.Multipart.SentFile;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.GraphQlClient.json;
import static org.reelgraph.testing.Trees.with;

/** Uploaded files on a server that ends before their import does. */
@Tag("database")
@Timeout(180)
class UploadRestartTest {

    // More than two batches.
    private static final int MANY = 250;

    static EmbeddedServer server(Path folder, Path database) {
        var settings = with(new HashMap<>(Accounts.SETTINGS), "reelgraph.data-dir", folder.toString(),
                "micronaut.server.port", "-1", HeldImports.PROPERTY, true, "reelgraph.job.heartbeat", "1s",
                "reelgraph.secret", "s".repeat(32));
        TestDatabase.address(database).ifPresent(address -> settings.put("reelgraph.database", address));
        return ApplicationContext.run(EmbeddedServer.class, settings);
    }

    static SentFile movies(String key) {
        return SentFile.of(key + ".jsonl", IntStream.range(0, MANY)
                .mapToObj(i -> "{\"kind\": \"MOVIE\", \"ratingKey\": \"%s%d\", \"title\": \"T\"}".formatted(key, i))
                .collect(Collectors.joining("\n")));
    }

    static String upload(GraphQlClient client, SentFile file) {
        return json(Multipart.ofImport(Map.of("source", file.name()), List.of(file)).post(client).body())
                .at("/data/importLibrary/job/id").asText();
    }

    private static List<String> uploads(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve("uploads"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d+")).toList();
        }
    }

    static void awaitNoUploads(Path folder) throws IOException {
        while (!uploads(folder).isEmpty()) {
            Pause.briefly();
        }
    }

    @Test
    void givenAnUploadThatIsBeingImported_whenTheServerStops_thenTheNextOneGoesOn_andRemovesWhatIsLeft()
            throws IOException {
        var folder = ServerTest.newFolder("UploadRestartTest");
        String id;
        try (var server = server(folder, folder)) {
            HeldImports.hold(server.getApplicationContext());
            id = upload(Accounts.admin(server.getURI()), movies("m"));
            new Jobs(Accounts.admin(server.getURI()), folder).awaitBatch(id);
        }
        assertThat(uploads(folder)).hasSize(1);
        var left = Files.createDirectories(folder.resolve("uploads/receiving-2147483647/1"));
        Files.writeString(left.resolve("0"), "half");

        try (var server = server(folder, folder)) {
            assertThat(left).doesNotExist();
            var job = new Jobs(Accounts.admin(server.getURI()), folder).ended(id);
            assertThat(job.get("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(job.get("created").asInt()).isEqualTo(MANY);
            awaitNoUploads(folder);
        }
    }
}
