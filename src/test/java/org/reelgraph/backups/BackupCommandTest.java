package org.reelgraph.backups;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.commands.Ended;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.AwkwardLibrary;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ProgramProcess;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands about backups, beside a server. */
class BackupCommandTest extends BackupServerTest {

    @BeforeAll
    void fill() {
        AwkwardLibrary.importInto(client());
    }

    @Test
    void givenABackupOfOneDatabase_whenItIsRestoredIntoAnotherAndBack_thenAllOfItIsTheSame() {
        var there = file(create("there").get("fileName").asText());
        var before = sums(command("backup", "verify", there.toString()));
        var sqlite = newFolder("RestoredIntoSqlite");

        var restored = command(sqlite, "", "backup", "restore", there.toString());
        assertThat(restored.code()).as(restored.toString()).isZero();
        var made = command(sqlite, "", "backup", "create", "--note", "of sqlite");
        var back = made.out().lines().filter(line -> line.startsWith("backup_")).findFirst().orElseThrow()
                .split(" ")[1];
        var between = sums(command(sqlite, "", "backup", "verify", back));
        admin.data("mutation { importMovies(input: {movies: [{title: \"Zwischenzeit\"}]}) { created } }");
        assertThat(command("backup", "restore", "--skip-restore-point", back).code()).isZero();
        admin = Accounts.admin(server.getURI());
        var after = sums(command("backup", "verify", create("back").get("fileName").asText()));

        assertThat(before).hasSize(11);
        assertThat(between).isEqualTo(before);
        assertThat(after).isEqualTo(before);
    }

    // A restore adds to the audit trail, ends sessions and moves the places of changes.
    private static Map<String, String> sums(Ended verified) {
        assertThat(verified.code()).as(verified.toString()).isZero();
        var compared = Set.of("media_items", "media_tags", "seasons", "episodes", "people", "credits", "images",
                "further_rating_keys", "api_keys", "import_jobs", "import_records");
        return Pattern.compile("^(\\w+): (\\d+ rows, SHA-256 \\w+)$", Pattern.MULTILINE).matcher(verified.out())
                .results()
                .filter(table -> compared.contains(table.group(1)))
                .collect(Collectors.toMap(table -> table.group(1), table -> table.group(2)));
    }

    @Test
    void givenTheCommandLine_whenARestoreIsKilled_thenTheLibraryIsAsBeforeOrAfter()
            throws IOException, InterruptedException, SQLException {
        var backup = backupIn(command("backup", "create", "--note", "killed"));
        var after = rows();
        admin.data("mutation { importMovies(input: {movies: [{title: \"Nach der Sicherung\"}]}) { created } }");
        var before = rows();
        assertThat(command("backup", "list").out()).contains(backup).contains(", killed");
        var waiting = queued();

        kill("backup", "restore", "--skip-restore-point", backup);

        assertThat(rows()).isIn(before, after);
        assertThat(command("backup", "verify", backup).code()).isZero();
        assertThat(command("backup", "restore", "--skip-restore-point", backup).code()).isZero();
        assertThat(rows()).isEqualTo(after);
        signIn();
        assertThat(look(waiting).get("state").asText()).isEqualTo("CANCELLED");
    }

    // The pause goes with the restore.
    private String queued() {
        admin.data("mutation { pauseJobs(input: {kind: \"IMPORT\"}) { pauses { kind } } }");
        var jobs = new Jobs(admin, folder());
        jobs.lines("waiting.jsonl", Trees.object("kind", "MOVIE", "title", "Wartet"));
        return jobs.start(Map.of("path", "waiting.jsonl")).at("/job/id").asText();
    }

    // Once it writes to the library.
    private void kill(String... arguments) throws IOException, InterruptedException {
        var program = ProgramProcess.of(arguments).redirectError(ProcessBuilder.Redirect.DISCARD);
        program.environment().put("REELGRAPH_DATA_DIR", folder().toAbsolutePath().toString());
        TestDatabase.address(folder()).ifPresent(address -> program.environment().put("REELGRAPH_DATABASE", address));
        var process = program.start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.lines().filter(line -> line.contains("Copying")).limit(2).count()).isEqualTo(2);
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void givenAPassphrase_whenTheCommandLineMakesABackup_thenNobodyReadsItWithoutThat() throws IOException {
        System.setProperty("reelgraph.backup.passphrase", "seven cold harbours");
        var made = command("backup", "create", "--note", "locked away");
        System.clearProperty("reelgraph.backup.passphrase");
        assertThat(made.code()).as(made.toString()).isZero();
        assertThat(made.out()).contains(", encrypted, locked away");
        var backup = made.out().lines().filter(line -> line.startsWith("backup_")).findFirst().orElseThrow();
        var id = backup.split(" ")[0];
        var name = Path.of(backup.split(" ")[1]).getFileName().toString();

        var input = System.in;
        try {
            System.setIn(new ByteArrayInputStream("another passphrase\n".getBytes(StandardCharsets.UTF_8)));
            var wrong = command("backup", "restore", name);
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.err()).contains("is encrypted with another passphrase")
                    .doesNotContain("another passphrase\n\n");
            System.setIn(new ByteArrayInputStream("seven cold harbours\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(command("backup", "verify", id).code()).isZero();
            System.setIn(new ByteArrayInputStream(new byte[0]));
            assertThat(command("backup", "verify", id).err()).contains("is encrypted. Give its passphrase by");
        } finally {
            System.setIn(input);
        }
        assertThat(admin.data("{ backups(first: 100) { edges { node { fileName } } } }").findValuesAsText("fileName"))
                .doesNotContain(name);
        var deleted = command("backup", "delete", name);
        assertThat(deleted.out()).isEqualTo(name + " deleted\n");
        assertThat(file(name)).doesNotExist();
        assertThat(command("backup", "delete", name).err()).isEqualTo("There is no backup " + name + ".\n");
        assertThat(
                command("backup", "restore", create("by name").get("fileName").asText(), "--skip-restore-point").out())
                .contains("has taken the place of the library", "sign in again").doesNotContain("SHA-256");
        admin = Accounts.admin(server.getURI());
    }

    @Test
    void givenNothingToRead_whenTheCommandLineNamesIt_thenItSaysSo() throws IOException {
        var other = Files.writeString(folder().resolve("other.txt"), "not a backup at all, but long enough to be read");

        assertThat(command("backup", "restore", "nowhere").err()).isEqualTo("There is no backup nowhere.\n");
        assertThat(command("backup", "verify", other.toString()).err()).contains("is no backup of Reelgraph.");
        assertThat(command("backup", "prune")).isEqualTo(new Ended(0,
                "There is nothing to delete: all scheduled backups are kept.\n", ""));
    }

    @Test
    void givenASecondFolder_whenItIsMissing_thenItIsNotMade_andWhatIsMissingIsCopiedOnceItIsThere() throws IOException {
        var second = newFolder("SecondFolder").resolve("not mounted");
        System.setProperty("reelgraph.backup.second-dir", second.toString());
        try {
            var alone = command("backup", "create", "--note", "alone");
            assertThat(alone.code()).as(alone.toString()).isOne();
            assertThat(alone.err()).startsWith("The second folder of backups, which REELGRAPH_BACKUP_SECOND_DIR names,"
                    + " isn't there.").doesNotContain(second.toString());
            assertThat(second).doesNotExist();
            Files.createDirectory(second);
            var both = command("backup", "create");
            assertThat(both.code()).as(both.toString()).isZero();
            assertThat(second.toFile().list()).contains(nameIn(alone), nameIn(both));
        } finally {
            System.clearProperty("reelgraph.backup.second-dir");
        }
    }

    // Of scheduled backups, only the newest is kept.
    private Ended keepingOne(Path backups, Map<String, String> more, String... arguments) {
        var settings = new HashMap<>(Map.of("reelgraph.backup.dir", backups.toString(), "reelgraph.backup.last", "1",
                "reelgraph.backup.daily", "0", "reelgraph.backup.weekly", "0", "reelgraph.backup.monthly", "0"));
        settings.putAll(more);
        settings.forEach(System::setProperty);
        try {
            return command(arguments);
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void givenFilesThatCannotBeRead_whenOnlyTheNewestIsKept_thenTheyTakeItsPlaceFromNoOther_andStay()
            throws IOException {
        var backups = newFolder("UnreadableBackups");
        var locked = nameIn(keepingOne(backups, Map.of("reelgraph.backup.passphrase", "nine warm harbours"), "backup",
                "create", "--scheduled"));
        var good = nameIn(keepingOne(backups, Map.of(), "backup", "create", "--scheduled"));
        var bytes = Files.readAllBytes(backups.resolve(good));
        bytes[0] ^= 1;
        var damaged = "reelgraph-20991230-000000-000-scheduled.backup";
        Files.write(backups.resolve(damaged), bytes);
        var empty = "reelgraph-20991231-000000-000-scheduled.backup";
        Files.createFile(backups.resolve(empty));

        var pruned = keepingOne(backups, Map.of(), "backup", "prune");
        assertThat(pruned.code()).isZero();
        assertThat(pruned.out()).startsWith("There is nothing to delete");
        assertThat(backups.toFile().list()).containsExactlyInAnyOrder(locked, good, damaged, empty);
        var next = nameIn(keepingOne(backups, Map.of(), "backup", "create", "--scheduled"));

        assertThat(backups.toFile().list()).containsExactlyInAnyOrder(locked, next, damaged, empty);
    }

    @Test
    void givenASecondFolderThatIsAway_whenBackupsAreDeleted_thenTheyGoFromTheFirst_andWhoeverDeletesIsToldOfTheCopies()
            throws IOException {
        var backups = newFolder("FirstOfTwo");
        var second = Files.createDirectory(newFolder("SecondOfTwo").resolve("mounted"));
        var away = second.resolveSibling("away");
        var both = Map.of("reelgraph.backup.second-dir", second.toString());
        var first = nameIn(keepingOne(backups, both, "backup", "create", "--scheduled"));
        Files.move(second, away);

        var made = keepingOne(backups, both, "backup", "create", "--scheduled");
        var next = nameIn(made);
        assertThat(made.code()).isOne();
        assertThat(backups.toFile().list()).containsExactly(next);
        var deleted = keepingOne(backups, both, "backup", "delete", next);

        assertThat(deleted.code()).isZero();
        assertThat(deleted.out()).isEqualTo(next + " deleted\n");
        assertThat(deleted.err()).contains("REELGRAPH_BACKUP_SECOND_DIR", "Copies in it stay");
        assertThat(backups.toFile().list()).isEmpty();
        assertThat(away.toFile().list()).containsExactly(first);
    }

    @Test
    void givenWhatAKilledProgramHasLeft_whenBackupsArePruned_thenItGoesOnceItIsOlderThanTwoDays() throws IOException {
        var backups = newFolder("KilledBackups");
        var old = Files.createFile(backups.resolve(".reelgraph-20200101-000000-000-restore-point.backup.part"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(49))));
        var recent = Files.createFile(backups.resolve(".reelgraph-20200101-000000-000-manual.backup.upload"));
        Files.setLastModifiedTime(recent, FileTime.from(Instant.now().minus(Duration.ofHours(47))));

        assertThat(keepingOne(backups, Map.of(), "backup", "prune").out())
                .isEqualTo(old.getFileName() + " deleted\n");

        assertThat(backups.toFile().list()).containsExactly(recent.getFileName().toString());
    }

    private static String nameIn(Ended made) {
        return Path.of(made.out().lines().filter(line -> line.startsWith("backup_")).findFirst().orElseThrow()
                .split(" ")[1]).getFileName().toString();
    }

    @Test
    void givenNoProvenRestore_whenABackupIsTriedOutByACommand_thenTheDatabasesHealthTellsWhen() throws SQLException {
        var name = create("proof").get("fileName").asText();
        assertThat(proven()).doesNotContain("null");
        // Each with its log: this connection doesn't look after what belongs together.
        Tables.run(folder(), "DELETE FROM job_log WHERE job_id IN (SELECT id FROM jobs WHERE kind LIKE '%BACKUP')");
        Tables.run(folder(), "DELETE FROM jobs WHERE kind LIKE '%BACKUP'");
        Tables.run(folder(), "DELETE FROM audit_log WHERE actor = 'COMMAND_LINE'");
        assertThat(proven()).isEqualTo("{\"lastProvenRestoreAt\":null,\"lastProvenRestore\":null}");

        assertThat(command("backup", "verify", name).code()).isZero();

        assertThat(proven()).contains("lastProvenRestoreAt\":\"", "lastProvenRestore\":null");
        assertThat(command("db", "check").out()).doesNotContain("last proven restore: none");
    }

    private String proven() {
        return admin.data("{ databaseHealth { lastProvenRestoreAt lastProvenRestore { id } } }").get("databaseHealth")
                .toString();
    }
}
