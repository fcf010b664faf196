package org.reelgraph.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.commands.Ended;
import org.reelgraph.testing.ProgramProcess;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Backups, restores and migrations that are killed at any moment. How often: {@code -Dkills=200}. */
@Tag("database")
@Tag("faults")
@Timeout(value = 2, unit = TimeUnit.HOURS)
class KilledCommandTest {

    private static final int KILLS = Integer.getInteger("kills", 1);
    private static final String MARK = "SELECT id FROM service_checks";

    private final Path folder = ServerTest.newFolder("KilledCommandTest");
    private final Random random = new Random();

    @BeforeEach
    void begin() {
        TestDatabase.create(folder);
        System.setProperty("reelgraph.data-dir", folder.toString());
        System.setProperty("reelgraph.database", TestDatabase.address(folder).orElse(""));
    }

    @AfterEach
    void leaveIt() {
        System.clearProperty("reelgraph.data-dir");
        System.clearProperty("reelgraph.database");
    }

    private Process start(String... arguments) throws IOException {
        var program = ProgramProcess.of(arguments).redirectErrorStream(true)
                .redirectOutput(folder.resolve("program.log").toFile());
        program.environment().put("REELGRAPH_DATA_DIR", folder.toAbsolutePath().toString());
        TestDatabase.address(folder).ifPresent(address -> program.environment().put("REELGRAPH_DATABASE", address));
        return program.start();
    }

    /** {@return how many nanoseconds a command takes that nobody kills} */
    private long duration(String... arguments) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        assertThat(start(arguments).waitFor()).as(() -> log()).isZero();
        return System.nanoTime() - begun;
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("program.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void givenCommands_whenTheyAreKilled_thenTheDatabaseIsAsBeforeOrAfter_andTheyCanBeDoneAgain() throws Exception {
        // Many rows, so that a kill hits the copying, too.
        Tables.run(folder, "INSERT INTO error_logs WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                + " WHERE i < 20000) SELECT i, 4102444800000, 'r', 'INTERNAL_ERROR', NULL, 'path', NULL FROM n");
        var backup = Ended.of("backup", "create").out().lines().filter(line -> line.startsWith("backup_")).findFirst()
                .orElseThrow().split(" ")[0];
        var commands = List.of(List.of("backup", "create"),
                List.of("backup", "restore", "--skip-restore-point", backup),
                List.of("db", "undo", "--accept-loss", "service_checks", "--to", "31"), List.of("db", "migrate"));
        var durations = new ArrayList<Long>();
        for (var command : commands) {
            mark(command);
            durations.add(duration(command.toArray(String[]::new)));
        }

        for (var kill = 0; kill < KILLS; kill++) {
            var number = kill % commands.size();
            mark(commands.get(number));
            var killed = start(commands.get(number).toArray(String[]::new));
            LockSupport.parkNanos((long) (random.nextDouble() * durations.get(number)));
            killed.destroyForcibly().waitFor();
            assertIsWhole(commands.get(number));
        }
        assertThat(Ended.of("backup", "verify", backup).code()).isZero();
        assertThat(Ended.of("backup", "restore", backup).code()).isZero();
        try (var files = Files.walk(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.contains("unfinished"));
        }
    }

    // What is undone has to lose something, and a restore has taken it away.
    private void mark(List<String> next) throws SQLException {
        if (next.contains("undo")) {
            Tables.run(folder,
                    "INSERT INTO service_checks SELECT 1, 'mark', 1, 1, NULL WHERE NOT EXISTS (" + MARK + ")");
        }
    }

    private void assertIsWhole(List<String> killed) throws SQLException {
        var reason = killed + ": " + log();
        if (!TestDatabase.isPostgresql()) {
            assertThat(Tables.query(folder, "PRAGMA integrity_check")).as(reason).containsExactly("|ok");
        }
        assertThat(Ended.of("db", "validate").code()).as(reason).isZero();
        assertThat(Ended.of("db", "migrate").code()).as(reason).isZero();
        assertThat(Tables.query(folder, MARK)).as(reason).isIn(List.of(), List.of("|1"));
        assertThat(Tables.query(folder, "SELECT count(*) FROM error_logs")).as(reason).containsExactly("|20000");
        assertThat(Ended.of("backup", "list").code()).as(reason).isZero();
    }
}
