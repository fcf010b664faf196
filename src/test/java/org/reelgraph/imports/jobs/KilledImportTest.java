package org.reelgraph.imports.jobs;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.jobs.JobState;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ProgramProcess;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Imports whose program is killed at any moment. How often: {@code -Dkills=200}. Each time another program goes on, and
 * the library is as if nothing had happened.
 */
@Tag("database")
@Tag("faults")
@Timeout(value = 2, unit = TimeUnit.HOURS)
class KilledImportTest {

    private static final int KILLS = Integer.getInteger("kills", 1);
    private static final int SERIES = 600;
    private static final int EPISODES = 3;
    private static final double LONGEST_BATCH = TimeUnit.MILLISECONDS.toNanos(50);
    private static final String HEARTBEAT = "200ms";
    // Of the moment, of one run of the program, or of no library.
    private static final Set<String> LEFT_OUT = Set.of("id", "created_at", "updated_at", "last_added_at", "shuffle",
            "at",
            "place", "seen_at", "requested_at", "started_at", "finished_at", "progress_at", "completed_at", "begun_at");
    private static final Set<String> TABLES_LEFT_OUT = Set.of("jobs", "job_log", "scheduled_tasks", "audit_log",
            "flyway_schema_history", "collation", "data_versions", "undo_logs", "undo_entries");

    private final Path home = ServerTest.newFolder("KilledImportTest");
    private final Random random = new Random();

    private static String source() {
        return IntStream.range(0, SERIES).mapToObj(i -> i % 97 == 5
                ? "{\"kind\": \"SERIES\"}"
                : "{\"kind\": \"SERIES\", \"ratingKey\": \"%1$d\", \"title\": \"Series %1$d\", \"genres\": [\"G%2$d\"], \"externalIds\": {\"imdb\": \"tt%3$07d\"}, \"seasons\": [{\"number\": 1, \"episodes\": [%4$s]}]}"
                        .formatted(i, i % 7, 1_000_000 + i, IntStream.rangeClosed(1, EPISODES)
                                .mapToObj(
                                        e -> "{\"number\": %d, \"title\": \"E%1$d\", \"cast\": [{\"name\": \"P%2$d\"}]}"
                                                .formatted(e, i % 50))
                                .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n"));
    }

    /** {@return a folder with a library of which every other series is in the source, too} */
    private Path library(String name, Path source) throws IOException, InterruptedException {
        var folder = Files.createDirectories(home.resolve(name));
        var first = home.resolve("before");
        if (Files.isDirectory(first) && !folder.equals(first)) {
            try (var files = Files.list(first)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
            return folder;
        }
        Files.copy(source, folder.resolve("series.jsonl"));
        try (var context = program(folder)) {
            var before = Files.writeString(folder.resolve("before.jsonl"), Files.readString(source).lines()
                    .filter(line -> line.contains("\"title\"") && line.hashCode() % 2 == 0)
                    .map(line -> line.replace("\"title\": \"E1\"", "\"title\": \"Before\""))
                    .collect(Collectors.joining("\n")));
            run(context, before);
        }
        return folder;
    }

    private static ApplicationContext program(Path folder) {
        return ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.serves", "false",
                "reelgraph.job.heartbeat", HEARTBEAT));
    }

    private static ImportJobs.Ended run(ApplicationContext program, Path file)
            throws IOException, InterruptedException {
        try {
            return program.getBean(ImportJobs.class).run(file, null, ImportOptions.of("plex"), JobListener.NONE,
                    false);
        } catch (SourceException e) {
            throw new IOException(e);
        }
    }

    private Process start(Path folder) throws IOException {
        var program = ProgramProcess.of("import", folder.resolve("series.jsonl").toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("program.log").toFile());
        program.environment().putAll(Map.of("REELGRAPH_DATA_DIR", folder.toString(), "REELGRAPH_JOB_HEARTBEAT",
                HEARTBEAT));
        TestDatabase.address(folder).ifPresent(address -> program.environment().put("REELGRAPH_DATABASE", address));
        return program.start();
    }

    @Test
    void givenAnImport_whenItsProgramIsKilledAtAnyMoment_thenAnotherGoesOn_andAllIsAsIfNothingHadHappened()
            throws Exception {
        var source = Files.writeString(home.resolve("series.jsonl"), source());
        if (!TestDatabase.isPostgresql()) {
            library("before", source); // the others are copies of it
        }
        var undisturbed = library("undisturbed", source);
        assertThat(start(undisturbed).waitFor()).as(() -> log(undisturbed)).isEqualTo(1); // as some records are faulty
        var expected = contents(undisturbed);
        var reached = new TreeMap<Long, Integer>();

        for (var i = 0; i < KILLS; i++) {
            var folder = library("killed" + i, source);
            var killed = start(folder);
            waitForRecords(folder, killed, random.nextInt(SERIES));
            LockSupport.parkNanos((long) (random.nextDouble() * LONGEST_BATCH));
            killed.destroyForcibly().waitFor();

            reached.merge(assertIsWhole(folder) / 100, 1, Integer::sum);
            goOn(folder);
            var found = contents(folder);
            expected.forEach((table, rows) -> assertThat(found.get(table)).as("%s, after kills at %s records", table,
                    reached).isEqualTo(rows));
        }
    }

    // Unless the kill came too late.
    private static void goOn(Path folder) throws SQLException, IOException, InterruptedException {
        if (!Tables.query(folder, "SELECT 1 FROM jobs WHERE finished_at IS NULL").isEmpty()) {
            try (var next = program(folder)) {
                var ended = run(next, folder.resolve("series.jsonl"));
                assertThat(ended.job().state()).as(ended.toString()).isEqualTo(JobState.COMPLETED_WITH_ERRORS);
            }
        }
    }

    private static String log(Path folder) {
        try {
            return Files.readString(folder.resolve("program.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void waitForRecords(Path folder, Process program, int records) throws SQLException {
        try (var database = TestDatabase.open(folder); var statement = database.createStatement()) {
            while (program.isAlive() && !isBegun(statement, records)) {
                Pause.briefly();
            }
        }
    }

    private static boolean isBegun(Statement statement, int records) throws SQLException {
        try (var rows = statement.executeQuery("SELECT count(*), min(CASE WHEN finished_at IS NULL THEN done END)"
                + " FROM jobs WHERE started_at IS NOT NULL")) {
            return rows.next() && rows.getInt(1) == 2 && rows.getInt(2) >= records;
        }
    }

    /** {@return how many records were written} */
    private static long assertIsWhole(Path folder) throws SQLException {
        if (!TestDatabase.isPostgresql()) {
            assertThat(Tables.query(folder, "PRAGMA integrity_check")).containsExactly("|ok");
        }
        assertThat(Tables.query(folder, "SELECT id FROM media_items AS m WHERE (SELECT count(*) FROM episodes"
                + " WHERE series_id = m.id) <> " + EPISODES)).isEmpty();
        return Long.parseLong(Tables.query(folder, "SELECT done FROM jobs ORDER BY id DESC LIMIT 1").getFirst()
                .substring(1));
    }

    /** {@return each table's rows, in which what they refer to stands for its id} */
    private static Map<String, List<String>> contents(Path folder) throws SQLException {
        var names = new HashMap<String, String>();
        name(folder, names, "SELECT id, kind || ' ' || rating_key FROM media_items");
        name(folder, names, "SELECT id, 'person ' || name FROM people");
        name(folder, names, "SELECT s.id, m.rating_key || ' ' || number FROM seasons AS s JOIN media_items AS m"
                + " ON m.id = s.series_id");
        name(folder, names, "SELECT e.id, m.rating_key || ' ' || season_number || ' ' || e.number FROM episodes AS e"
                + " JOIN media_items AS m ON m.id = e.series_id");
        name(folder, names, "SELECT id, kind || ' ' || requested_at * 0 || ' ' || (SELECT count(*) FROM jobs AS b"
                + " WHERE b.id < jobs.id) FROM jobs");
        var contents = new TreeMap<String, List<String>>();
        for (var name : Tables.names(folder)) {
            var table = name.substring(1);
            if (!TABLES_LEFT_OUT.contains(table) && !table.startsWith("search_") && !table.startsWith("sqlite_")) {
                contents.put(table, rows(folder, table, names));
            }
        }
        return contents;
    }

    private static void name(Path folder, Map<String, String> names, String sql) throws SQLException {
        Tables.query(folder, sql).forEach(row -> {
            var parts = row.split("\\|", 3);
            names.put(parts[1], parts[2]);
        });
    }

    private static List<String> rows(Path folder, String table, Map<String, String> names) throws SQLException {
        try (var database = TestDatabase.open(folder);
                var statement = database.createStatement();
                var rows = statement.executeQuery("SELECT * FROM " + table)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                // Some folders are copies of another.
                found.add(row(rows, names).replaceAll("[^= ]*/KilledImportTest[^/]+/[^/]+/", ""));
            }
            return found.stream().sorted().toList();
        }
    }

    private static String row(ResultSet rows, Map<String, String> names) throws SQLException {
        var row = new StringBuilder();
        for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            var column = rows.getMetaData().getColumnName(i);
            if (!LEFT_OUT.contains(column)) {
                var value = rows.getString(i);
                row.append(column).append('=').append(names.getOrDefault(value, value)).append(' ');
            }
        }
        return row.toString();
    }
}
