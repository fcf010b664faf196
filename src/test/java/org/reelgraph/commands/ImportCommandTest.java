package org.reelgraph.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** The command beside a running server on the same data. */
class ImportCommandTest extends ServerTest {

    private static final String FOLDER_SETTING = "reelgraph.data-dir";

    @BeforeAll
    void useTheServersData() {
        System.setProperty(FOLDER_SETTING, folder().toString());
    }

    @AfterAll
    void leaveIt() {
        System.clearProperty(FOLDER_SETTING);
    }

    private Ended run(Object... args) {
        return Ended.of(args);
    }

    private Path file(String name, String... lines) {
        try {
            return Files.writeString(folder().resolve(name), String.join("\n", lines)).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String movie(int ratingKey, String title) {
        return "{\"kind\": \"MOVIE\", \"ratingKey\": %d, \"title\": \"%s\"}".formatted(ratingKey, title);
    }

    private String titleOf(int ratingKey) {
        return client().data("query($key: String!) { media(by: {ratingKey: $key}) { title } }",
                Map.of("key", String.valueOf(ratingKey))).at("/media/title").asText();
    }

    @Test
    void givenAFile_whenImportedBesideTheServer_thenTheServerSeesItAtOnceAndListsTheJob() {
        var file = file("seen.jsonl", movie(1, "Seen"));

        var ended = run("import", file);

        assertThat(ended).isEqualTo(new Ended(0, """
                                                 Import of %s as JSON_LINES: SUCCEEDED
                                                 1 created, 0 updated, 0 unchanged, 0 skipped, 0 failed
                                                 """.formatted(file), ""));
        assertThat(titleOf(1)).isEqualTo("Seen");
        assertThat(client().data("{ importJobs(first: 1) { edges { node { path status } } } }").toString())
                .contains("\"path\":\"" + file + "\",\"status\":\"SUCCEEDED\"");
    }

    @Test
    void givenSomeFaultyRecords_whenImported_thenTheExitCodeIs1_andTheyAreNamed() {
        var ended = run("import",
                file("some.jsonl", movie(11, "Fine"), "{\"kind\": \"MOVIE\", \"year\": 0, \"ext\": 1}"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .startsWith("FAILED some.jsonl line 2: title: It doesn't exist yet, so it needs a title.\n"
                        + "VALUE_DROPPED some.jsonl line 2: year '0': The year must be a whole number from 1 to 9999, not 0.\n")
                .contains("UNKNOWN_FIELDS: 1 notice\n", "VALUE_DROPPED: 1 notice\n",
                        "1 created, 0 updated, 0 unchanged, 0 skipped, 1 failed");
    }

    @Test
    void givenNothingThatCanBeTakenIn_whenImported_thenTheExitCodeIs2() {
        assertThat(run("import", file("all.jsonl", "{\"kind\": \"MOVIE\"}")).code()).isEqualTo(2);
        assertThat(run("import", "nowhere")).isEqualTo(new Ended(2, "", nothingAtNowhere(folder().resolve("import"))));
        assertThat(run("import", file("no.json", "nothing")).err()).contains("'no.json' is not in a known format");
        assertThat(run("import", "--format", "zip", "x").code()).isEqualTo(2);
        assertThat(run("import", "--format", "zip", "x").err())
                .startsWith("Invalid value for option '--format': expected one of [PLEX_EXPORTER, ")
                .contains("] (case-insensitive) but was 'zip'");
        assertThat(run("import", "--format", "json_lines", file("empty.jsonl", "")).err())
                .contains("is not a file of JSON lines: it is empty");
        assertThat(run("import").code()).isEqualTo(2);
        assertThat(run("export").code()).isEqualTo(2);
    }

    @Test
    void givenOneFaultyRecord_whenAllIsRejected_thenTheExitCodeIs2AndNothingIsIn() {
        var file = file("reject.jsonl", movie(21, "Fine"), "{\"kind\": \"MOVIE\"}");

        var ended = run("import", "--error-policy", "reject_all", file);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).contains("FAILED. 1 of 2 records failed, so nothing was written.");
        assertThat(ended.out()).containsOnlyOnce("FAILED reject.jsonl line 2");
        assertThat(titleOf(21)).isEmpty();
    }

    @Test
    void givenASourceThatTheServerWouldRefuse_whenImported_thenItIsRefusedHereToo() {
        var file = file("source.jsonl", movie(61, "Source"));

        assertThat(run("import", "--source", " ", file)).isEqualTo(new Ended(2, "", "The source is required.\n"));
        assertThat(run("import", "--source", "s".repeat(101), file).err()).contains("at most 100 characters");
        assertThat(titleOf(61)).isEmpty();
    }

    @Test
    void givenItemsThatAreLeftAlone_whenSomeFail_thenTheExitCodeIs1() {
        run("import", file("left.jsonl", movie(71, "Left")));

        assertThat(run("import", "--on-conflict", "SKIP", file("left.jsonl", movie(71, "Left"), "{}")).code())
                .isEqualTo(1);
    }

    @Test
    void givenADryRun_whenImported_thenItTellsWhatWouldChangeAndNothingIsWritten() throws SQLException {
        run("import", file("dry.jsonl", movie(31, "Before")));
        var before = Tables.rows(folder());

        var ended = run("import", "--dry-run", file("dry.jsonl", movie(31, "After"), movie(32, "New")));

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("""
                                           UPDATED dry.jsonl line 1 'After'
                                             title: Before -> After
                                           CREATED dry.jsonl line 2 'New'
                                           Dry run of """);
        assertThat(Tables.rows(folder())).isEqualTo(before);
    }

    @Test
    void givenANameInTheImportFolder_whenImported_thenItIsFoundThere() {
        new Jobs(client(), folder()).file("below/in.jsonl", movie(41, "Below"));

        assertThat(run("import", "below/in.jsonl").out()).startsWith("Import of below/in.jsonl as JSON_LINES");
    }

    @Test
    void givenTheProgramItself_whenRunWithACommand_thenItEndsWithItsCodeAndPrintsNothingElse() throws Exception {
        var file = file("process.jsonl", movie(51, "Process"));

        var ended = Ended.ofProgram(Map.of("REELGRAPH_DATA_DIR", folder().toString()), "import", file.toString());

        assertThat(ended).isEqualTo(new Ended(0, """
                                                 Import of %s as JSON_LINES: SUCCEEDED
                                                 1 created, 0 updated, 0 unchanged, 0 skipped, 0 failed
                                                 """.formatted(file), ""));
        assertThat(titleOf(51)).isEqualTo("Process");
    }

    @Test
    void givenSomethingToLog_whenTheProgramRunsACommand_thenItsOutputStaysItsOwn() throws Exception {
        var folder = ServerTest.newFolder("ImportCommandTest").toString();
        Ended.ofProgram(Map.of("REELGRAPH_DATA_DIR", folder), "import", file("log.jsonl", movie(1, "Log")).toString());

        var upgraded = Ended.ofProgram(Map.of("REELGRAPH_DATA_DIR", folder, "REELGRAPH_MIGRATIONS",
                "classpath:migrations/sqlite,classpath:migrations-next"), "import", "nowhere");

        assertThat(upgraded).isEqualTo(new Ended(2, "", nothingAtNowhere(Path.of(folder, "import"))));
    }

    private static String nothingAtNowhere(Path importFolder) {
        return "There is nothing at %s, nor in the import folder %s, which is empty.\n"
                .formatted(Path.of("nowhere").toAbsolutePath(), importFolder);
    }

    @Test
    void givenArguments_whenTheyNameNoCommand_thenTheyAreTheServers() {
        assertThat(CommandLine.isMeant(new String[]{})).isFalse();
        assertThat(CommandLine.isMeant(new String[]{"-micronaut.server.port=9090", "--a.b=c d"})).isFalse();
        assertThat(CommandLine.isMeant(new String[]{"--dry-run", "import", "x"})).isTrue();
        assertThat(CommandLine.isMeant(new String[]{"import", "x"})).isTrue();
        assertThat(CommandLine.isMeant(new String[]{"--help"})).isTrue();
        assertThat(run("--help").out()).contains("import");
        assertThat(run("import", "--help").out()).contains("--dry-run", "Exit codes:",
                "PLEX_EXPORTER, TAUTULLI_EXPORT");
    }

    @Test
    void givenAnImport_whenUndone_thenItIsToldWhatBecameOfEachItem() {
        run("import", file("undone.jsonl", movie(81, "Undone"), movie(82, "Edited")));
        var id = run("jobs", "list", "--limit", "1").out().split(" ")[0];
        client().data("mutation { importMovies(input: {movies: [{ratingKey: \"82\", title: \"Edited\", year: 1999}]})"
                + " { updated } }");

        var trial = run("jobs", "undo", "--dry-run", id);
        var undone = run("jobs", "undo", id);

        assertThat(trial.out().lines()).contains("DELETED MOVIE 'Undone'",
                "REFUSED MOVIE 'Edited': It was changed since.");
        assertThat(undone.code()).as(undone.err()).isEqualTo(1);
        assertThat(undone.out().lines()).hasSize(3).contains("DELETED MOVIE 'Undone'",
                "REFUSED MOVIE 'Edited': It was changed since.").last().asString()
                .startsWith("undojob_").contains("COMPLETED_WITH_ERRORS", "1 record was refused");
        assertThat(titleOf(81)).isEmpty();
        assertThat(run("jobs", "undo", id.replace("importjob", "movie")).code()).isEqualTo(2);
    }

    @Test
    void givenJobs_whenPausedAndResumed_thenItIsToldWhichArePaused() {
        assertThat(run("jobs", "pause", "--kind", "IMPORT").out()).isEqualTo("Paused: jobs of the kind IMPORT.\n");
        assertThat(run("jobs", "resume", "--kind", "IMPORT").out()).isEqualTo("No jobs are paused.\n");

        var unknown = run("jobs", "pause", "--kind", "NOPE");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).startsWith("There is no such kind of job, only [").contains("IMPORT, ");
    }

    @Test
    void givenASchedule_whenRunBesideTheServer_thenItsJobEndsAndTheServerKnows() {
        new Jobs(client(), folder()).file("scheduled.jsonl", movie(77, "Scheduled"));
        client().data(
                """
                mutation { createSchedule(input: {name: "Nightly", cron: "30 2 * * *", zone: "UTC", enabled: false,
                  work: {import: {path: "scheduled.jsonl"}}}) { schedule { id } } }""");

        assertThat(run("schedule", "list").out())
                .isEqualTo("Nightly: IMPORT at 30 2 * * * (UTC), disabled\n");
        var ended = run("schedule", "run", "Nightly");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).matches("importjob_\\w+ SUCCEEDED\n");
        assertThat(titleOf(77)).isEqualTo("Scheduled");
        assertThat(client().data("{ schedules { edges { node { history { edges { node { cause outcome job { id"
                + " owner { kind label } } } } } } } } }").toString()).contains("\"REQUEST\"", "\"STARTED\"",
                        ended.out().substring(0, ended.out().indexOf(' ')), "\"SCHEDULE\"", "\"Nightly\"");
        assertThat(run("schedule", "run", "Weekly")).isEqualTo(
                new Ended(2, "", "There is no schedule 'Weekly', only 'Nightly'.\n"));
    }
}
