package org.reelgraph.storage;

import io.micronaut.context.ApplicationContext;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.testing.RefusedStart;
import org.reelgraph.testing.SqliteOnly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@SqliteOnly
@Tag("database")
class MigrationsTest {

    private static final String OWN = "classpath:migrations/sqlite";
    private static final String WITH_NEXT = OWN + ",classpath:migrations-next";
    private static final String WITH_BROKEN = WITH_NEXT + ",classpath:migrations-broken";

    @TempDir
    Path folder;

    private void start(String locations) {
        ApplicationContext.run(settings(locations)).close();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String locations) {
        return RefusedStart.of(settings(locations));
    }

    private Map<String, Object> settings(String locations) {
        return Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.migrations", locations);
    }

    private Connection open(Path database) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database);
    }

    /** {@return the database as a version of the program left it whose last script was this one} */
    private Path migratedTo(String version) {
        var database = folder.resolve("reelgraph.db");
        Flyway.configure().dataSource("jdbc:sqlite:" + database, null, null).locations(OWN).target(version).load()
                .migrate();
        return database;
    }

    private void insertPerson() throws SQLException {
        try (var database = open(folder.resolve("reelgraph.db")); var statement = database.createStatement()) {
            statement.execute("INSERT INTO people (id, name, created_at, updated_at) VALUES (1, 'Kept', 0, 0)");
        }
    }

    private List<Path> backups() throws IOException {
        if (!Files.exists(folder.resolve("backups"))) {
            return List.of();
        }
        try (var files = Files.list(folder.resolve("backups"))) {
            return files.toList();
        }
    }

    @Test
    void givenADatabaseThatIsMade_whenItIsOpen_thenOnlyItsUserReadsItsFiles() throws IOException {
        try (var program = ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString()))) {
            assertThat(program.isRunning()).isTrue();
            for (var file : List.of("reelgraph.db", "reelgraph.db-wal", "reelgraph.db-shm")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)))).as(file)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void givenAnEmptyFolder_whenStarted_thenTheDatabaseIsThereAndNothingWasBackedUp() throws IOException {
        start(OWN);

        assertThat(folder.resolve("reelgraph.db")).exists();
        assertThat(folder.resolve("import")).isDirectory();
        assertThat(backups()).isEmpty();
    }

    @Test
    void givenAFolderThatTheDatabaseAddressCanNotHold_whenStarted_thenItIsRefused() {
        var properties = Map.<String, Object>of("reelgraph.data-dir", folder.resolve("what?").toString());

        RefusedStart.of(properties).hasStackTraceContaining("its path holds a '?'");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void givenADatabaseWithData_whenAScriptIsPending_thenAVerifiedBackupIsMadeFirst() throws Exception {
        start(OWN);
        insertPerson();

        start(WITH_NEXT);

        assertThat(backups()).singleElement().satisfies(copy -> {
            assertThat(copy.getFileName().toString()).matches("reelgraph-.*-before-v9000\\.db");
            try (var database = open(copy); var statement = database.createStatement()) {
                assertThat(statement.executeQuery("SELECT name FROM people").getString(1)).isEqualTo("Kept");
                assertThatThrownBy(() -> statement.executeQuery("SELECT 1 FROM next_table"))
                        .isInstanceOf(SQLException.class);
            }
        });
    }

    @Test
    void givenADatabaseWithoutData_whenAScriptIsPending_thenThereIsNothingToBackUp() throws IOException {
        start(OWN);
        start(WITH_NEXT);

        assertThat(backups()).isEmpty();
    }

    @Test
    void givenNothingPending_whenStartedAgain_thenThereIsNoBackup() throws Exception {
        start(OWN);
        insertPerson();
        start(OWN);

        assertThat(backups()).isEmpty();
    }

    @Test
    void givenAScriptThatFails_whenStarted_thenTheErrorNamesTheBackupAndTheDataIsAsItWas() throws Exception {
        start(WITH_NEXT);
        insertPerson();

        refused(WITH_BROKEN).rootCause().hasMessageContaining("no_such_table");
        refused(WITH_BROKEN)
                .hasStackTraceContaining("its backup is " + backups().getFirst().getParent());
        try (var database = open(folder.resolve("reelgraph.db")); var statement = database.createStatement()) {
            assertThat(statement.executeQuery("SELECT name FROM people").getString(1)).isEqualTo("Kept");
            assertThatThrownBy(() -> statement.executeQuery("SELECT 1 FROM half_done"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void givenADatabaseOfALaterVersion_whenStarted_thenItIsRefused() {
        start(WITH_NEXT);

        refused(OWN).hasStackTraceContaining("of a later version")
                .hasStackTraceContaining("V9000__next.sql");
    }

    @Test
    void givenAnEditedScript_whenStarted_thenItIsRefused() throws SQLException {
        start(OWN);
        try (var database = open(folder.resolve("reelgraph.db")); var statement = database.createStatement()) {
            statement.execute("UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '1'");
        }

        refused(OWN).hasStackTraceContaining("could not be brought up to date");
    }

    @Test
    void givenEveryScript_whenUndoneInReverse_thenTheSchemaIsTheOneBefore_andTheWayForthWorksAgain() throws Exception {
        var database = folder.resolve("undo.db");
        var scripts = scripts(Path.of("migrations/sqlite"), "V");
        var before = new ArrayList<List<String>>();
        try (var connection = open(database)) {
            for (var script : scripts) {
                before.add(schema(connection));
                run(connection, script);
            }
            insertInto(connection);
            for (var i = scripts.size() - 1; i >= 0; i--) {
                run(connection, undoOf(scripts.get(i)));
                assertThat(schema(connection)).isEqualTo(before.get(i));
            }
        }
        var flyway = Flyway.configure().dataSource("jdbc:sqlite:" + database, null, null).locations(OWN).load();
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(scripts.size());
    }

    // V7 makes tables anew that others refer to.
    @Test
    void givenALibraryFromBeforeV7_whenBroughtUpToDate_thenAllOfItIsThere() throws Exception {
        var database = migratedTo("6");
        try (var connection = open(database); var statement = connection.createStatement()) {
            statement.executeUpdate(Files.readString(Path.of("src/test/resources/migrations-before/v6.sql")));
        }

        start(OWN);

        try (var connection = open(database); var statement = connection.createStatement()) {
            var counts = statement.executeQuery("SELECT (SELECT count(*) FROM media_items) || (SELECT count(*) FROM"
                    + " seasons) || (SELECT count(*) FROM episodes) || (SELECT count(*) FROM media_tags)"
                    + " || (SELECT count(*) FROM credits) || (SELECT count(*) FROM images)"
                    + " || (SELECT count(*) FROM changes) || (SELECT count(*) FROM import_records)"
                    + " || (SELECT count(DISTINCT shuffle) FROM media_items) || ' ' || folded_title FROM media_items"
                    + " WHERE id = 1");
            assertThat(counts.getString(1)).isEqualTo("211212212 uber allem");
            assertThat(statement.executeQuery("PRAGMA foreign_key_check").next()).isFalse();
        }
    }

    // V12 moves the replaced refresh tokens of sessions into a table of their own.
    @Test
    void givenSessionsFromBeforeV12_whenBroughtUpToDateAndBack_thenTheirReplacedTokensAreKnown() throws Exception {
        var database = migratedTo("10");
        try (var connection = open(database); var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO users VALUES (1, 'a@example.org', 'A', 'USER', 'ACTIVE', 'h', 1, 1, NULL, NULL)");
            statement.executeUpdate(
                    "INSERT INTO sessions VALUES (7, 1, '%s', '%s', 3, 500, 1, 1, 2, 900, NULL, 'ip', 'ua'),"
                            .formatted("a".repeat(64), "b".repeat(64))
                            + " (8, 1, '%s', NULL, 0, 1, 0, 1, 1, 900, 600, 'ip', 'ua')".formatted("c".repeat(64)));
        }

        start(OWN);

        try (var connection = open(database); var statement = connection.createStatement()) {
            assertThat(statement.executeQuery("SELECT group_concat(session_id || hash || replaced_at)"
                    + " FROM replaced_refresh_tokens").getString(1)).isEqualTo("7" + "b".repeat(64) + "500");
            assertThat(statement.executeQuery("SELECT group_concat(id || refresh_hash || generation || rotated_at"
                    + " || expires_at || coalesce(revoked_at, '-'), ' ') FROM sessions").getString(1))
                    .isEqualTo("7" + "a".repeat(64) + "3500900- 8" + "c".repeat(64) + "01900600");
        }
        try (var connection = open(database); var statement = connection.createStatement()) {
            run(connection, undoOf(Path.of("V12__replaced_refresh_tokens.sql")));
            assertThat(statement.executeQuery("SELECT group_concat(id || coalesce(previous_hash, '-') || repeated, ' ')"
                    + " FROM sessions").getString(1)).isEqualTo("7" + "b".repeat(64) + "0 8-0");
        }
    }

    // V13 stores the totals of series.
    @Test
    void givenSeriesFromBeforeV13_whenBroughtUpToDate_thenTheirTotalsAreStored() throws Exception {
        var database = migratedTo("12");
        try (var connection = open(database); var statement = connection.createStatement()) {
            statement.executeUpdate(
                    """
                    INSERT INTO media_items (id, kind, source, title, sort_key, created_at, updated_at) VALUES
                      (1, 'SERIES', 's', 'Two seasons', 'a', 1, 1), (2, 'MOVIE', 's', 'Film', 'b', 1, 1),
                      (3, 'SERIES', 's', 'Empty season', 'c', 1, 1), (4, 'SERIES', 's', 'Empty', 'd', 1, 1);
                    INSERT INTO seasons (id, series_id, number, created_at, updated_at) VALUES
                      (11, 1, 0, 1, 1), (12, 1, 1, 1, 1), (13, 3, 1, 1, 1);
                    INSERT INTO episodes (id, series_id, season_id, season_number, number, duration_seconds, created_at,
                        updated_at)
                      VALUES (21, 1, 11, 0, 1, 60, 1, 1), (22, 1, 12, 1, 1, 600, 1, 1), (23, 1, 12, 1, 2, NULL, 1, 1)""");
        }

        start(OWN);

        try (var connection = open(database); var statement = connection.createStatement()) {
            assertThat(
                    statement.executeQuery("SELECT group_concat(series_id || ':' || seasons || ' ' || episodes || ' '"
                            + " || duration_seconds, ', ' ORDER BY series_id) FROM series_totals").getString(1))
                    .isEqualTo("1:2 3 660, 3:1 0 0");
            statement.executeUpdate("INSERT INTO seasons (id, series_id, number, created_at, updated_at)"
                    + " VALUES (14, 4, 1, 1, 1); DELETE FROM episodes WHERE id = 22");
            assertThat(
                    statement.executeQuery("SELECT group_concat(series_id || ':' || seasons || ' ' || episodes || ' '"
                            + " || duration_seconds, ', ' ORDER BY series_id) FROM series_totals").getString(1))
                    .isEqualTo("1:2 2 60, 3:1 0 0, 4:1 0 0");
        }
    }

    // V14 repeats names in credits.
    @Test
    void givenCreditsFromBeforeV14_whenBroughtUpToDate_thenTheyHaveNames() throws Exception {
        var database = migratedTo("13");
        try (var connection = open(database); var statement = connection.createStatement()) {
            statement.executeUpdate(
                    """
                    INSERT INTO people (id, name, created_at, updated_at) VALUES (1, 'Ada', 1, 1), (2, 'Bo', 1, 1);
                    INSERT INTO credits (owner_id, role, position, person_id, department) VALUES
                      (11, 'CAST', 1, 2, NULL), (11, 'CREW', 1, 1, 'SOUND'), (12, 'CAST', 1, 1, NULL)""");
        }

        start(OWN);

        try (var connection = open(database); var statement = connection.createStatement()) {
            assertThat(statement.executeQuery("SELECT group_concat(person_name, ' ' ORDER BY owner_id, role)"
                    + " FROM credits").getString(1)).isEqualTo("Bo Ada Ada");
        }
    }

    // V17 makes imports jobs of the queue.
    @Test
    void givenImportsFromBeforeV17_whenBroughtUpToDateAndBack_thenTheyAreJobs() throws Exception {
        var database = migratedTo("15");
        var columns = "INSERT INTO import_jobs (id, status, format, path, source, on_conflict, error_policy, prune,"
                + " dry_run, processed, total, created, updated, unchanged, skipped, failed, error, requested_at,"
                + " started_at, finished_at, restarts_left) VALUES ";
        try (var connection = open(database); var statement = connection.createStatement()) {
            statement.executeUpdate(columns
                    + "(1, 'QUEUED', 'F', 'a', 's', 'UPDATE', 'REJECT_ALL', 0, 1, 0, 0, 0, 0, 0, 0, 0, NULL, 5, NULL,"
                    + " NULL, 3), (2, 'RUNNING', 'F', 'b', 's', 'SKIP', 'IGNORE_FAILED', 1, 0, 4, 9, 4, 0, 0, 0, 0,"
                    + " NULL, 6, 7, NULL, 2), (3, 'FAILED', 'F', 'c', 's', 'FAIL', 'IGNORE_FAILED', 0, 0, 1, 1, 0, 0, 0,"
                    + " 0, 1, 'why', 8, 9, 10, 0)");
            statement.executeUpdate("INSERT INTO import_records (id, job_id, position, file, outcome)"
                    + " VALUES (51, 2, 0, 'x', 'CREATED')");
        }

        // Without a start, which would run them.
        migratedTo("17");

        try (var connection = open(database); var statement = connection.createStatement()) {
            assertThat(statement.executeQuery("SELECT group_concat(id || kind || ' ' || state || ' ' || attempts || ' '"
                    + " || done || '/' || total || ' ' || coalesce(error, '-') || ' ' || (input ->> 'path')"
                    + " || (input ->> 'dryRun'), ', ' ORDER BY id) FROM jobs").getString(1))
                    .isEqualTo("1IMPORT QUEUED 0 0/0 - a1, 2IMPORT RUNNING 1 4/9 - b0, 3IMPORT FAILED 3 1/1 why c0");
            assertThat(statement.executeQuery("SELECT count(*) FROM import_jobs JOIN import_records ON job_id = "
                    + "import_jobs.id").getInt(1)).isEqualTo(1);
            assertThat(statement.executeQuery("PRAGMA foreign_key_check").next()).isFalse();
        }
        try (var connection = open(database); var statement = connection.createStatement()) {
            run(connection, undoOf(Path.of("V17__jobs.sql")));
            assertThat(statement.executeQuery("SELECT group_concat(id || status || restarts_left"
                    + " || coalesce(finished_at, '-'), ' ' ORDER BY id) FROM import_jobs").getString(1))
                    .isEqualTo("1QUEUED3- 2RUNNING2- 3FAILED010");
        }
    }

    @Test
    void givenTheProgram_whenStarted_thenTheWriterEnforcesForeignKeys_andNeedsNoTemporaryFiles() throws Exception {
        try (var context = ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString()))) {
            var writer = context.getBean(JdbcOperations.class, Qualifiers.byName("writer"));

            var settings = context.getBean(WriteTransactions.class).within(() -> Stream
                    .of("foreign_keys", "temp_store").map(name -> writer.prepareStatement("PRAGMA " + name,
                            statement -> statement.executeQuery().getInt(1)))
                    .toList());

            assertThat(settings).as("on, in memory").containsExactly(1, 2);
        }
    }

    private static void insertInto(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("INSERT INTO people (id, name, created_at, updated_at) VALUES (1, 'Undone', 0, 0)");
        }
    }

    private static Path undoOf(Path script) {
        return Path.of("migrations/undo/sqlite", script.getFileName().toString().replaceFirst("^V", "U"));
    }

    private static List<Path> scripts(Path folder, String prefix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted(Comparator.comparing(file -> MigrationVersion
                            .fromVersion(file.getFileName().toString().substring(1).split("__")[0])))
                    .toList();
        }
    }

    private static void run(Connection connection, Path script) throws SQLException, IOException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(Files.readString(script));
        }
    }

    private static List<String> schema(Connection connection) throws SQLException {
        var schema = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT type || ' ' || name FROM sqlite_master ORDER BY 1")) {
            while (rows.next()) {
                schema.add(rows.getString(1));
            }
        }
        return schema;
    }
}
