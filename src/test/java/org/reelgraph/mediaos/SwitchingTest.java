package org.reelgraph.mediaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.mediaos.validation.Difference;
import org.reelgraph.mediaos.validation.MediaOsValidation;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which of both follows the other is switched by a setting, forward and back, and loses nothing. */
@Tag("database")
class SwitchingTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder = ServerTest.newFolder("SwitchingTest");
    private final Path config = folder.resolve("config").toAbsolutePath();

    private EmbeddedServer start(String read) {
        var settings = new HashMap<String, Object>(Accounts.SETTINGS);
        settings.put("reelgraph.data-dir", folder.toString());
        settings.put("micronaut.server.port", "-1");
        settings.put("reelgraph.mediaos.mirror", config.toString());
        settings.put("reelgraph.mediaos.read", read);
        return ApplicationContext.run(EmbeddedServer.class, settings);
    }

    private Path file(String name) {
        return config.resolve(name + ".json");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(file(name), text);
    }

    @Test
    void givenFiles_whenReadsAreSwitchedForwardAndBack_thenBothSayTheSameEachTimeAndWhatIsOwedIsNotLost()
            throws IOException, SQLException {
        TestDatabase.create(folder);
        Files.createDirectories(config);
        write("users", MediaOsServer.USERS);
        write("library", MediaOsServer.LIBRARY);
        write("wanted", "{\"items\": [{\"id\": \"w1\", \"kind\": \"movie\", \"title\": \"One\", \"x\": 1.50}]}");
        try (var server = start("files")) {
            assertThat(differences(server)).isEmpty();
            assertThat(wanted(server)).containsExactly("One");
        }
        for (var round = 0; round < 2; round++) {
            forward(round);
            back(round);
        }
        refused();
    }

    private void forward(int round) throws IOException {
        var before = Files.readString(file("wanted"));
        try (var server = start("database")) {
            awaitInSync(server);
            assertThat(Files.readString(file("wanted"))).isEqualTo(before);
            assertThat(differences(server)).isEmpty();
            client(server).data("mutation { createWantedItem(input: {kind: BOOK, title: \"Made here " + round
                    + "\"}) { userErrors { code } } }");
            awaitInSync(server);
            assertThat(Files.readString(file("wanted"))).contains("Made here " + round, "1.50");
            assertThat(differences(server)).isEmpty();
        }
    }

    private void back(int round) throws IOException {
        // Changed while no server was there.
        write("wanted", Files.readString(file("wanted")).replace("\"One\"", "\"One more\""));
        try (var server = start("files")) {
            assertThat(wanted(server)).contains("One more", "Made here " + round);
            assertThat(differences(server)).isEmpty();
            write("wanted", Files.readString(file("wanted")).replace("\"One more\"", "\"One\""));
            await(server, () -> wanted(server).contains("One"));
            assertThat(differences(server)).isEmpty();
        }
    }

    private void refused() throws IOException, SQLException {
        Tables.run(folder, "UPDATE wanted_items SET title = 'Owed' WHERE title = 'One'");
        var file = Files.readString(file("wanted"));

        assertThatThrownBy(() -> start("files").close()).extracting(SwitchingTest::reason).asString()
                .contains("wanted.json",
                        "REELGRAPH_MEDIAOS_READ", "mediaos validate")
                .doesNotContain("library.json");
        assertThat(Files.readString(file("wanted"))).isEqualTo(file);
        assertThat(Tables.query(folder, "SELECT title FROM wanted_items WHERE title = 'Owed'")).hasSize(1);
        try (var server = start("database")) {
            awaitInSync(server);
            assertThat(Files.readString(file("wanted"))).contains("Owed");
        }
        try (var server = start("files")) {
            assertThat(wanted(server)).contains("Owed");
            assertThat(differences(server)).isEmpty();
        }
    }

    @Test
    void givenReadsFromFiles_whenTheFolderIsNotNamed_thenTheServerDoesNotStart() {
        var settings = new HashMap<String, Object>(Map.of("reelgraph.data-dir", folder.toString(),
                "micronaut.server.port", "-1", "reelgraph.mediaos.read", "files"));
        TestDatabase.create(folder);

        assertThatThrownBy(() -> ApplicationContext.run(EmbeddedServer.class, settings).close())
                .extracting(SwitchingTest::reason).asString()
                .contains("REELGRAPH_MEDIAOS_MIRROR");
        settings.put("reelgraph.mediaos.read", "disk");
        assertThatThrownBy(() -> ApplicationContext.run(EmbeddedServer.class, settings).close())
                .extracting(SwitchingTest::reason).asString()
                .contains("REELGRAPH_MEDIAOS_READ", "database or files", "disk");
    }

    private static String reason(Throwable failure) {
        return failure.getCause() == null ? String.valueOf(failure.getMessage()) : reason(failure.getCause());
    }

    private static GraphQlClient client(EmbeddedServer server) {
        return Accounts.admin(server.getURI());
    }

    private static List<String> wanted(EmbeddedServer server) {
        return client(server).data("{ wantedItems(first: 100) { edges { node { title } } } }")
                .findValuesAsText("title");
    }

    private static void awaitInSync(EmbeddedServer server) {
        var client = client(server);
        await(server, () -> status(client).at("/state").asText().equals("IN_SYNC"));
    }

    private static JsonNode status(GraphQlClient client) {
        return client.data("{ mirrorStatus { state files { file state problem } reading { file state problem } } }")
                .get("mirrorStatus");
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(EmbeddedServer server, Condition condition) {
        var end = Instant.now().plus(PATIENCE);
        try {
            while (!condition.holds()) {
                assertThat(Instant.now()).as(() -> status(client(server)).toString()).isBefore(end);
                Pause.briefly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Users whom only this server knows, and sign-ins here, are written once the files follow the database again.
    private List<Difference> differences(EmbeddedServer server) {
        var differences = new ArrayList<Difference>();
        try {
            server.getApplicationContext().getBean(MediaOsValidation.class)
                    .validate(ImportSource.anywhere(config, config), Set.of(), differences::add);
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
        return differences.stream().filter(difference -> !difference.file().equals("users.json")
                || difference.kind() != Difference.Kind.ONLY_IN_DATABASE && !"lastLoginAt".equals(difference.member()))
                .toList();
    }
}
