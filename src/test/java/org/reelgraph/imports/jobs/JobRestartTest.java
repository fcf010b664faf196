package org.reelgraph.imports.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.with;

@Tag("database")
class JobRestartTest {

    private final Path folder = ServerTest.newFolder("JobRestartTest");

    private void withServer(BiConsumer<EmbeddedServer, Jobs> use) {
        try (var server = ApplicationContext.run(EmbeddedServer.class,
                with(new HashMap<>(Accounts.SETTINGS), "reelgraph.data-dir", folder.toString(),
                        "micronaut.server.port", "-1", HeldImports.PROPERTY, true,
                        "reelgraph.job.heartbeat", "1s"))) {
            use.accept(server, new Jobs(Accounts.admin(server.getURI()), folder));
        }
    }

    private JsonNode onlyJob(EmbeddedServer server) {
        var jobs = Accounts.admin(server.getURI())
                .data("{ importJobs { edges { node { id path status processed error finishedAt } } } }");
        assertThat(jobs.at("/importJobs/edges")).hasSize(1);
        return jobs.at("/importJobs/edges/0/node");
    }

    private void insert(long id, String path, String state, int attempts) throws SQLException {
        for (var statement : Jobs.insert(id, path, "plex", state, attempts, state.equals("QUEUED") ? 0 : 7)) {
            Tables.run(folder, statement);
        }
    }

    // As a program that was killed leaves it.
    private void leaveTurn() throws SQLException {
        Tables.run(folder, "UPDATE scheduled_tasks SET picked = 1, picked_by = 'dead', last_heartbeat = 1000");
    }

    @Test
    void givenJobsThatTheirProcessLeftRunning_whenTheServerStarts_thenTheyGoOnOrSayWhyNot() throws SQLException {
        withServer((server, jobs) -> {
            jobs.file("killed.jsonl", movies("Known"));
            jobs.run("killed.jsonl");
            jobs.file("killed.jsonl", movies("Known", "Seen", "New"));
        });
        var killed = Long.parseLong(Tables.query(folder, "SELECT id FROM jobs").getFirst().substring(1));
        Tables.run(folder, "UPDATE import_jobs SET complete = 1, remove_missing = 1");
        Tables.run(folder,
                "UPDATE jobs SET state = 'RUNNING', finished_at = NULL, lease_owner = 'dead', checkpoint = NULL");
        insert(1, "gone.jsonl", "RUNNING", 1);
        insert(2, "often.jsonl", "RUNNING", 3);
        leaveTurn();

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
            assertThat(error(jobs, 2)).isEqualTo("The program ended before the job did, 3 times.");
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
        insert(1, "killed.jsonl", "RUNNING", 3);
        leaveTurn();
        Tables.run(folder, "UPDATE import_jobs SET error_policy = 'REJECT_ALL'");
        Tables.run(folder, "INSERT INTO import_records (id, job_id, position, file, outcome)"
                + " VALUES (2, 1, 0, 'killed.jsonl', 'CREATED')");

        withServer((server, jobs) -> {
            var job = jobs.ended(onlyJob(server).get("id").asText());
            assertThat(job.get("error").asText()).isEqualTo("The program ended before the job did, 3 times.");
            assertThat(job.get("created").asInt()).isZero();
            assertThat(Jobs.outcomes(job)).containsExactly("SKIPPED");
        });
    }

    @Test
    void givenAJobThatAnotherProcessIsRunning_whenTheServerStarts_thenItGoesOnAsRunning() throws Exception {
        withServer((server, jobs) -> {
        });
        insert(1, "elsewhere.jsonl", "RUNNING", 3);
        leaveTurn();
        Tables.run(folder, "UPDATE scheduled_tasks SET last_heartbeat = 99000000000000");

        withServer((server, jobs) -> {
            jobs.file("after.jsonl", movies("After"));
            var after = jobs.start(Map.of("path", "after.jsonl")).at("/job/id").asText();
            assertThat(jobs.progress(after).get("status").asText()).isEqualTo("QUEUED");
            assertThat(jobs.progress(GlobalId.of("importjob", 1)).get("status").asText()).isEqualTo("RUNNING");
        });
        leaveTurn();
        withServer((server, jobs) -> assertThat(jobs.ended(GlobalId.of("importjob", 1)).get("status").asText())
                .isEqualTo("FAILED"));
    }

    @Test
    void givenAJobThatStillWaited_whenTheServerStarts_thenItRuns() throws SQLException {
        withServer((server, jobs) -> jobs.file("waits.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"T\"}"));
        insert(1, "waits.jsonl", "QUEUED", 0);

        withServer((server, jobs) -> {
            var job = jobs.ended(onlyJob(server).get("id").asText());
            assertThat(job.get("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(job.get("created").asInt()).isEqualTo(1);
        });
    }

    @Test
    void givenARunningJob_whenTheServerStops_thenItIsInterruptedBetweenTwoBatches_andGoesOnAtTheNextStart()
            throws SQLException {
        var movies = 3_000;
        withServer((server, jobs) -> {
            HeldImports.hold(server.getApplicationContext());
            jobs.file("long.jsonl", String.join("\n", IntStream.range(0, movies)
                    .mapToObj(i -> "{\"kind\": \"MOVIE\", \"ratingKey\": " + i + ", \"title\": \"T\"}").toList()));
            var id = jobs.start(Map.of("path", "long.jsonl")).at("/job/id").asText();
            jobs.awaitBatch(id);
        });

        var written = Tables.query(folder, "SELECT count(*) FROM media_items").getFirst().substring(1);
        assertThat(Tables.query(folder, "SELECT state, attempts, done, created FROM jobs JOIN import_jobs USING (id)"))
                .containsExactly("|INTERRUPTED|0|" + written + "|" + written);
        assertThat(Integer.parseInt(written)).isBetween(1, movies - 1);
        withServer((server, jobs) -> {
            var done = jobs.ended(onlyJob(server).get("id").asText());
            assertThat(done.get("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(done.get("created").asInt()).isEqualTo(movies);
            assertThat(done.at("/records/totalCount").asInt()).isEqualTo(movies);
        });
    }
}
