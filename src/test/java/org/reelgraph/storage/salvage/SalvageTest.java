package org.reelgraph.storage.salvage;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.reelgraph.commands.Ended;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Damage;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerProcess;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a library whose file is damaged. */
@SqliteOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SalvageTest {

    private static final int MOVIES = 300;
    private static final String TITLES = "SELECT title, summary FROM media_items ORDER BY id";

    private final Path library = ServerTest.newFolder("SalvageTest");

    @BeforeAll
    void fill() {
        var settings = new HashMap<String, Object>(Accounts.SETTINGS);
        settings.putAll(Map.of("reelgraph.data-dir", library.toString(), "reelgraph.demo", "true",
                "reelgraph.stop-grace", "0s", "micronaut.server.port", "-1"));
        var movies = IntStream.range(0, MOVIES).<Object>mapToObj(number -> Map.of("title", "Movie " + number,
                "ratingKey", "m" + number, "summary", ("Summary " + number + " ").repeat(40), "genres",
                List.of("Drama"), "cast", List.of(Map.of("person", Map.of("name", "Person " + number % 7))))).toList();
        try (var server = ApplicationContext.run(EmbeddedServer.class, settings)) {
            var admin = Accounts.admin(server.getURI());
            for (var from = 0; from < MOVIES; from += 100) {
                admin.data("mutation($m: [MovieInput!]!) { importMovies(input: {movies: $m}) { created } }",
                        Map.of("m", movies.subList(from, from + 100)));
            }
        }
    }

    /** {@return a folder with a copy of the library} */
    private Path copy() throws IOException {
        var folder = ServerTest.newFolder("SalvageTest");
        Files.copy(library.resolve("reelgraph.db"), folder.resolve("reelgraph.db"));
        return folder;
    }

    private static Ended command(Path folder, Object... arguments) {
        System.setProperty("reelgraph.data-dir", folder.toString());
        try {
            return Ended.of(arguments);
        } finally {
            System.clearProperty("reelgraph.data-dir");
        }
    }

    private static Ended salvage(Path folder) {
        return command(folder, "db", "salvage", folder.resolve("reelgraph.db"));
    }

    @Test
    void givenDamagedPages_whenSalvaged_thenAllOtherRowsAreInANewLibrary_andWhatWasLostIsTold() throws Exception {
        var folder = copy();
        var leaves = Damage.leaves(folder, "media_items");
        var damaged = List.of(leaves.get(3), leaves.get(4), leaves.get(leaves.size() / 2));
        var lost = Tables.query(folder, "SELECT sum(ncell) FROM dbstat WHERE pageno IN ("
                + damaged.toString().replaceAll("[\\[\\]]", "") + ")").getFirst();
        var titles = Tables.query(folder, TITLES);
        for (var page : damaged) {
            Damage.page(folder, page);
        }
        var bytes = Files.readAllBytes(folder.resolve("reelgraph.db"));

        var ended = salvage(folder);

        assertThat(ended.code()).as(ended.toString()).isEqualTo(1);
        var left = titles.size() - Integer.parseInt(lost.substring(1));
        assertThat(ended.out()).contains("\nmedia_items: " + left + " rows\n", "\nThe new library in ",
                ": media_id is of no row of media_items\n",
                " rows: what they belong to was lost\n")
                .containsPattern(
                        "\n  unreadable: rows from row id \\d+ to \\d+\n  unreadable: rows from row id \\d+ to");
        var salvaged = folder.resolve("salvaged");
        assertThat(Tables.query(salvaged, TITLES)).hasSize(left).isSubsetOf(titles);
        var check = command(salvaged, "db", "check");
        assertThat(check.code()).as(check.out()).isZero();
        assertThat(folder.resolve("reelgraph.db")).hasBinaryContent(bytes);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("reelgraph.db", "salvaged");
    }

    @Test
    void givenASoundFileOfAnEarlierVersionWithALog_whenSalvaged_thenNothingIsLost() throws Exception {
        var folder = copy();
        assertThat(command(folder, "db", "undo").code()).isZero();
        var crashed = ServerTest.newFolder("SalvageTest");
        try (var database = TestDatabase.open(folder); var statement = database.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA wal_autocheckpoint = 0");
            statement.execute("UPDATE media_items SET title = 'From the log' WHERE title = 'Movie 7'");
            for (var suffix : List.of("", "-wal")) {
                Files.copy(folder.resolve("reelgraph.db" + suffix), crashed.resolve("reelgraph.db" + suffix),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }

        var ended = salvage(crashed);

        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(Tables.query(crashed.resolve("salvaged"), TITLES)).isEqualTo(Tables.query(folder, TITLES))
                .anyMatch(row -> row.startsWith("|From the log|"));
        assertThat(salvage(crashed).err()).contains("has a database already");
        try (var empty = TestDatabase.openEmptyLibrary();
                var statement = empty.createStatement()) {
            var elsewhere = command(crashed, "db", "salvage", crashed.resolve("reelgraph.db"), "--to",
                    TestDatabase.addressOnServer("postgres", empty.getCatalog()));
            assertThat(elsewhere.code()).as(elsewhere.toString()).isZero();
            try (var count = statement.executeQuery("SELECT count(*) FROM media_items WHERE title = 'From the log'")) {
                assertThat(count.next() && count.getInt(1) == 1).isTrue();
            }
        }
    }

    @Test
    void givenRowsThatBreakRules_whenSalvaged_thenTheyAreNamedAndLeftOut() throws Exception {
        var folder = copy();
        try (var database = TestDatabase.open(folder); var statement = database.createStatement()) {
            statement.execute("PRAGMA foreign_keys = OFF");
            statement.execute("PRAGMA ignore_check_constraints = ON");
            statement.execute(
                    "INSERT INTO media_tags (media_id, kind, position, name) SELECT 77, kind, position, name FROM media_tags LIMIT 1");
            statement.execute("UPDATE jobs SET attempts = -1");
            statement.execute("INSERT INTO service_checks VALUES (55, 'database', 1, -1, NULL)");
        }

        var ended = salvage(folder);

        assertThat(ended.code()).as(ended.toString()).isEqualTo(1);
        assertThat(ended.out())
                .contains("service_checks: 0 rows\n  left out: 55: CHECK constraint failed: millis >= 0\n")
                .containsPattern("  left out: 77 \\S+ \\d+: media_id is of no row of media_items\n");
    }

    @Test
    void givenNothingThatCanBeRead_whenSalvaged_thenItSaysSo_andNothingIsMade() throws Exception {
        var folder = copy();
        Damage.page(folder, 1);
        var other = Files.writeString(folder.resolve("other.db"), "no database");

        for (var file : List.of(folder.resolve("reelgraph.db"), other)) {
            var ended = command(folder, "db", "salvage", file);

            assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
            assertThat(ended.err()).startsWith("Nothing of " + file + " can be read: ").hasLineCount(1);
        }
        assertThat(command(folder, "db", "salvage", "nowhere").err()).isEqualTo("There is no file nowhere.\n");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("reelgraph.db", "other.db");
    }

    @Test
    void givenADamagedFileThatAServerUses_whenABackupIsRestored_thenItIsRefused_andTheFileStays() throws Exception {
        var folder = copy();
        assertThat(command(folder, "backup", "create").code()).isZero();
        try (var server = ServerProcess.start(folder, Map.of())) {
            Damage.page(folder, Damage.leaves(folder, "jobs").getFirst());

            var ended = command(folder, "backup", "restore", "backup_0000000000000");

            assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
            assertThat(ended.err()).contains(" is damaged, and another program, such as the server, uses it.")
                    .hasLineCount(1);
            assertThat(new GraphQlClient(server.uri()).data("{ libraryStats { movieCount } }").findValue("movieCount")
                    .asInt()).isGreaterThanOrEqualTo(MOVIES);
        }
    }

    @Test
    void givenAFileThatCanNotBeOpened_whenABackupIsRestored_thenItIsMovedAside_orStaysIfThatFails()
            throws IOException, SQLException {
        var folder = copy();
        var before = Tables.query(folder, TITLES);
        var backup = command(folder, "backup", "create").out().lines().filter(line -> line.startsWith("backup_"))
                .findFirst().orElseThrow().split(" ")[0];
        Damage.page(folder, 1);
        var bytes = Files.readAllBytes(folder.resolve("reelgraph.db"));

        var unknown = command(folder, "backup", "restore", "backup_0000000000000");
        assertThat(unknown.code()).as(unknown.toString()).isEqualTo(2);
        assertThat(unknown.err()).isEqualTo("There is no backup backup_0000000000000.\n");
        assertThat(folder.resolve("reelgraph.db")).hasBinaryContent(bytes);

        var ended = command(folder, "backup", "restore", backup);
        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(Tables.query(folder, TITLES)).isEqualTo(before);
        assertThat(command(folder, "db", "check").code()).isZero();
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().matches("reelgraph-damaged-.*\\.db")))
                    .singleElement().satisfies(file -> {
                        assertThat(file).hasBinaryContent(bytes);
                        assertThat(ended.out()).contains(file.getFileName().toString());
                    });
        }
    }
}
