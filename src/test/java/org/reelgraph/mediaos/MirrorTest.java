package org.reelgraph.mediaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The files of a folder follow the database. */
class MirrorTest extends MediaOsServer {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String STATUS = "folder state lastCheckedAt files { file state owedSince lastWrittenAt problem"
            + " owedSecrets checkedAt differences }";
    private static final String REPAIR = "mutation { repairMirror(input: {force: %s}) { mirror { " + STATUS
            + " } userErrors { code } } }";

    private boolean isImported;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.mediaos.mirror", folder().resolve("mirror").toAbsolutePath().toString());
    }

    private Path mirror() {
        return folder().resolve("mirror");
    }

    private Path file(String name) {
        return mirror().resolve(name + ".json");
    }

    @BeforeEach
    void prepare() throws IOException {
        if (Files.isRegularFile(mirror())) {
            Files.delete(mirror());
        }
        Files.createDirectories(mirror());
        if (!isImported) {
            isImported = true;
            files("whole");
            importFrom("whole");
        }
        for (var name : List.of("users", "library", "settings")) {
            Files.deleteIfExists(file(name));
        }
        assertThat(repair(true).at("/state").asText()).isEqualTo("IN_SYNC");
    }

    private JsonNode repair(boolean force) {
        return client().data(REPAIR.formatted(force)).at("/repairMirror/mirror");
    }

    private JsonNode status() {
        return client().data("{ mirrorStatus { " + STATUS + " } }").get("mirrorStatus");
    }

    private static JsonNode of(JsonNode status, String name) {
        return status.at("/files").valueStream().filter(file -> file.at("/file").asText().equals(name + ".json"))
                .findFirst().orElseThrow();
    }

    private void awaitState(String state) {
        var end = Instant.now().plus(PATIENCE);
        for (var status = status(); !status.at("/state").asText().equals(state); status = status()) {
            assertThat(Instant.now()).as(status::toString).isBefore(end);
            Pause.briefly();
        }
    }

    @Test
    void givenAnImportedFolder_whenTheMirrorIsMade_thenFilesAreAsTheyWereAndPrivate() throws IOException {
        assertThat(Files.readString(file("library"))).contains("\"rank\": 1.0");
        assertThat(Files.readString(file("settings"))).isEqualTo(SETTINGS);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("users")))).isEqualTo("rw-------");
        try (Stream<Path> names = Files.list(mirror())) {
            assertThat(names.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.endsWith(".new"));
        }
    }

    @Test
    void givenAMirror_whenSomebodyWritesToTheDatabase_thenTheFileFollowsByItself() throws IOException, SQLException {
        Files.setPosixFilePermissions(file("users"), PosixFilePermissions.fromString("rw-r-----"));

        Tables.run(folder(), "UPDATE users SET role = 'ADMIN' WHERE email = 'first@example.org'");
        awaitText("users", "\"role\": \"admin\",\n    \"theme\"");
        Tables.run(folder(), "UPDATE media_items SET title = 'Boats of SQL', updated_at = updated_at + 1"
                + " WHERE rating_key = 'a2'");
        awaitText("library", "Boats of SQL");
        client().data(
                "mutation { createWantedItem(input: {kind: MOVIE, title: \"The Lost Reel\"}) { userErrors { code } } }");
        awaitText("wanted", "The Lost Reel");
        awaitState("IN_SYNC");

        assertThat(Files.readString(file("library"))).contains("\"rank\": 1.0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("users")))).isEqualTo("rw-r-----");
        assertThat(status().at("/files")).allSatisfy(file -> assertThat(file.at("/problem").isNull()).isTrue());
    }

    private void awaitText(String name, String text) throws IOException {
        var end = Instant.now().plus(PATIENCE);
        while (!Files.exists(file(name)) || !Files.readString(file(name)).contains(text)) {
            assertThat(Instant.now()).as(() -> text + " in " + status()).isBefore(end);
            Pause.briefly();
        }
    }

    @Test
    void givenAFileThatAnotherProgramChanged_whenItMeansTheSame_thenItIsTakenAsItIs() throws IOException {
        var compact = tree(Files.readString(file("users"))).toString();
        Files.writeString(file("users"), compact);

        assertThat(repair(false).at("/state").asText()).isEqualTo("IN_SYNC");
        assertThat(Files.readString(file("users"))).isEqualTo(compact);
    }

    @Test
    void givenAFileThatAnotherProgramChanged_whenItDiffers_thenItIsReplacedOnlyByForce()
            throws IOException, SQLException {
        var foreign = Files.readString(file("users")).replace("\"scale\": 1.50", "\"scale\": 7");
        Files.writeString(file("users"), foreign);
        awaitState("CONFLICT");
        Tables.run(folder(), "UPDATE users SET updated_at = updated_at + 1 WHERE email = 'second@example.org'");

        var status = repair(false);

        assertThat(of(status, "users").at("/state").asText()).isEqualTo("CONFLICT");
        assertThat(of(status, "users").at("/problem").asText()).contains("repairMirror");
        assertThat(of(status, "users").at("/differences").asInt()).isPositive();
        assertThat(of(status, "library").at("/state").asText()).isEqualTo("IN_SYNC");
        assertThat(Files.readString(file("users"))).isEqualTo(foreign);
        assertThat(repair(true).at("/state").asText()).isEqualTo("IN_SYNC");
        assertThat(Files.readString(file("users"))).contains("1.50");
    }

    @Test
    void givenAFolderThatIsGone_whenMutationsGoOn_thenAllIsWrittenOnceItIsBack() throws IOException {
        var away = folder().resolve("away");
        Files.move(mirror(), away);
        Files.writeString(mirror(), "in the way");
        client().data(
                "mutation { createWantedItem(input: {kind: BOOK, title: \"Meanwhile\"}) { userErrors { code } } }");
        var failing = repair(false);
        Files.delete(mirror());
        Files.move(away, mirror());
        awaitState("IN_SYNC");

        assertThat(of(failing, "wanted").at("/problem").asText()).contains("can't be written");
        assertThat(of(failing, "wanted").at("/owedSince").isNull()).isFalse();
        assertThat(Files.readString(file("wanted"))).contains("Meanwhile");
    }

    @Test
    void givenADiskThatIsFullAndThenReadOnly_whenItIsMended_thenAllIsWritten()
            throws IOException, InterruptedException {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", mirror().toString()))
                .as("a disk can be mounted").isZero();
        try {
            var ballast = mirror().resolve("ballast");
            try (var out = Files.newOutputStream(ballast)) {
                assertThatThrownBy(() -> out.write(new byte[100_000])).isInstanceOf(IOException.class);
            }
            client().data(
                    "mutation { createWantedItem(input: {kind: BOOK, title: \"Full\"}) { userErrors { code } } }");
            var full = repair(false);
            Files.delete(ballast);
            awaitState("IN_SYNC");
            assertThat(run("mount", "-o", "remount,ro", mirror().toString())).isZero();
            client().data(
                    "mutation { createWantedItem(input: {kind: BOOK, title: \"Kept\"}) { userErrors { code } } }");
            var readOnly = repair(false);
            assertThat(run("mount", "-o", "remount,rw", mirror().toString())).isZero();
            awaitText("wanted", "Kept");

            assertThat(of(full, "wanted").at("/problem").asText()).contains("No space left");
            assertThat(of(readOnly, "wanted").at("/problem").asText()).contains("Read-only");
        } finally {
            run("umount", mirror().toString());
        }
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            return -1; // there is no such command
        }
    }

    @Test
    void givenAFileThatIsGone_whenTheMirrorLooks_thenItIsWrittenAgain() throws IOException {
        Files.delete(file("settings"));

        repair(false);

        assertThat(Files.readString(file("settings"))).isEqualTo(SETTINGS);
    }

    @Test
    void givenAnotherServerThatWritesToTheFolder_whenItHasTheLock_thenThisOneWaits() throws IOException {
        try (var channel = FileChannel.open(mirror().resolve(".reelgraph.lock"), StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            client().data(
                    "mutation { createWantedItem(input: {kind: BOOK, title: \"Waiting\"}) { userErrors { code } } }");
            var status = repair(false);

            assertThat(lock.isValid()).isTrue();
            assertThat(status.at("/state").asText()).isEqualTo("OWING");
            assertThat(Files.readString(file("wanted"))).doesNotContain("Waiting");
        }
        awaitText("wanted", "Waiting");
    }

    @Test
    void givenAMirror_whenItIsChecked_thenTheJobSaysWhichFilesDiffer() throws IOException {
        var equal = check("{}");
        Files.writeString(file("settings"), SETTINGS.replace("true", "false"));
        var differing = check("{only: [\"settings\"]}");
        var unknown = client().data("mutation { checkMirror(input: {only: [\"films\"]}) { job { id } userErrors { code"
                + " message path } } }").toString();

        assertThat(equal.at("/state").asText()).as(equal::toString).isEqualTo("SUCCEEDED");
        assertThat(differing.at("/state").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(differing.at("/error").asText()).contains("settings.json");
        assertThat(differing.at("/log").toString()).contains("setupCompleted");
        assertThat(of(status(), "settings").at("/differences").asInt()).isEqualTo(1);
        assertThat(status().at("/lastCheckedAt").isNull()).isFalse();
        assertThat(unknown).contains("NOT_FOUND", "films", "only");
    }

    private JsonNode check(String input) {
        var id = client().data("mutation { checkMirror(input: " + input + ") { job { id } userErrors { code } } }")
                .at("/checkMirror/job/id").asText();
        jobs().awaitEnd(id);
        return client().data("query($id: ID!) { node(id: $id) { ... on MirrorCheckJob { state error"
                + " log(first: 100) { edges { node { message } } } } } }", Map.of("id", id)).get("node");
    }

    @Test
    void givenEachFile_thenAnyChangeOfItsTablesIsNoticed() throws SQLException {
        // Changes of these are counted for those who follow the library.
        var counted = List.of("media_items", "images");
        for (var file : server.getApplicationContext().getBean(MediaOsFiles.class).all()) {
            for (var table : file.tables()) {
                assertThat(counted.contains(table) || !triggers(table).isEmpty()).as(table).isTrue();
            }
        }
    }

    private List<String> triggers(String table) throws SQLException {
        return Tables.query(folder(), TestDatabase.isPostgresql()
                ? "SELECT tgname FROM pg_trigger WHERE tgrelid = CAST('" + table + "' AS regclass)"
                        + " AND tgname LIKE '%_mirrored_%'"
                : "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '" + table
                        + "' AND name LIKE '%_mirrored_%'");
    }
}
