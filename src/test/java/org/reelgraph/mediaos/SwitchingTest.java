package org.reelgraph.mediaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.mediaos.entries.FileWriting;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.mediaos.validation.Difference;
import org.reelgraph.mediaos.validation.MediaOsValidation;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.RefusedStart;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Which of both follows the other is switched by a setting, forward and back, and loses nothing. */
@Tag("database")
class SwitchingTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder = ServerTest.newFolder("SwitchingTest");
    private final Path config = folder.resolve("config").toAbsolutePath();

    private EmbeddedServer start(String read) {
        return ApplicationContext.run(EmbeddedServer.class, settings(read));
    }

    private Map<String, Object> settings(String read) {
        var settings = new HashMap<String, Object>(Accounts.SETTINGS);
        settings.put("reelgraph.data-dir", folder.toString());
        settings.put("micronaut.server.port", "-1");
        settings.put("reelgraph.mediaos.mirror", config.toString());
        settings.put("reelgraph.mediaos.read", read);
        return settings;
    }

    private Path file(String name) {
        return config.resolve(name + ".json");
    }

    private void write(String name, String text) throws IOException {
        var next = config.resolve(name + ".next");
        Files.writeString(next, text);
        Files.move(next, file(name), StandardCopyOption.ATOMIC_MOVE);
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

        RefusedStart.of(settings("files")).extracting(SwitchingTest::reason).asString()
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
    void givenTwoServersThatFollowOneFolder_whenItsFilesChange_thenBothShowItAndNothingIsKeptTwice()
            throws IOException, SQLException {
        TestDatabase.create(folder);
        Files.createDirectories(config);
        write("library", MediaOsServer.LIBRARY);
        write("wanted", many(0));
        try (var one = start("files"); var other = start("files")) {
            for (var round = 1; round <= 10; round++) {
                write("wanted", many(round));
                var first = "Number 0 of " + round;
                await(one, () -> wanted(one).contains(first));
                await(other, () -> wanted(other).contains(first));
            }
            for (var server : List.of(one, other)) {
                await(server, () -> status(client(server)).get("reading").valueStream()
                        .allMatch(file -> Set.of("FOLLOWING", "ABSENT").contains(file.at("/state").asText())));
                assertThat(differences(server)).isEmpty();
            }
        }
        assertThat(Tables.query(folder, "SELECT count(*), count(DISTINCT title) FROM wanted_items"))
                .containsExactly("|40|40");
        assertThat(Tables.query(folder, "SELECT count(*), count(DISTINCT row_id) FROM mediaos_entries"
                + " WHERE file = 'wanted'")).containsExactly("|40|40");
    }

    // Half of the entries come and go.
    private static String many(int round) {
        return IntStream.range(0, 40)
                .mapToObj(number -> "{\"id\": \"w" + (number % 2 == 0 ? number : number + 100 * round)
                        + "\", \"kind\": \"movie\", \"title\": \"Number " + number + " of " + round + "\"}")
                .collect(Collectors.joining(", ", "{\"items\": [", "]}"));
    }

    @Test
    void givenReadsFromFiles_whenABackupIsRestored_thenTheDatabaseIsBroughtToTheFilesAgain() throws IOException {
        TestDatabase.create(folder);
        Files.createDirectories(config);
        write("wanted", many(1));
        try (var server = start("files")) {
            var jobs = new Jobs(client(server), folder);
            var made = client(server).data("mutation { createBackup(input: {}) { job { id } } }").findValue("id")
                    .asText();
            jobs.awaitEnd(made);
            var backup = client(server).data("query($id: ID!) { job(id: $id) { ... on BackupJob { backup { id } } } }",
                    Map.of("id", made)).at("/job/backup/id").asText();
            write("wanted", many(2));
            await(server, () -> wanted(server).contains("Number 0 of 2"));
            var restored = client(server).data("mutation($id: ID!) { restoreBackup(input: {id: $id}) { job { id } } }",
                    Map.of("id", backup)).findValue("id").asText();
            jobs.awaitEnd(restored);
            var state = client(server).data("query($id: ID!) { job(id: $id) { state } }", Map.of("id", restored));

            assertThat(state.at("/job/state").asText()).isEqualTo("SUCCEEDED");
            await(server, () -> wanted(server).contains("Number 0 of 2") && differences(server).isEmpty());
            assertThat(wanted(server)).hasSize(40);
        }
    }

    @Test
    void givenReadsFromFiles_whenTheLibraryIsExported_thenTheFilesSayTheSame() throws IOException {
        TestDatabase.create(folder);
        Files.createDirectories(config);
        write("users", MediaOsServer.USERS);
        write("library", MediaOsServer.LIBRARY);
        write("wanted", many(1));
        try (var server = start("files")) {
            var to = Files.createDirectories(folder.resolve("exported"));
            var context = server.getApplicationContext();
            for (var name : List.of("library", "wanted")) {
                context.getBean(FileWriting.class).write(context.getBean(MediaOsFiles.class).of(name).orElseThrow(), to,
                        Optional.empty());
                assertThat(MediaOsServer.tree(Files.readString(to.resolve(name + ".json"))))
                        .isEqualTo(MediaOsServer.tree(Files.readString(file(name))));
            }
        }
    }

    @Test
    void givenSecretsOfWhichTheKeyIsNotKnown_whenTheirFileIsFollowed_thenItSaysSoAndTheServerWorks()
            throws IOException, SQLException {
        TestDatabase.create(folder);
        Files.createDirectories(config);
        try (var example = Objects
                .requireNonNull(SwitchingTest.class.getResourceAsStream("/mediaos/downloaders.json"))) {
            Files.write(file("downloaders"), example.readAllBytes());
        }
        write("wanted", many(1));
        try (var server = start("files")) {
            var files = status(client(server)).get("reading").valueStream()
                    .collect(Collectors.toMap(file -> file.get("file").asText(), Function.identity()));

            assertThat(files.get("downloaders.json").toString()).contains("REELGRAPH_MEDIAOS_KEY");
            assertThat(files.get("wanted.json").get("state").asText()).isEqualTo("FOLLOWING");
            assertThat(wanted(server)).hasSize(40);
        }
    }

    @Test
    void givenReadsFromFiles_whenTheFolderIsNotNamed_thenTheServerDoesNotStart() {
        var settings = new HashMap<String, Object>(Map.of("reelgraph.data-dir", folder.toString(),
                "micronaut.server.port", "-1", "reelgraph.mediaos.read", "files"));
        TestDatabase.create(folder);

        RefusedStart.of(settings).extracting(SwitchingTest::reason).asString()
                .contains("REELGRAPH_MEDIAOS_MIRROR");
        settings.put("reelgraph.mediaos.read", "disk");
        RefusedStart.of(settings).extracting(SwitchingTest::reason).asString()
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
