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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.schema.GlobalId;
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
            + " error, restarts_left, requested_at, started_at, finished_at) VALUES (%d, '%s', 'JSON_LINES', '%s', 'plex',"
            + " 'UPDATE', 'IGNORE_FAILED', 0, 0, %d, 9, %4$d, 0, 0, 0, 0, NULL, %d, 1000, %s, NULL)";

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

    private void insertQueued(long id, String path) throws SQLException {
        Tables.run(folder, INSERT.formatted(id, "QUEUED", path, 0, 3, "NULL"));
    }

    private void insertRunning(long id, String path, int restartsLeft) throws SQLException {
        Tables.run(folder, INSERT.formatted(id, "RUNNING", path, 7, restartsLeft, "2000"));
    }

    @Test
    void givenJobsThatTheirProcessLeftRunning_whenTheServerStarts_thenTheyGoOnOrSayWhyNot() throws SQLException {
        withServer((server, jobs) -> {
            jobs.file("killed.jsonl", movies("Known"));
            jobs.run("killed.jsonl");
            jobs.file("killed.jsonl", movies("Known", "Seen", "New"));
        });
        var killed = Long.parseLong(Tables.query(folder, "SELECT id FROM import_jobs").getFirst().substring(1));
        Tables.run(folder, "UPDATE import_jobs SET status = 'RUNNING', finished_at = NULL, complete = 1,"
                + " remove_missing = 1");
        insertRunning(1, "gone.jsonl", 3);
        insertRunning(2, "often.jsonl", 0);

        withServer((server, jobs) -> {
            var done = jobs.ended(GlobalId.of("importjob", killed));
            assertThat(done.get("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(done.get("processed").asInt()).isEqualTo(3);
            assertThat(done.get("created").asInt()).isEqualTo(3);
            assertThat(Jobs.outcomes(done)).containsExactly("CREATED", "CREATED", "CREATED");
            assertThat(error(jobs, 1))
                    .startsWith("The program ended before the import did, and this one can't go on. There is nothing at"
                            + " 'gone.jsonl' in the folder ")
                    .endsWith(" 7 records were processed and are kept; import again for the others.");
            assertThat(error(jobs, 2)).isEqualTo("The program ended before the import did."
                    + " 7 records were processed and are kept; import again for the others.");
        });
        assertThat(Tables.query(folder, "SELECT count(*) FROM media_items")).containsExactly("|3");
    }

    private static String error(Jobs jobs, long id) {
        var job = jobs.ended(GlobalId.of("importjob", id));
        assertThat(job.get("status").asText()).isEqualTo("FAILED");
        assertThat(job.get("finishedAt").isNull()).isFalse();
        return job.get("error").asText();
    }

    private static String movies(String... titles) {
        return Stream.of(titles)
                .map(title -> "{\"kind\": \"MOVIE\", \"ratingKey\": \"%s\", \"title\": \"%1$s\"}".formatted(title))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void givenAnAllOrNothingJobThatWasLeftRunning_whenTheServerStarts_thenItSaysThatNothingIsIn() throws SQLException {
        withServer((server, jobs) -> {
        });
        insertRunning(1, "killed.jsonl", 0);
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
        insertRunning(1, "elsewhere.jsonl", 0);

        try (var lock = TestDatabase.lockJobs(folder)) {
            assertThat(lock).isNotNull();
            withServer((server, jobs) -> assertThat(onlyJob(server).get("status").asText()).isEqualTo("RUNNING"));
        }
        withServer((server, jobs) -> assertThat(onlyJob(server).get("status").asText()).isEqualTo("FAILED"));
    }

    @Test
    void givenAJobThatStillWaited_whenTheServerStarts_thenItRuns() throws SQLException {
        withServer((server, jobs) -> jobs.file("waits.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"T\"}"));
        insertQueued(1, "waits.jsonl");

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
