package org.reelgraph.imports.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.with;

@Tag("database")
class JobRestartTest {

    private static final String INSERT = "INSERT INTO import_jobs (id, status, format, path, source,"
            + " on_conflict, error_policy, prune, dry_run, processed, total, created, updated, unchanged, skipped, failed,"
            + " error, requested_at, started_at, finished_at) VALUES (%d, '%s', 'JSON_LINES', '%s', 'plex', 'UPDATE',"
            + " 'IGNORE_FAILED', 0, 0, 7, 9, 7, 0, 0, 0, 0, NULL, 1000, %s, NULL)";

    private final Path folder = ServerTest.newFolder("JobRestartTest");

    private void withServer(BiConsumer<EmbeddedServer, Jobs> use) {
        try (var server = ApplicationContext.run(EmbeddedServer.class,
                with(new HashMap<>(Accounts.SETTINGS), "reelgraph.data-dir", folder.toString(),
                        "micronaut.server.port", "-1", "reelgraph.stop-grace", "0s"))) {
            use.accept(server, new Jobs(Accounts.admin(server.getURI()), folder));
        }
    }

    private JsonNode onlyJob(EmbeddedServer server) {
        var jobs = Accounts.admin(server.getURI())
                .data("{ importJobs { edges { node { id path status processed error finishedAt } } } }");
        assertThat(jobs.at("/importJobs/edges")).hasSize(1);
        return jobs.at("/importJobs/edges/0/node");
    }

    private void insert(long id, String status, String path) throws SQLException {
        Tables.run(folder, INSERT.formatted(id, status, path, status.equals("QUEUED") ? "NULL" : "2000"));
    }

    @Test
    void givenAJobThatItsProcessLeftRunning_whenTheServerStarts_thenItHasFailedAndSaysWhy() throws SQLException {
        withServer((server, jobs) -> {
        });
        insert(1, "RUNNING", "killed.jsonl");

        withServer((server, jobs) -> {
            var job = onlyJob(server);
            assertThat(job.get("status").asText()).isEqualTo("FAILED");
            assertThat(job.get("error").asText()).isEqualTo("The program ended before the import did."
                    + " 7 records were processed and are kept; import again for the others.");
            assertThat(job.get("finishedAt").isNull()).isFalse();
        });
    }

    @Test
    void givenAnAllOrNothingJobThatWasLeftRunning_whenTheServerStarts_thenItSaysThatNothingIsIn() throws SQLException {
        withServer((server, jobs) -> {
        });
        insert(1, "RUNNING", "killed.jsonl");
        Tables.run(folder, "UPDATE import_jobs SET error_policy = 'REJECT_ALL'");
        Tables.run(folder, "INSERT INTO import_records (id, job_id, position, file, outcome)"
                + " VALUES (2, 1, 0, 'killed.jsonl', 'CREATED')");

        withServer((server, jobs) -> {
            var job = jobs.look(onlyJob(server).get("id").asText());
            assertThat(job.get("error").asText())
                    .isEqualTo("The program ended before the import did. Nothing was written.");
            assertThat(job.get("created").asInt()).isZero();
            assertThat(Jobs.outcomes(job)).containsExactly("SKIPPED");
        });
    }

    @Test
    void givenAJobThatAnotherProcessIsRunning_whenTheServerStarts_thenItGoesOnAsRunning() throws Exception {
        withServer((server, jobs) -> {
        });
        insert(1, "RUNNING", "elsewhere.jsonl");

        try (var lock = TestDatabase.lockJobs(folder)) {
            assertThat(lock).isNotNull();
            withServer((server, jobs) -> assertThat(onlyJob(server).get("status").asText()).isEqualTo("RUNNING"));
        }
        withServer((server, jobs) -> assertThat(onlyJob(server).get("status").asText()).isEqualTo("FAILED"));
    }

    @Test
    void givenAJobThatStillWaited_whenTheServerStarts_thenItRuns() throws SQLException {
        withServer((server, jobs) -> jobs.file("waits.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"T\"}"));
        insert(1, "QUEUED", "waits.jsonl");

        withServer((server, jobs) -> {
            var job = jobs.ended(onlyJob(server).get("id").asText());
            assertThat(job.get("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(job.get("created").asInt()).isEqualTo(1);
        });
    }

    @Test
    void givenARunningJob_whenTheServerStops_thenItEndsBetweenTwoBatches_andAnotherImportDoesTheRest()
            throws IOException, SQLException {
        var movies = 3_000;
        withServer((server, jobs) -> {
            jobs.file("long.jsonl", String.join("\n", IntStream.range(0, movies)
                    .mapToObj(i -> "{\"kind\": \"MOVIE\", \"ratingKey\": " + i + ", \"title\": \"T\"}").toList()));
            var id = jobs.start(Map.of("path", "long.jsonl")).at("/job/id").asText();
            while (jobs.progress(id).get("processed").asInt() == 0) {
                Thread.onSpinWait();
            }
        });

        var job = Tables.query(folder, "SELECT status, processed, created, error FROM import_jobs").getFirst();
        var written = Tables.query(folder, "SELECT count(*) FROM media_items").getFirst().substring(1);
        assertThat(job).isEqualTo("|FAILED|" + written + "|" + written + "|The program was stopped during the import. "
                + written + " records were processed and are kept; import again for the others.");
        withServer((server, jobs) -> {
            var again = jobs.run("long.jsonl");
            assertThat(again.get("unchanged").asText()).isEqualTo(written);
            assertThat(again.get("created").asInt() + again.get("unchanged").asInt()).isEqualTo(movies);
        });
    }
}
