package org.reelgraph.exports;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.commands.Ended;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobState;
import org.reelgraph.jobs.LogLevel;
import org.reelgraph.jobs.Progress;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Exports;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

class ExportJobTest extends ServerTest {

    private static final int MOVIES = 40;

    private Exports exports;

    @BeforeAll
    void importLibrary() {
        exports = new Exports(client(), folder());
        var jobs = new Jobs(client(), folder());
        jobs.file("library.jsonl", String.join("\n", IntStream.range(0, MOVIES).mapToObj(i -> GraphQlClient.write(
                object("kind", "MOVIE", "title", "Movie " + i, "ratingKey", "m" + i, "year", 1960 + i, "genres",
                        List.of(i % 2 == 0 ? "Drama" : "Crime"), "addedAt", "20%02d-01-01T00:00:00Z".formatted(i),
                        "cast", List.of(Trees.credit("Actor " + i, "C")))))
                .toList()) + "\n" + GraphQlClient.write(Trees.with(Trees.series(1, 2, 3), "kind", "SERIES")));
        jobs.run("library.jsonl");
        jobs.lines("other.jsonl", object("kind", "MOVIE", "title", "Elsewhere"));
        jobs.run(Map.of("path", "other.jsonl", "source", "elsewhere"));
    }

    private List<String> files() throws IOException {
        var folder = folder().resolve("exports");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void givenAFilter_whenExported_thenOnlyWhatPassesIsInTheDownload_andOtherSourcesAreNamed() {
        var job = exports.run(Map.of("filter", Map.of("or",
                List.of(Map.of("genres", Map.of("anyOf", List.of("Crime")), "year", Map.of("to", 1962)),
                        Map.of("addedAt", Map.of("from", "2039-01-01T00:00:00Z"))))));

        var file = exports.download(job);

        assertThat(new String(file.body(), StandardCharsets.UTF_8).lines())
                .extracting(line -> GraphQlClient.json(line).get("title").asText())
                .containsExactly("Movie 1", "Movie 39");
        assertThat(file.headers().map()).containsEntry("content-type", List.of("application/x-ndjson; charset=utf-8"))
                .containsEntry("content-length", List.of(String.valueOf(file.body().length)))
                .containsEntry("content-disposition",
                        List.of("attachment; filename=\"" + job.get("id").asText() + ".jsonl\""));
        assertThat(job.at("/progress/done").asInt()).isEqualTo(2);
        assertThat(job.get("log").toString()).contains("'plex' need exports of their own: elsewhere.");
        assertThat(Instant.parse(job.get("availableUntil").asText())).isAfter(Instant.now());
    }

    @Test
    void givenABadInput_whenExported_thenItIsRefusedAsInLists() {
        var start = "mutation { exportLibrary(input: %s) { job { id } userErrors { code path } } }";

        assertThat(client().answer(start.formatted("{filter: {addedWithinDays: 0}}")).at("/errors/0/message").asText())
                .isEqualTo("'addedWithinDays' takes 1 to 36500, not 0.");
        assertThat(client().answer(start.formatted("{filter: {releasedOn: {from: \"2020-13-01\"}}}"))
                .at("/errors/0/message").asText()).contains("2020-13-01");
        assertThat(client().answer(start.formatted("{filter: {person: \"movie_0000000000000\"}}"))
                .at("/errors/0/message").asText()).contains("isn't an id of the type Person");
        assertThat(client().data(start.formatted("{source: \" \"}")).toString()).contains("REQUIRED", "source");
        var unknown = client().data("mutation { exportLibrary(input: {source: \"attic\"}) { job { id }"
                + " userErrors { code path message } } }").at("/exportLibrary/userErrors/0");
        assertThat(unknown.at("/path").toString()).isEqualTo("[\"input\",\"source\"]");
        assertThat(unknown.get("message").asText())
                .isEqualTo("No item of the library is of the source 'attic', only of elsewhere, plex.");
    }

    @Test
    void givenAnExport_whenDownloadedByOthers_thenItIsRefused() {
        var url = exports.run(Map.of()).get("downloadUrl").asText();
        var user = anonymous().with(Accounts.newKey(client(), Role.USER));

        assertThat(anonymous().get(url).statusCode()).isEqualTo(401);
        assertThat(anonymous().with("rg_none").get(url).statusCode()).isEqualTo(401);
        assertThat(user.get(url))
                .extracting(answer -> answer.statusCode(), answer -> answer.body().contains("FORBIDDEN"))
                .containsExactly(403, true);
        var moderator = anonymous().with(Accounts.newKey(client(), Role.MODERATOR));
        assertThat(moderator.get(url).statusCode()).isEqualTo(200);
        var head = moderator.send(moderator.request(url).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        var file = moderator.get(url);
        for (var header : List.of("content-length", "content-type", "content-disposition")) {
            assertThat(head.headers().firstValue(header)).as(header).isPresent()
                    .isEqualTo(file.headers().firstValue(header));
        }
    }

    @Test
    void givenNoExport_whenDownloaded_thenItIsNotFound() {
        for (var name : List.of(GlobalId.of("exportjob", 1), GlobalId.of("importjob", 1), "..%2Freelgraph.db")) {
            assertThat(client().get("/exports/" + name).statusCode()).as(name).isIn(400, 404);
        }
    }

    @Test
    void givenAnExport_whenItsTimeIsOver_thenItIsRemoved() throws IOException {
        var job = exports.run(Map.of());
        var file = job.get("id").asText() + ".jsonl";
        assertThat(files()).contains(file);

        var retention = server.getApplicationContext().getBean(ExportRetention.class);
        retention.removeSome(Instant.now().minus(Duration.ofDays(1)));
        assertThat(files()).contains(file);
        retention.removeSome(Instant.now().plus(Duration.ofDays(1)));

        assertThat(files()).isEmpty();
        assertThat(exports.look(job.get("id").asText()).get("downloadUrl").isNull()).isTrue();
    }

    @Test
    void givenARunThatIsToldToStop_whenItExports_thenNoFileIsLeft() throws IOException {
        var before = files();
        var run = new StoppingRun(7, new ExportInput("JSON_LINES", "plex", Map.of(), Optional.empty()), 3);
        var kind = server.getApplicationContext().getBean(ExportJobKind.class);

        assertThat(kind.run(run).state()).isEqualTo(JobState.CANCELLED);

        assertThat(files()).isEqualTo(before);
        assertThat(kind.run(new StoppingRun(8, new ExportInput("JSON_LINES", "plex", Map.of(), Optional.empty()),
                Integer.MAX_VALUE)).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void givenASchedule_whenItRuns_thenItExportsWhatItsFilterSays() {
        var id = client().data("""
                               mutation { createSchedule(input: {name: "Export", cron: "30 2 * * *", enabled: false,
                                 work: {export: {filter: {addedAt: {from: "2038-01-01T00:00:00Z"}}}}}) {
                                 schedule { id } userErrors { message } } }""").at("/createSchedule/schedule/id");

        var job = client().data("mutation { runScheduleNow(input: {id: " + id + "}) { job { id } } }")
                .at("/runScheduleNow/job/id").asText();
        new Jobs(client(), folder()).awaitEnd(job);

        assertThat(exports.look(job).at("/progress/done").asInt()).isEqualTo(2);
        assertThat(exports.look(job).at("/filter/addedAt/from").asText()).isEqualTo("2038-01-01T00:00:00Z");
    }

    @Test
    void givenTwiceAsManyItems_whenExported_thenNoMoreStatementsAreRun() {
        var counter = server.getApplicationContext().getBean(StatementCounter.class);
        var kind = server.getApplicationContext().getBean(ExportJobKind.class);
        // The least of some times, since who looks for work asks the database, too.
        var counts = IntStream.of(10, 20).map(most -> IntStream.range(0, 5).map(time -> {
            counter.reset();
            kind.run(new StoppingRun(most, new ExportInput("JSON_LINES", "plex",
                    Map.of("year", Map.of("to", 1960 + most)), Optional.empty()), Integer.MAX_VALUE));
            return counter.statements().size();
        }).min().orElseThrow()).boxed().toList();

        assertThat(counts.getFirst()).isEqualTo(counts.getLast()).isLessThan(20);
    }

    @Test
    void givenTheCommandLine_whenItExports_thenTheFileIsThere_andNothingIsOverwritten() throws IOException {
        System.setProperty("reelgraph.data-dir", folder().toString());
        try {
            var file = folder().resolve("out.jsonl").toAbsolutePath();

            var ended = Ended.of("export", file, "--kind", "series");

            assertThat(ended.out()).as(ended.err())
                    .isEqualTo("Export to " + file + " as JSON_LINES: SUCCEEDED\n1 items\n");
            assertThat(ended.err()).contains("elsewhere");
            assertThat(Files.readAllLines(file)).hasSize(1);
            assertThat(Ended.of("export", file)).extracting(Ended::code, Ended::err).containsExactly(2,
                    "There is something at " + file + " already.\n");
            assertThat(Ended.of("export", file.resolveSibling("none").resolve("x")).code()).isEqualTo(2);
            assertThat(Ended.of("export", folder().resolve("attic.jsonl"), "--source", "attic"))
                    .extracting(Ended::code, Ended::err).containsExactly(2,
                            "No item of the library is of the source 'attic', only of elsewhere, plex.\n");
            try (var files = Files.list(folder())) {
                assertThat(files.filter(each -> each.toString().endsWith(".part"))).isEmpty();
            }
        } finally {
            System.clearProperty("reelgraph.data-dir");
        }
    }

    @Test
    @SqliteOnly
    void givenAFolderWithoutALibrary_whenACommandNeedsOne_thenItSaysSo_andMakesNone() {
        var wrong = folder().resolve("wrong").toAbsolutePath();
        System.setProperty("reelgraph.data-dir", wrong.toString());
        try {
            for (var command : List.of(List.of("export", folder().resolve("wrong.jsonl")), List.of("jobs", "list"),
                    List.of("schedule", "list"), List.of("user", "list"))) {
                assertThat(Ended.of(command.toArray())).extracting(Ended::code, Ended::err).containsExactly(2,
                        "Reelgraph can't start. There is no library in the folder " + wrong
                                + " (REELGRAPH_DATA_DIR).\n");
            }
            assertThat(wrong).doesNotExist();
        } finally {
            System.clearProperty("reelgraph.data-dir");
        }
    }

    @Test
    void givenAPathInTheInputOfAnotherThanTheCommandLine_whenItIsRun_thenTheExportGoesToTheFolderAllTheSame()
            throws IOException {
        var path = folder().resolve("elsewhere.jsonl").toAbsolutePath();
        var kind = server.getApplicationContext().getBean(ExportJobKind.class);

        kind.run(new StoppingRun(9, new ExportInput("JSON_LINES", "plex", Map.of(), Optional.of(path.toString())),
                Integer.MAX_VALUE));

        assertThat(path).doesNotExist();
        assertThat(files()).contains(GlobalId.of("exportjob", 9) + ".jsonl");
    }

    /** The run of a job that isn't in the queue, which is told to stop after so many items. */
    private static final class StoppingRun implements JobRun {

        private final Job job;
        private int left;

        private StoppingRun(long id, ExportInput input, int left) {
            this.job = new Job(id, "EXPORT", JobState.RUNNING, "library", null, 0, id, JobInput.write(input.asMap()),
                    null, JobOwner.Kind.USER, null, "somebody", 1, 3, null, null, null, 0, 0, null,
                    null, null, null, null, null, Instant.EPOCH, null, null);
            this.left = left;
        }

        @Override
        public Job job() {
            return job;
        }

        @Override
        public Map<String, Object> input() {
            return JobInput.read(job.input());
        }

        @Override
        public Optional<String> checkpoint() {
            return Optional.empty();
        }

        @Override
        public boolean isStopping() {
            return left-- <= 0;
        }

        @Override
        public boolean isCancelled() {
            return true;
        }

        @Override
        public boolean isTakenBack() {
            return false;
        }

        @Override
        public void requireLease() {
            // It can't lose one.
        }

        @Override
        public JobEnd stopped() {
            return new JobEnd(JobState.CANCELLED, null);
        }

        @Override
        public void save(@Nullable String checkpoint, Progress progress) {
            // Nobody looks.
        }

        @Override
        public void log(LogLevel level, String message) {
            // Nobody looks.
        }
    }
}
