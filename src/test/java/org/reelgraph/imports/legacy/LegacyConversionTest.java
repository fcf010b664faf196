package org.reelgraph.imports.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.commands.Ended;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** The command that brings a database of Plex Exporter over and compares, beside a running server. */
class LegacyConversionTest extends ServerTest {

    private static final String FOLDER_SETTING = "reelgraph.data-dir";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TABLES = List.of("media_items", "seasons", "episodes", "cast_members",
            "media_cast",
            "media_thumbnails");

    @BeforeAll
    void useTheServersData() {
        System.setProperty(FOLDER_SETTING, folder().toString());
    }

    @AfterAll
    void leaveIt() {
        System.clearProperty(FOLDER_SETTING);
    }

    private Path file(String name) {
        return folder().resolve(name);
    }

    // Each file is a source of its own, so that the tests don't meet.
    private static Ended convert(Path file, String... options) {
        var args = new ArrayList<Object>(List.of("db", "convert-legacy", file, "--source", file.getFileName()));
        args.addAll(List.of(options));
        return Ended.of(args.toArray());
    }

    private static JsonNode report(Ended ended) throws IOException {
        return JSON.readTree(ended.out());
    }

    private static List<String> rows(JsonNode report, String outcome) {
        return report.get("rows").valueStream().filter(row -> row.get("outcome").asText().equals(outcome))
                .map(row -> row.get("table").asText() + " " + row.get("id").asText()).toList();
    }

    @Test
    void givenRandomRows_whenConverted_thenEachOfThemIsEqual_andOnlyWhatIsChangedLaterDiffers() throws Exception {
        var database = RandomLegacyDatabase.of(file("random.db"), 7, 60);

        var trial = convert(database.file(), "--dry-run", "--json");
        var before = Tables.rows(folder());
        var converted = convert(database.file(), "--json");
        var again = convert(database.file(), "--dry-run", "--json");

        assertThat(trial.code()).as(trial.err()).isEqualTo(1);
        assertThat(rows(report(trial), "EQUAL")).isEmpty();
        assertThat(converted.code()).as(converted.toString()).isZero();
        assertThat(report(converted).get("equal").asBoolean()).isTrue();
        for (var table : TABLES) {
            assertThat(report(trial).at("/tables/" + table + "/MISSING").asInt()).as(table).isPositive()
                    .isEqualTo(database.count(table));
            assertThat(report(converted).at("/tables/" + table).toString()).as(table)
                    .isEqualTo("{\"EQUAL\":" + database.count(table) + "}");
        }
        assertThat(before.size()).isLessThan(Tables.rows(folder()).size());
        assertThat(again.out()).isEqualTo(converted.out());
    }

    private LegacyDatabase sound(String name) throws SQLException {
        return new LegacyDatabase(file(name)).latest().run(
                "INSERT INTO media_items (id, tautulli_id, type, title, year, poster) VALUES (1, '1', 'tv', 'Harbour Lights',"
                        + " 2019, 'p.jpg'), (2, '2', 'movie', 'Low Tide', 2021, NULL)",
                "INSERT INTO seasons VALUES (3, 1, '3', 1, 'One', NULL, NULL, 2), (4, 1, '4', 2, 'Two', NULL, NULL, 0)",
                "INSERT INTO episodes VALUES (5, 3, '5', 1, 'A', NULL, 60, NULL, NULL, NULL),"
                        + " (6, 3, '6', 2, 'B', NULL, 60, NULL, NULL, NULL)",
                "INSERT INTO cast_members VALUES (7, 'Ada Winter', NULL, NULL), (8, 'Jo Marr', NULL, NULL)",
                "INSERT INTO media_cast VALUES (9, 1, 7, 'Marit', 1), (10, 1, 8, NULL, 2), (11, 2, 8, NULL, 1)",
                "INSERT INTO media_thumbnails VALUES (12, 1, 'a.jpg', 'now'), (13, 1, 'b.jpg', 'now')",
                "INSERT INTO users VALUES ('u', 'me', 'me@example.org', 'secret', 'admin')");
    }

    @Test
    void givenALibraryThatHasChangedSince_whenCompared_thenTheRowsThatDifferAreToldWithTheirFields() throws Exception {
        var database = sound("changed.db");
        assertThat(convert(database.file()).code()).isZero();
        database.run("UPDATE media_items SET year = 2020 WHERE id = 2", "UPDATE seasons SET title = 'II' WHERE id = 4",
                "UPDATE episodes SET duration = 90 WHERE id = 6",
                "UPDATE cast_members SET name = 'Joan Marr' WHERE id = 8",
                "INSERT INTO episodes VALUES (15, 3, '15', 3, 'C', NULL, NULL, NULL, NULL, NULL)",
                "UPDATE media_thumbnails SET path = 'c.jpg' WHERE id = 13",
                "INSERT INTO seasons VALUES (14, 99, '14', 1, 'Lost', NULL, NULL, 0)",
                "UPDATE media_items SET year = 12345 WHERE id = 1");
        var content = Files.readAllBytes(database.file());

        var ended = convert(database.file(), "--dry-run");

        assertThat(ended.code()).as(ended.err()).isEqualTo(1);
        assertThat(ended.out()).isEqualTo(
                """
                media_items 1: DIFFERENT. year: The year must be a whole number from 1 to 9999, not 12345.
                seasons 4: DIFFERENT
                  seasons.2.title: Two in the library, II in the file
                episodes 6: DIFFERENT
                  seasons.1.episodes.2.durationSeconds: 60 in the library, 90 in the file
                episodes 15: MISSING
                media_cast 10: DIFFERENT
                  cast: ["Ada Winter as Marit","Jo Marr"] in the library, ["Ada Winter as Marit","Joan Marr"] in the file
                media_thumbnails 13: DIFFERENT
                  images: ["POSTER changed.db p.jpg","POSTER changed.db a.jpg","POSTER changed.db b.jpg"] in the library, \
                ["POSTER changed.db p.jpg","POSTER changed.db a.jpg","POSTER changed.db c.jpg"] in the file
                media_items 2: DIFFERENT
                  year: 2021 in the library, 2020 in the file
                media_cast 11: DIFFERENT
                  cast: ["Jo Marr"] in the library, ["Joan Marr"] in the file
                cast_members 8: DIFFERENT
                  cast: ["Ada Winter as Marit","Jo Marr"] in the library, ["Ada Winter as Marit","Joan Marr"] in the file
                seasons 14: NOT_CARRIED. There is no item with the id 99.
                users: NO_PLACE. 1 row: Passwords can't be carried over. Make accounts for these people.
                TABLE             EQUAL  DIFFERENT  MISSING  SUPERSEDED  NOT CARRIED
                cast_members      1      1          0        0           0
                episodes          1      1          1        0           0
                media_cast        1      2          0        0           0
                media_items       0      2          0        0           0
                media_thumbnails  1      1          0        0           0
                seasons           1      1          0        0           1
                """);
        assertThat(Files.readAllBytes(database.file())).isEqualTo(content);
    }

    @Test
    void givenRowsThatDiffer_whenTheOldTablesAreToGo_thenTheyStay_untilAllAreEqual() throws Exception {
        var database = sound("dropped.db").run("INSERT INTO seasons VALUES (14, 99, '14', 1, 'Lost', NULL, NULL, 0)");
        var content = Files.readAllBytes(database.file());

        var refused = convert(database.file(), "--drop-legacy");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo("The old tables were left in the file, since this would be lost: seasons: 1 of 3 rows."
                        + " To accept it, add --accept-loss seasons.\n");
        assertThat(Files.readAllBytes(database.file())).isEqualTo(content);

        var kept = database.run("DELETE FROM seasons WHERE id = 14").count("media_items");
        try (var other = database.open(); var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            var late = convert(database.file(), "--drop-legacy");
            assertThat(late.code()).isEqualTo(1);
            assertThat(late.err()).startsWith("The rows were imported and compared, but the old tables were left in the"
                    + " file. Another program, such as the server,").endsWith("Repeat the command to remove them.\n");
        }
        var dropped = convert(database.file(), "--drop-legacy");

        assertThat(dropped.code()).as(dropped.toString()).isZero();
        assertThat(dropped.err()).startsWith("The old tables were removed. Backup: ");
        var backup = new LegacyDatabase(Path.of(dropped.err().strip().replaceFirst(".*Backup: ", "")));
        assertThat(backup.count("media_items")).isEqualTo(kept);
        assertThat(backup.count("media_cast")).isEqualTo(3);
        assertThat(Files.getPosixFilePermissions(backup.file())).hasSize(2);
        assertThat(database
                .count("sqlite_schema WHERE type = 'table' AND name IN ('" + String.join("', '", TABLES) + "')"))
                .isZero();
        assertThat(database.count("users")).isEqualTo(1);
        assertThat(Tables.query(folder(), "SELECT label FROM audit_log WHERE action = 'dropLegacyTables'").getFirst())
                .contains("dropped.db, backup ");
    }

    @Test
    void givenAFileThatIsInUse_whenTheOldTablesAreToGo_thenNothingIsDone() throws Exception {
        var database = sound("used.db");
        // As a program that reads locks it.
        try (var channel = FileChannel.open(database.file(), StandardOpenOption.READ);
                var lock = channel.lock(0x4000_0002L, 510, true)) {
            assertThat(lock.isValid()).isTrue();

            var refused = convert(database.file(), "--drop-legacy");

            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).contains("program uses " + database.file().toRealPath());
        }
    }

    @Test
    void givenAMigrationThatStopped_whenCompared_thenWhatDoesNotCountIsTold_andStaysUntilItsLossIsAccepted()
            throws Exception {
        var database = new LegacyDatabase(file("half.db")).extended().latest().run(
                "INSERT INTO media_metadata (id, plex_id, title, media_type, year, studio) VALUES"
                        + " (8, '7', 'Low Tyde', 'movie', 2020, 'North'), (9, '8', 'Harbour Lights', 'show', 2019, NULL)",
                "INSERT INTO media_items (id, tautulli_id, type, title, year, studio) VALUES"
                        + " (1, '7', 'movie', 'Low Tide', 2021, ''), (2, '8', 'tv', 'Harbour Lights', '2019', NULL)");

        var refused = convert(database.file(), "--drop-legacy");
        var mistaken = convert(database.file(), "--drop-legacy", "--accept-loss", "seasons");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out())
                .endsWith("""
                          media_metadata 8: SUPERSEDED. What media_items 1 says of the same item counts.
                            title: Low Tide counts, Low Tyde doesn't
                            year: 2021 counts, 2020 doesn't
                          TABLE           EQUAL  DIFFERENT  MISSING  SUPERSEDED  NOT CARRIED
                          media_items     2      0          0        0           0
                          media_metadata  1      0          0        1           0
                          """);
        assertThat(refused.err())
                .contains("media_metadata: 1 of 2 rows. To accept it, add --accept-loss media_metadata.");
        assertThat(mistaken.err()).contains("--accept-loss names what wouldn't be lost: seasons.");
        assertThat(database.count("media_metadata")).isEqualTo(2);

        var accepted = convert(database.file(), "--drop-legacy", "--accept-loss", "media_metadata");

        assertThat(accepted.code()).as(accepted.toString()).isEqualTo(1);
        assertThat(accepted.err()).startsWith("The old tables were removed.")
                .endsWith("Lost: media_metadata: 1 of 2 rows\n");
        assertThat(database.count("sqlite_schema WHERE name LIKE 'media_%'")).isZero();
    }

    @Test
    void givenMistakes_whenConverted_thenNothingIsDone() throws Exception {
        assertThat(convert(file("sound.db"), "--dry-run", "--drop-legacy").err())
                .startsWith("A dry run removes nothing");
        assertThat(convert(file("sound.db"), "--accept-loss", "seasons").err()).startsWith("Nothing would be lost");
        assertThat(convert(file("nowhere.db")).err()).startsWith("There is nothing at ");
        Files.writeString(file("text.db"), "text");
        assertThat(convert(file("text.db"))).satisfies(ended -> {
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).endsWith("text.db is no database of SQLite, or it is encrypted.\n");
        });
        assertThat(Ended.of("db", "convert-legacy", file("text.db"), "--source", " ").err())
                .isEqualTo("The source is required.\n");
    }

    @Test
    void givenAnItemInTheLibrary_whenItIsToBeLeftAsItIs_thenTheRowsThatDifferAreTold() throws Exception {
        var database = sound("kept.db");
        client().data("mutation { importMovies(input: {source: \"kept.db\", movies: [{ratingKey: \"2\","
                + " title: \"Low Tide\", year: 1999}]}) { created } }");

        var ended = convert(database.file(), "--on-conflict", "skip", "--local");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("1 created, 0 updated, 0 unchanged, 2 skipped, 0 failed\n",
                "media_items 2: DIFFERENT\n  year: 1999 in the library, 2021 in the file\n",
                "media_cast 11: DIFFERENT\n");
    }

    @Test
    void givenSeasonsThatNoImportTakes_whenCompared_thenTheirEpisodesAreNotEqualEither() throws Exception {
        var database = new LegacyDatabase(file("unnumbered.db")).latest().run("DROP TABLE seasons",
                "CREATE TABLE seasons (id, media_item_id, season_number, title)",
                "INSERT INTO media_items (id, tautulli_id, type, title) VALUES (1, '1', 'tv', 'Harbour Lights'),"
                        + " (2, '2', 'movie', 'Low Tide')",
                "INSERT INTO seasons VALUES (1, 1, NULL, 'One'), (2, 1, -1, 'Two'), (3, 1, 'x', 'Three'),"
                        + " (4, 1, NULL, 'Season 4'), (5, 2, 1, 'Of a movie')",
                "INSERT INTO episodes (id, season_id, tautulli_id, episode_number, title) VALUES (1, 1, '11', 1, 'A'),"
                        + " (6, 1, '16', 2, 'B'), (2, 2, '12', 1, 'C'), (3, 3, '13', 1, 'D'), (4, 4, '14', 1, 'E'),"
                        + " (5, 5, '15', 1, 'F')");

        var trial = report(convert(database.file(), "--dry-run", "--json"));
        var report = report(convert(database.file(), "--json"));
        var refused = convert(database.file(), "--drop-legacy", "--accept-loss", "seasons");

        assertThat(rows(trial, "MISSING")).containsExactlyInAnyOrder("media_items 1", "seasons 4", "episodes 4",
                "media_items 2");
        assertThat(rows(report, "EQUAL")).containsExactlyInAnyOrderElementsOf(rows(trial, "MISSING"));
        assertThat(rows(report, "NOT_CARRIED")).containsExactlyInAnyOrder("seasons 1", "episodes 1", "episodes 6",
                "seasons 2", "episodes 2", "seasons 3", "episodes 3", "seasons 5", "episodes 5");
        assertThat(refused.out()).contains("episodes 6: NOT_CARRIED. The season has no number, and nothing reveals it;"
                + " its episodes are left out, too: 2.\n", "seasons 5: NOT_CARRIED. A movie has no seasons.\n",
                "episodes 5: NOT_CARRIED. A movie has no seasons.\n");
        assertThat(refused.err()).contains("since this would be lost: episodes: 5 of 6 rows; seasons: 4 of 5 rows.",
                "--accept-loss episodes,seasons.");
        assertThat(database.count("episodes")).isEqualTo(6);
    }

    @Test
    void givenACast_whenCompared_thenOnlyPeopleInTheLibraryAreEqual_throughWhicheverItem() throws Exception {
        var database = new LegacyDatabase(file("people.db")).latest().run("DROP TABLE cast_members",
                "CREATE TABLE cast_members (id, name)",
                "INSERT INTO media_items (id, tautulli_id, type, title) VALUES (1, '1', 'movie', 'Low Tide'),"
                        + " (2, '2', 'artist', 'A Band')",
                "INSERT INTO cast_members VALUES (1, NULL), (2, ' '), (3, x'00ff'), (4, 'Ada Winter'), (5, 'Jo Marr')",
                "INSERT INTO media_cast (id, media_item_id, cast_member_id) VALUES (1, 1, 1), (2, 1, 2), (3, 1, 3),"
                        + " (4, 1, 4), (5, 2, 4), (6, 2, 5)",
                "INSERT INTO media_thumbnails (id, media_item_id, path) VALUES (1, 1, ' '), (2, 1, 'a.jpg')");

        var ended = convert(database.file(), "--json");

        assertThat(rows(report(ended), "EQUAL")).containsExactlyInAnyOrder("media_items 1", "media_cast 4",
                "media_thumbnails 2", "cast_members 4");
        assertThat(rows(report(ended), "NOT_CARRIED")).containsExactlyInAnyOrder("media_cast 1", "media_cast 2",
                "media_cast 3", "media_thumbnails 1", "media_items 2", "media_cast 5", "media_cast 6", "cast_members 1",
                "cast_members 2", "cast_members 3", "cast_members 5");
        assertThat(convert(database.file()).out())
                .contains("cast_members 2: NOT_CARRIED. name: The name is required.\n");
    }

    @Test
    void givenAMigrationThatStopped_whenValuesAreWrittenInOtherWays_thenOnlyThoseOfAnotherMeaningAreSuperseded()
            throws Exception {
        var columns = " (id, %s, title, %s, duration, plex_added_at, genres, originally_available_at, rating) VALUES ";
        var database = new LegacyDatabase(file("ways.db")).extended().latest().run(
                "INSERT INTO media_metadata" + columns.formatted("plex_id", "media_type")
                        + "(8, '7', 'Low Tide', 'movie', 5400000, 1577836800, '[\"Drama\",\"Crime\"]', '2021-05-06',"
                        + " 7.5), (9, '8', 'High Tide', 'movie', 5410000, 1577836800, 'Drama', '2021-05-06', 7.5)",
                "INSERT INTO media_items" + columns.formatted("tautulli_id", "type")
                        + "(1, '7', 'Low Tide', 'movie', 5400, '2020-01-01T00:00:00Z', '[\"Drama\", \"Crime\"]',"
                        + " '2021-05-06T00:00:00Z', '75%'), (2, '8', 'High Tide', 'movie', 5400, '2020-01-01T00:00:00',"
                        + " '[]', '2021-05-07', '74%')");

        var ended = convert(database.file());

        assertThat(ended.out())
                .contains("""
                          media_metadata 9: SUPERSEDED. What media_items 2 says of the same item counts.
                            plex_added_at: 2020-01-01T00:00:00 counts, 1577836800 doesn't
                            genres: [] counts, Drama doesn't
                            rating: 74% counts, 7.5 doesn't
                            duration: 5400 counts, 5410000 doesn't
                            originally_available_at: 2021-05-07 counts, 2021-05-06 doesn't
                          """).doesNotContain("media_metadata 8");
    }

    @Test
    void givenATableThatRefersToAnOldOne_whenTheseAreToGo_thenItIsNamed_andNothingIsRemoved() throws Exception {
        var database = sound("referred.db").run(
                "CREATE TABLE watchlist (id INTEGER PRIMARY KEY, item INTEGER REFERENCES \"Media_Items\" (id),"
                        + " season INTEGER REFERENCES seasons, who TEXT REFERENCES users (id))");
        var content = Files.readAllBytes(database.file());

        var refused = convert(database.file(), "--drop-legacy");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("would fail: the table watchlist, which refers to")
                .contains("which refers to Media_Items").contains("which refers to seasons")
                .doesNotContain("refers to users").contains("Remove them first.");
        assertThat(Files.readAllBytes(database.file())).isEqualTo(content);
        database.run("DROP TABLE watchlist");
        assertThat(convert(database.file(), "--drop-legacy").code()).isZero();
    }

    @Test
    void givenAViewAndATriggerOfTheOldTables_whenTheseAreToGo_thenBothAreNamed_andNothingIsRemoved() throws Exception {
        var database = sound("viewed.db").run("CREATE VIEW titles AS SELECT title FROM \"Media_Items\"",
                "CREATE TRIGGER noted AFTER INSERT ON users BEGIN DELETE FROM seasons WHERE id < 0; END",
                "CREATE TRIGGER own AFTER INSERT ON seasons BEGIN DELETE FROM episodes WHERE id < 0; END",
                "CREATE VIEW names AS SELECT username AS my_seasons FROM users");
        var content = Files.readAllBytes(database.file());

        var refused = convert(database.file(), "--drop-legacy");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("would fail: the trigger noted, the view titles. Remove them first.");
        assertThat(Files.readAllBytes(database.file())).isEqualTo(content);
        database.run("DROP VIEW titles", "DROP TRIGGER noted");
        assertThat(convert(database.file(), "--drop-legacy").code()).isZero();
    }
}
