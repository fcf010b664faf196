package org.reelgraph.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.imports.jobs.HeldImports;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

class JobQueueTest extends ServerTest {

    private static final String ANSWER = " job { id jobKind state error retryOf { id } } userErrors { code path message } } }";

    @Override
    protected Map<String, String> settings() {
        return Map.of(HeldImports.PROPERTY, "true");
    }

    private Jobs jobs() {
        return new Jobs(client(), folder());
    }

    private static String movies(String key, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"kind\": \"MOVIE\", \"ratingKey\": \"%s%d\", \"title\": \"T\"}".formatted(key, i))
                .collect(Collectors.joining("\n"));
    }

    private String queued(String name, String text) {
        jobs().file(name + ".jsonl", text);
        return jobs().start(Map.of("path", name + ".jsonl", "source", name)).at("/job/id").asText();
    }

    private JsonNode mutate(String field, String input) {
        return client().data("mutation { " + field + "(input: " + input + ") {"
                + (field.endsWith("Jobs") ? " pauses { kind group } userErrors { code path message } } }" : ANSWER))
                .get(field);
    }

    private JsonNode mutate(String field, String id, String more) {
        return mutate(field, "{id: \"" + id + "\"" + more + "}");
    }

    private List<String> waiting() {
        return client().data("{ jobs(filter: {states: [QUEUED]}, orderBy: [{field: PRIORITY, direction: DESC},"
                + " {field: POSITION}]) { edges { node { ... on ImportJob { source } } } } }").at("/jobs/edges")
                .valueStream().map(edge -> edge.at("/node/source").asText()).toList();
    }

    @Test
    void givenATurnThatNobodyTakes_whenTheQueueIsChecked_thenItIsFoundOnceItIsDue() throws SQLException {
        var context = server.getApplicationContext();
        var turns = context.getBean(TurnReader.class);
        var now = Instant.now();
        Tables.run(folder(), "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                + " VALUES ('jobs', 'nobody', " + now.plusSeconds(600).toEpochMilli() + ", 0, 1)");
        try {
            assertThat(turns.findDueBefore(now.plusSeconds(599))).doesNotContain("nobody");
            assertThat(turns.findDueBefore(now.plusSeconds(601))).contains("nobody");
            assertThat(context.getBean(QueueCheck.class).problem()).isEmpty();
            assertThat(new QueueCheck(turns, Clock.fixed(now.plusSeconds(901), ZoneOffset.UTC)).problem()).get()
                    .asString().startsWith("For 5 minutes nobody has taken the jobs of the group '");
        } finally {
            Tables.run(folder(), "DELETE FROM scheduled_tasks WHERE task_instance = 'nobody'");
        }
    }

    private JsonNode job(String id) {
        return client().data("query($id: ID!) { job(id: $id) { state error attempts group owner { kind user { email } }"
                + " progress { done total unit current } log { edges { node { level message } } }"
                + " ... on ImportJob { status processed total created failed } } }", Map.of("id", id)).get("job");
    }

    @Test
    void givenPausedJobs_whenTheyAreReorderedAndResumed_thenTheyRunInThatOrder_oneAtATime() throws SQLException {
        assertThat(mutate("pauseJobs", "{kind: \"IMPORT\"}").at("/pauses").toString())
                .isEqualTo("[{\"kind\":\"IMPORT\",\"group\":null}]");
        var ids = IntStream.range(0, 4).mapToObj(i -> queued("order" + i, movies("o" + i, 20))).toList();
        assertThat(waiting()).containsExactly("order0", "order1", "order2", "order3");

        mutate("reorderJob", ids.get(3), "");
        assertThat(waiting()).containsExactly("order3", "order0", "order1", "order2");
        mutate("reorderJob", ids.get(0), ", after: \"" + ids.get(2) + "\"");
        assertThat(waiting()).containsExactly("order3", "order1", "order2", "order0");
        mutate("reorderJob", ids.get(2), ", before: \"" + ids.get(1) + "\"");
        assertThat(waiting()).containsExactly("order3", "order2", "order1", "order0");
        Tables.run(folder(), "UPDATE jobs SET priority = 9 WHERE id = " + GlobalId.parse(ids.get(0)).id());
        Tables.run(folder(), "UPDATE jobs SET priority = 10 WHERE id = " + GlobalId.parse(ids.get(1)).id());
        assertThat(waiting()).containsExactly("order1", "order0", "order3", "order2");
        var unknown = mutate("reorderJob", ids.get(2), ", before: \"" + GlobalId.of("importjob", 5) + "\"");
        assertThat(unknown.at("/userErrors/0").toString()).isEqualTo("{\"code\":\"NOT_FOUND\","
                + "\"path\":[\"input\",\"before\"],\"message\":\"There is no job with this id.\"}");

        assertThat(mutate("resumeJobs", "{kind: \"IMPORT\"}").get("pauses")).isEmpty();
        ids.forEach(id -> assertThat(jobs().ended(id).get("status").asText()).isEqualTo("SUCCEEDED"));
        assertThat(Tables.query(folder(), "SELECT source FROM import_jobs JOIN jobs USING (id)"
                + " WHERE source LIKE 'order%' ORDER BY started_at"))
                .containsExactly("|order1", "|order0", "|order3", "|order2");
        assertThat(Tables.query(folder(), "SELECT a.id FROM jobs AS a JOIN jobs AS b ON a.id <> b.id"
                + " AND a.job_group = b.job_group AND a.started_at > b.started_at AND a.started_at < b.finished_at"))
                .isEmpty();
    }

    @Test
    void givenAWaitingJob_whenCancelled_thenItNeverRuns_andCannotBeCancelledAgain() {
        mutate("pauseJobs", "{}");
        var id = queued("waits", movies("w", 1));

        assertThat(mutate("cancelJob", id, "").at("/job/state").asText()).isEqualTo("CANCELLED");
        var again = mutate("cancelJob", id, "");
        mutate("resumeJobs", "{}");

        assertThat(again.at("/userErrors/0/code").asText()).isEqualTo("CONFLICT");
        assertThat(again.at("/userErrors/0/message").asText()).isEqualTo("The job has ended already, as CANCELLED.");
        jobs().ended(queued("next", movies("n", 1)));
        assertThat(job(id).get("state").asText()).isEqualTo("CANCELLED");
        assertThat(job(id).get("attempts").asInt()).isZero();
    }

    @Test
    void givenARunningImport_whenCancelled_thenWhatIsWrittenIsKept_andARetryDoesTheRest() throws SQLException {
        var movies = 2_000;
        var held = HeldImports.hold(server.getApplicationContext());
        var id = queued("long", movies("l", movies));
        jobs().awaitBatch(id);

        var answer = mutate("cancelJob", id, "");
        held.release();
        var cancelled = jobs().ended(id);

        assertThat(answer.get("userErrors")).isEmpty();
        assertThat(answer.at("/job/state").asText()).isIn("CANCELLING", "CANCELLED");
        assertThat(cancelled.get("status").asText()).isEqualTo("CANCELLED");
        var written = cancelled.get("processed").asInt();
        assertThat(cancelled.get("error").asText()).isEqualTo("It was cancelled. " + written
                + " records were processed and are kept; import again for the others.");
        assertThat(Tables.query(folder(), "SELECT count(*) FROM media_items WHERE source = 'long'"))
                .containsExactly("|" + written);
        var retry = mutate("retryJob", id, "");
        assertThat(retry.at("/job/retryOf/id").asText()).isEqualTo(id);
        var rest = jobs().ended(retry.at("/job/id").asText());
        assertThat(rest.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(rest.get("created").asInt()).isEqualTo(movies - written);
        assertThat(rest.get("total").asInt()).isEqualTo(movies - written);
    }

    @Test
    void givenARunningImport_whenCancelledWithUndo_thenItDoesNotSayThatItsRecordsAreKept() throws SQLException {
        var held = HeldImports.hold(server.getApplicationContext());
        var id = queued("back", movies("b", 2_000));
        jobs().awaitBatch(id);

        var undo = client().data("mutation($id: ID!) { cancelJob(input: {id: $id, undo: true}) { undoJob { id } } }",
                Map.of("id", id)).at("/cancelJob/undoJob/id").asText();
        held.release();
        var cancelled = jobs().ended(id);
        jobs().awaitEnd(undo);

        assertThat(cancelled.get("error").asText()).isEqualTo("It was cancelled. " + cancelled.get("processed").asInt()
                + " records were processed; another job takes back what they changed.");
        assertThat(Tables.query(folder(), "SELECT count(*) FROM media_items WHERE source = 'back'"))
                .containsExactly("|0");
    }

    @Test
    void givenRecordsThatFailed_whenTheFileIsCorrectedAndRetried_thenOnlyTheyAreImported() {
        jobs().lines("fails.jsonl", object("kind", "MOVIE", "title", "Fine"), object("kind", "MOVIE"));
        var first = jobs().run("fails.jsonl");
        assertThat(Jobs.outcomes(first)).containsExactly("CREATED", "FAILED");
        jobs().lines("fails.jsonl", object("kind", "MOVIE", "title", "Fine"), object("kind", "MOVIE", "title", "Now"));

        var retry = mutate("retryJob", first.get("id").asText(), "");
        var done = jobs().ended(retry.at("/job/id").asText());

        assertThat(Jobs.outcomes(done)).containsExactly("CREATED");
        assertThat(done.get("processed").asInt()).isEqualTo(1);
        assertThat(done.get("status").asText()).isEqualTo("SUCCEEDED");
        var nothing = mutate("retryJob", done.get("id").asText(), "");
        assertThat(nothing.at("/userErrors/0/message").asText())
                .isEqualTo("Nothing of this job failed, so there is nothing to retry.");
        jobs().lines("fails.jsonl", object("kind", "MOVIE", "title", "Other"), object("kind", "MOVIE"));
        var changed = jobs()
                .ended(mutate("retryJob", first.get("id").asText(), "").at("/job/id").asText());
        assertThat(changed.get("error").asText()).startsWith("'fails.jsonl' has changed since the import began.");
    }

    @Test
    void givenAnInterruptedImport_whenItsFileHasChanged_thenItEndsAndSaysSo() throws SQLException {
        var id = queued("changed", movies("c", 3));
        jobs().ended(id);
        Tables.run(folder(), "UPDATE jobs SET state = 'INTERRUPTED', finished_at = NULL,"
                + " checkpoint = '{\"stage\":\"READING\",\"files\":\"1:0\"}' WHERE id = " + GlobalId.parse(id).id());

        mutate("resumeJobs", "{}");

        assertThat(jobs().ended(id).get("error").asText())
                .startsWith("'changed.jsonl' has changed since the import began.");
        var job = job(id);
        assertThat(job.at("/owner/user/email").asText()).isEqualTo(Accounts.ADMIN);
        assertThat(job.at("/progress/unit").asText()).isEqualTo("records");
        assertThat(job.get("log").findValuesAsText("message")).contains("Begun.", "Begun, attempt 2.",
                "It goes on after 3 records.");
    }

    @Test
    void givenWrongInput_whenJobsAreChanged_thenTheErrorNamesIt() {
        assertThat(mutate("cancelJob", GlobalId.of("importjob", 4), "").at("/userErrors/0").toString())
                .isEqualTo("{\"code\":\"NOT_FOUND\",\"path\":[\"input\",\"id\"],"
                        + "\"message\":\"There is no job with this id.\"}");
        assertThat(client().answer("mutation { retryJob(input: {id: \"" + GlobalId.of("movie", 4)
                + "\"}) { job { id } } }", Map.of()).toString()).contains("isn't an id of a job.");
        assertThat(mutate("pauseJobs", "{kind: \"NOPE\"}").at("/userErrors/0/path").toString())
                .isEqualTo("[\"input\",\"kind\"]");
        assertThat(mutate("pauseJobs", "{kind: \"IMPORT\", group: \"library\"}").at("/userErrors/0/code").asText())
                .isEqualTo("INVALID");
    }
}
