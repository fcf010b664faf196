package org.reelgraph.backups;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.event.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.archive.ArchiveWriter;
import org.reelgraph.storage.archive.Manifest;
import org.reelgraph.storage.copy.TableSource;
import org.reelgraph.storage.copy.TableSum;
import org.reelgraph.storage.tables.Table;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.AwkwardLibrary;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;

class BackupTest extends BackupServerTest {

    private static final String PAIR = """
                                       mutation($a: String!, $b: String!) {
                                         importMovies(input: {movies: [{title: $a, studio: "Pairs"}, {title: $b, studio: "Pairs"}]}) {
                                           created } }""";

    @BeforeAll
    void fill() {
        AwkwardLibrary.importInto(client());
    }

    private List<String> studios() {
        return admin.data("{ mediaFacets { studios { name count } } }").findValues("name").stream()
                .map(JsonNode::asText).toList();
    }

    @Test
    void givenABackup_whenItIsRestored_thenTheLibraryIsAsItWas() throws SQLException {
        admin.data("mutation { importMovies(input: {movies: [{title: \"Leuchtturmwärter\"}]}) { created } }");
        var backup = create("before the flood");
        var before = rows();
        var cursor = admin.data("{ changesSince(first: 1) { pageInfo { endCursor } } }").findValue("endCursor")
                .asText();
        admin.data("mutation { importMovies(input: {movies: [{title: \"Xylophonbauer\", studio: \"Zebrafilm\"}]})"
                + " { created } }");
        admin.data("mutation { importMovies(input: {movies: [{title: \"Quittenernte\"}]}) { created } }");
        var after = rows();
        assertThat(count("Xylophonbauer")).isOne();
        assertThat(studios()).contains("Zebrafilm");
        var earlier = admin;

        var job = restored(backup.get("id").asText());

        assertThat(backup.get("backupKind").asText()).isEqualTo("MANUAL");
        assertThat(backup.get("note").asText()).isEqualTo("before the flood");
        assertThat(backup.get("rowCount").asInt()).isEqualTo(backup.get("tables").valueStream()
                .mapToInt(table -> table.get("rowCount").asInt()).sum()).isPositive();
        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(rows()).isEqualTo(before);
        assertThat(count("Xylophonbauer")).isZero();
        assertThat(count("Leuchtturmwärter")).isOne();
        assertThat(studios()).isNotEmpty().doesNotContain("Zebrafilm");
        assertThat(earlier.answer("{ viewer { role } }").toString()).contains("UNAUTHENTICATED");
        assertThat(admin.answer("query($c: String) { changesSince(after: $c) { totalCount } }", Map.of("c", cursor))
                .toString()).contains("CURSOR_EXPIRED");
        // Words that come later are known, too.
        admin.data("mutation { importMovies(input: {movies: [{title: \"Walfischgesang\"}]}) { created } }");
        assertThat(admin.data("{ search(query: \"Walfischgesagn\") { didYouMean } }").findValue("didYouMean").asText())
                .isEqualToIgnoringCase("walfischgesang");
        assertThat(admin.data("{ auditLog(first: 5) { edges { node { action } } } }").findValuesAsText("action"))
                .contains("restoreBackup");

        var point = job.at("/restorePoint");
        assertThat(point.get("backupKind").asText()).isEqualTo("RESTORE_POINT");
        assertThat(restored(point.get("id").asText()).get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(rows()).isEqualTo(after);
        assertThat(count("Xylophonbauer")).isOne();
    }

    @Test
    void givenWritesAndReads_whenABackupIsMadeAndRestored_thenEverybodySeesWholeStates() throws SQLException {
        var stopped = new AtomicBoolean();
        var writer = admin;
        var written = CompletableFuture.supplyAsync(() -> {
            var number = 0;
            while (!stopped.get()) {
                writer.data(PAIR, Map.of("a", "Pair " + number + " a", "b", "Pair " + number + " b"));
                number++;
            }
            return number;
        });
        var backup = create("under way");
        stopped.set(true);
        assertThat(written.join()).isGreaterThan(1);
        var now = movies();
        stopped.set(false);
        var seen = CompletableFuture.supplyAsync(() -> {
            var counts = new HashSet<Integer>();
            while (!stopped.get()) {
                counts.add(movies());
            }
            return counts;
        });

        assertThat(restored(backup.get("id").asText()).get("state").asText()).isEqualTo("SUCCEEDED");

        stopped.set(true);
        assertThat(seen.join()).isSubsetOf(now, movies());
        assertThat(Tables.query(folder(), "SELECT substr(title, 1, length(title) - 2) FROM media_items"
                + " WHERE studio = 'Pairs' GROUP BY 1 HAVING count(*) <> 2")).isEmpty();
    }

    private int movies() {
        return anonymous().data("{ libraryStats { movieCount } }").findValue("movieCount").asInt();
    }

    @Test
    void givenADamagedBackup_whenItIsTriedOutOrRestored_thenThatFailsAndNothingChanges()
            throws IOException, SQLException {
        var whole = file(create("damaged").get("fileName").asText());
        var bytes = Files.readAllBytes(whole);
        for (var damaged : List.of(flipped(bytes, bytes.length / 2), flipped(bytes, bytes.length - 60),
                Arrays.copyOf(bytes, bytes.length - 1_000))) {
            Files.write(whole, damaged);
            var before = rows();
            for (var verb : List.of("verify", "restore")) {
                var ended = command("backup", verb, whole.toString());
                assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
                assertThat(ended.err()).contains("The backup " + whole).contains(" is damaged: ");
            }
            assertThat(rows()).isEqualTo(before);
        }
        Files.write(whole, flipped(bytes, bytes.length / 2));
        var id = admin.data("{ backups(first: 1) { edges { node { id } } } }").findValue("id").asText();
        var check = ended(admin.data("mutation($id: ID!) { verifyBackup(input: {id: $id}) { job { id } } }",
                Map.of("id", id)).findValue("id").asText());
        assertThat(check.get("state").asText()).isEqualTo("FAILED");
        assertThat(check.get("error").asText()).contains("is damaged");
        assertThat(restored(id).get("error").asText()).contains("is damaged");
        assertThat(Files.list(folder().resolve("backups")).map(Path::toString))
                .noneMatch(name -> name.contains("unfinished") || name.endsWith(".part"));
    }

    private static byte[] flipped(byte[] bytes, int at) {
        var damaged = bytes.clone();
        damaged[at] ^= 1;
        return damaged;
    }

    @Test
    void givenSecretsOfAnotherKey_whenTheyAreRestored_thenOnlyOnDemand() throws SQLException {
        Tables.run(folder(),
                "INSERT INTO connections VALUES (1, 'c', 'PLEX', 'http://host', '0123456789abcdef:x', 1, 2,"
                        + " 's', NULL)");
        var backup = create("secret").get("id").asText();
        Tables.run(folder(), "DELETE FROM connections");

        var refused = restore(backup, "");
        var job = ended(restore(backup, "allowUnreadableSecrets: true, skipRestorePoint: true").at("/job/id").asText());

        assertThat(refused.get("job").isNull()).isTrue();
        assertThat(refused.at("/userErrors/0/code").asText()).isEqualTo("CONFLICT");
        assertThat(refused.at("/userErrors/0/message").asText()).contains("0123456789abcdef");
        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(job.get("restorePoint").isNull()).isTrue();
        assertThat(Tables.query(folder(), "SELECT name FROM connections")).containsExactly("|c");
        Tables.run(folder(), "DELETE FROM connections");
    }

    @Test
    void givenABackupOfALaterVersion_whenItIsRestored_thenItIsRefused() throws IOException, SQLException {
        var name = new BackupFile.Name(Instant.parse("2020-01-01T00:00:00Z"), BackupKind.MANUAL);
        Files.createDirectories(file(""));
        try (var out = Files.newOutputStream(file(name.text()))) {
            ArchiveWriter.write(out, new Manifest.Origin("99", 9_999, "sqlite", name.at(), List.of(), ""), nothing(),
                    (step, done, total) -> {
                    });
        }
        var id = admin.data("{ backups(first: 100) { edges { node { id fileName } } } }").findParents("fileName")
                .stream().filter(backup -> backup.get("fileName").asText().equals(name.text())).findFirst()
                .orElseThrow().get("id").asText();

        var refused = restore(id, "");

        assertThat(refused.at("/userErrors/0/code").asText()).isEqualTo("CONFLICT");
        assertThat(refused.at("/userErrors/0/message").asText()).contains("later version, 99").contains("9999");
        assertThat(admin.data("mutation($id: ID!) { deleteBackup(input: {id: $id}) { deletedId } }",
                Map.of("id", id)).findValue("deletedId").asText()).isEqualTo(id);
        assertThat(file(name.text())).doesNotExist();
    }

    private static TableSource nothing() {
        return new TableSource() {

            @Override
            public List<Table> tables() {
                return List.of();
            }

            @Override
            public long rows() {
                return 0;
            }

            @Override
            public TableSum read(Table table, Receiver receiver) {
                throw new AssertionError(table);
            }
        };
    }

    @Test
    void givenAWeekWithoutATrial_whenItIsOver_thenTheNewestBackupIsTriedOut_once() throws SQLException {
        var newest = create("newest").get("id").asText();
        Tables.run(folder(), "UPDATE jobs SET requested_at = 1 WHERE kind = 'VERIFY_BACKUP'");
        var before = checks().size();
        var selfTest = server.getApplicationContext().getBean(BackupSelfTest.class);

        selfTest.tryOutIfDue();
        new Jobs(admin, folder()).awaitEnd(GlobalId.of("backupcheckjob",
                Long.parseLong(checks().getFirst().split("\\|")[1])));
        selfTest.tryOutIfDue();

        assertThat(checks()).hasSize(before + 1);
        assertThat(checks().getFirst()).endsWith("|SUCCEEDED|" + GlobalId.parse(newest).id());
    }

    @Test
    void givenAFileThatSeemsToBeNewerAndCantBeRead_whenTheNewestIsTriedOut_thenItIsTheNewestThatCan_andTheFileIsNamed()
            throws IOException, SQLException {
        var newest = create("readable").get("id").asText();
        var unreadable = Files.createFile(file("reelgraph-20990101-000000-000-scheduled.backup"));
        Tables.run(folder(), "UPDATE jobs SET requested_at = 1 WHERE kind = 'VERIFY_BACKUP'");
        try {
            server.getApplicationContext().getBean(BackupSelfTest.class).tryOutIfDue();
            var job = GlobalId.of("backupcheckjob", Long.parseLong(checks().getFirst().split("\\|")[1]));
            new Jobs(admin, folder()).awaitEnd(job);

            assertThat(checks().getFirst()).endsWith("|COMPLETED_WITH_ERRORS|" + GlobalId.parse(newest).id());
            assertThat(admin.data("query($id: ID!) { job(id: $id) { error } }", Map.of("id", job)).findValue("error")
                    .asText()).contains("is whole", "can't be read: " + unreadable.getFileName());
            assertThat(admin.data("{ databaseHealth { lastProvenRestore { id } } }").findValue("id").asText())
                    .isEqualTo(job);
        } finally {
            Files.delete(unreadable);
        }
    }

    private List<String> checks() throws SQLException {
        return Tables.query(folder(),
                "SELECT id, state, checkpoint FROM jobs WHERE kind = 'VERIFY_BACKUP' ORDER BY id DESC");
    }

    @Test
    void givenWhatAKilledProgramHasLeft_whenItIsOld_thenItIsRemoved() throws IOException {
        create("remnants");
        var part = Files.createFile(file(".reelgraph-20200101-000000-000-manual.backup.part"));
        var upload = Files.createFile(file(".reelgraph-20200101-000000-000-manual.backup.upload"));
        var old = Files.createFile(file(".reelgraph-20200101-000000-000-restore-point.backup.part"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(49))));
        var trial = Files.createDirectories(file("unfinished-trial-999999999"));
        var rule = server.getApplicationContext().getBean(UnfinishedRetention.class);

        server.getApplicationContext().getBean(FolderCheck.class)
                .start(new StartupEvent(server.getApplicationContext()));
        assertThat(trial).doesNotExist();
        assertThat(old).doesNotExist();
        Files.createDirectories(trial);
        assertThat(rule.removeSome(Instant.now().minusSeconds(3_600))).isZero();
        assertThat(trial).doesNotExist();
        assertThat(part).exists();
        assertThat(rule.removeSome(Instant.now().plusSeconds(3_600))).isEqualTo(2);
        assertThat(part).doesNotExist();
        assertThat(upload).doesNotExist();
    }

    @Test
    void givenABackup_whenItsFileIsLookedAt_thenOnlyTheProgramsUserMayReadIt() throws IOException {
        var file = file(create("").get("fileName").asText());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void givenAModerator_whenTheyScheduleBackups_thenTheyAreRefusedAsForBackups() {
        var schedule = "mutation { createSchedule(input: {name: \"%s\", cron: \"0 3 * * *\", work: {backup: {}}})"
                + " { schedule { id } userErrors { message } } }";
        Accounts.newUser(admin, "moderator@example.org", Role.MODERATOR);
        var moderator = Accounts.signedIn(server.getURI(), "moderator@example.org", Accounts.PASSWORD);
        var nightly = Map.<String, Object>of("id",
                admin.data(schedule.formatted("nightly")).at("/createSchedule/schedule/id").asText());

        assertThat(moderator.answer(schedule.formatted("theirs")).toString()).contains("FORBIDDEN");
        List.of("runScheduleNow(input: {id: $id}) { userErrors { message } }",
                "updateSchedule(input: {id: $id, enabled: false}) { userErrors { message } }",
                "deleteSchedule(input: {id: $id}) { userErrors { message } }")
                .forEach(mutation -> assertThat(moderator.answer("mutation($id: ID!) { " + mutation + " }", nightly)
                        .toString()).as(mutation).contains("FORBIDDEN"));
        assertThat(admin.data("mutation($id: ID!) { deleteSchedule(input: {id: $id}) { deletedId } }", nightly)
                .findValue("deletedId").asText()).isEqualTo(nightly.get("id"));
    }

    @Test
    void givenJobsThatWait_whenABackupIsRestored_thenTheyAreCancelledAndWhoeverAsksIsTold() throws SQLException {
        var backup = create("without jobs").get("id").asText();
        for (var kind : List.of("IMPORT", "SYNC")) {
            admin.data("mutation($kind: String) { pauseJobs(input: {kind: $kind}) { pauses { kind } } }",
                    Map.of("kind", kind));
        }
        var jobs = new Jobs(admin, folder());
        jobs.lines("late.jsonl", Trees.object("kind", "MOVIE", "title", "Zu spät"));
        var waiting = jobs.start(Map.of("path", "late.jsonl")).at("/job/id").asText();
        // One that another program runs, and one with what only its kind has.
        for (var statement : Jobs.insert(11, "late.jsonl", "plex", "RUNNING", 1, 3)) {
            Tables.run(folder(), statement);
        }
        for (var statement : Jobs.insert(12, "late.jsonl", "plex", "QUEUED", 0, 0)) {
            Tables.run(folder(), statement.replace("'IMPORT'", "'SYNC'"));
        }
        Tables.run(folder(), "INSERT INTO sync_jobs (id, connection_name, mode, requests, snapshots, snapshot_bytes)"
                + " VALUES (12, 'attic', 'INCREMENTAL', 0, 0, 0)");

        assertThat(restored(backup).get("state").asText()).isEqualTo("SUCCEEDED");

        Map.of(waiting, 0, GlobalId.of("importjob", 11), 3, GlobalId.of("syncjob", 12), 0)
                .forEach((id, processed) -> assertThat(admin
                        .data("query($id: ID!) { job(id: $id) { state error ... on ImportJob { path processed created }"
                                + " ... on SyncJob { connectionName processed created } } }", Map.of("id", id))
                        .toString()).contains("CANCELLED", "The library was restored from a backup.",
                                "\"processed\":%d,\"created\":%1$d".formatted(processed)));
        assertThat(Tables.query(folder(), "SELECT count(*) FROM jobs WHERE finished_at IS NULL")).containsExactly("|0");
        assertThat(admin.data("{ jobPauses { kind } }").get("jobPauses")).isEmpty();
    }
}
