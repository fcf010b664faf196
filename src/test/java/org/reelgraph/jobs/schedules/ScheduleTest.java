package org.reelgraph.jobs.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.retention.RetentionRunner;
import org.reelgraph.testing.AtOnce;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestClock;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTest extends ServerTest {

    private static final String FIELDS = """
                                         id name jobKind input cron zone enabled watch toleranceSeconds lastRun nextRun
                                         history(first: 100) { totalCount edges { node { dueAt cause outcome reason
                                           job { id jobKind state owner { kind label } } } } }""";
    private static final String CREATE = "mutation($input: CreateScheduleInput!) { createSchedule(input: $input) {"
            + " schedule { " + FIELDS + " } userErrors { code path message } } }";
    private static final String UPDATE = "mutation($input: UpdateScheduleInput!) { updateSchedule(input: $input) {"
            + " schedule { " + FIELDS + " } userErrors { code path message } } }";
    private static final String RUN = "mutation($id: ID!) { runScheduleNow(input: {id: $id}) {"
            + " job { id } userErrors { code path message } } }";
    private static final Duration QUIET = Duration.ofMinutes(1);

    @Inject
    ScheduleRunner runner;
    @Inject
    ScheduleRepository repository;
    @Inject
    ScheduleStore store;
    @Inject
    DueSchedules due;
    @Inject
    ScheduledJobs scheduled;
    @Inject
    ScheduleSettings scheduleSettings;
    @Inject
    WriteTransactions transactions;
    @Inject
    RetentionRunner retention;
    @Inject
    TestClock clock;
    @Inject
    TimeMeter time;
    @Inject
    StatementCounter statements;

    private Jobs jobs;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.sign-in.access-time", "365d", "reelgraph.schedules.zone", "Europe/Berlin");
    }

    @BeforeEach
    void writeFiles() {
        jobs = new Jobs(client(), folder());
        jobs.lines("shelf/movies.jsonl", Trees.object("kind", "MOVIE", "title", "Low Tide", "ratingKey", "shelf"));
    }

    /** Also waits for the last jobs, which the next test's would join. */
    @AfterEach
    void removeSchedules() throws SQLException {
        Tables.run(folder(), "DELETE FROM schedules");
        awaitJobs();
    }

    private static Map<String, Object> work(String path) {
        return Map.of("import", Map.of("path", path));
    }

    private JsonNode created(Object... members) {
        var input = Trees.object(members);
        input.putIfAbsent("work", work("shelf"));
        return client().data(CREATE, Map.of("input", input)).get("createSchedule");
    }

    private String create(Object... members) {
        var created = created(members);
        assertThat(created.get("userErrors")).isEmpty();
        return created.at("/schedule/id").asText();
    }

    private JsonNode look(String id) {
        return client().data("query($id: ID!) { schedule(id: $id) { " + FIELDS + " } }", Map.of("id", id))
                .get("schedule");
    }

    /** Its entries, the newest first, as "CAUSE OUTCOME". */
    private List<String> history(String id) {
        return entries(id).stream().map(entry -> entry.get("cause").asText() + " " + entry.get("outcome").asText())
                .toList();
    }

    private List<JsonNode> entries(String id) {
        return look(id).at("/history/edges").valueStream().map(edge -> edge.get("node")).toList();
    }

    private Instant nextRun(String id) {
        return Instant.parse(look(id).get("nextRun").asText());
    }

    /** Moves the clock to a moment; jobs have ended before. */
    private void moveTo(Instant moment) {
        awaitJobs();
        clock.pass(Duration.between(clock.instant(), moment));
    }

    private void pass(Duration duration) {
        awaitJobs();
        clock.pass(duration);
    }

    private void awaitJobs() {
        client().data(
                "{ jobs(filter: {states: [QUEUED, RUNNING, CANCELLING, INTERRUPTED]}, first: 100) { edges { node {"
                        + " id } } } }")
                .findValuesAsText("id").forEach(jobs::ended);
    }

    /** A cron expression for once a day at this time, in UTC. */
    private static String daily(Instant moment) {
        var time = moment.atZone(ZoneOffset.UTC);
        return time.getMinute() + " " + time.getHour() + " * * *";
    }

    private Instant inAnHour() {
        return clock.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MINUTES);
    }

    @Test
    void givenATime_whenItComes_thenOneJobStartsAndTheNextTimeIsKnown() {
        var at = inAnHour();
        var id = create("name", "Nightly", "cron", daily(at), "zone", "UTC");
        assertThat(nextRun(id)).isEqualTo(at);
        runner.look();
        assertThat(history(id)).isEmpty();

        moveTo(at);
        runner.look();
        runner.look();

        assertThat(history(id)).containsExactly("TIME STARTED");
        var entry = entries(id).getFirst();
        assertThat(entry.get("dueAt").asText()).isEqualTo(at.toString());
        assertThat(entry.at("/job/owner").toString()).isEqualTo("{\"kind\":\"SCHEDULE\",\"label\":\"Nightly\"}");
        assertThat(jobs.ended(entry.at("/job/id").asText()).get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(nextRun(id)).isEqualTo(at.plus(Duration.ofDays(1)));
        assertThat(Instant.parse(look(id).get("lastRun").asText())).isAfterOrEqualTo(at);
    }

    @Test
    void givenTimesWithoutAServer_whenOneStartsWithinTheTolerance_thenOneJobCountsForAll() {
        var at = inAnHour();
        var id = create("name", "Hourly", "cron", at.atZone(ZoneOffset.UTC).getMinute() + " * * * *", "zone", "UTC");
        var first = nextRun(id);

        moveTo(first.plus(Duration.ofMinutes(200)));
        runner.look();

        assertThat(history(id)).containsExactly("TIME STARTED", "TIME MISSED");
        assertThat(entries(id)).extracting(entry -> entry.get("dueAt").asText())
                .containsExactly(first.plus(Duration.ofHours(3)).toString(), first.toString());
        assertThat(entries(id).getLast().get("reason").asText()).contains("No server was running");
        assertThat(nextRun(id)).isEqualTo(first.plus(Duration.ofHours(4)));
    }

    @Test
    void givenATimeWithoutAServer_whenOneStartsTooLate_thenItIsMissed() {
        var at = inAnHour();
        var id = create("name", "Late", "cron", daily(at), "zone", "UTC", "toleranceSeconds", 3_600);
        var within = create("name", "Within", "cron", daily(at), "zone", "UTC");

        moveTo(at.plus(Duration.ofMinutes(61)));
        runner.look();

        assertThat(history(id)).containsExactly("TIME MISSED");
        assertThat(entries(id).getFirst().get("reason").asText()).contains("tolerance of 1h");
        assertThat(look(id).get("lastRun").isNull()).isTrue();
        assertThat(nextRun(id)).isEqualTo(at.plus(Duration.ofDays(1)));
        assertThat(history(within)).containsExactly("TIME STARTED");
    }

    @Test
    void givenAJobThatHasNotEnded_whenTheNextOneIsDue_thenItIsSkippedWithTheReason() {
        client().data("mutation { pauseJobs(input: {}) { userErrors { message } } }");
        try {
            var at = inAnHour();
            var id = create("name", "Slow", "cron", daily(at), "zone", "UTC");
            clock.pass(Duration.between(clock.instant(), at));
            runner.look();
            var job = entries(id).getFirst().at("/job/id").asText();

            clock.pass(Duration.ofDays(1));
            runner.look();

            assertThat(history(id)).containsExactly("TIME SKIPPED", "TIME STARTED");
            assertThat(entries(id).getFirst().get("reason").asText()).contains(job).contains("QUEUED");
            var refused = client().data(RUN, Map.of("id", id)).get("runScheduleNow");
            assertThat(refused.at("/userErrors/0/code").asText()).isEqualTo("CONFLICT");
            assertThat(refused.at("/job/id").asText()).isEqualTo(job);
        } finally {
            client().data("mutation { resumeJobs(input: {}) { userErrors { message } } }");
        }
    }

    @Test
    void givenSeveralServers_whenATimeComes_thenOneJobStarts() throws Exception {
        var at = inAnHour();
        var id = create("name", "Shared", "cron", daily(at), "zone", "UTC");
        moveTo(at);

        AtOnce.run(4, each -> () -> {
            server().look();
            return true;
        });

        assertThat(history(id)).containsExactly("TIME STARTED");
        assertThat(client().data("{ jobs(filter: {ownerKind: SCHEDULE}) { edges { node { owner { label } } } } }")
                .findValuesAsText("label")).filteredOn("Shared"::equals).hasSize(1);
    }

    // What another server has in memory, or this one after a restart.
    private ScheduleRunner server() {
        var watching = new WatchingSchedules(store, scheduled, transactions, scheduleSettings, time);
        return new ScheduleRunner(repository, store, due, watching, transactions, clock);
    }

    @Test
    void givenAClockThatIsSetBack_thenTheNextTimeIsCorrectAndNoneComesTwice() {
        var at = inAnHour();
        var id = create("name", "Clock", "cron", daily(at), "zone", "UTC");
        moveTo(at);
        runner.look();
        awaitJobs();

        clock.jump(Duration.ofMinutes(-30));
        try {
            runner.look();
            assertThat(nextRun(id)).isEqualTo(at);
            clock.jump(Duration.ofMinutes(30));
            runner.look();
            clock.jump(Duration.ofMinutes(-30));
        } finally {
            clock.jump(Duration.ofMinutes(30));
        }

        assertThat(history(id)).containsExactly("TIME STARTED");
        assertThat(nextRun(id)).isEqualTo(at.plus(Duration.ofDays(1)));
    }

    @Test
    void givenAWatchedFolder_whenItHasChangedAndStoppedChanging_thenItIsImportedOnce() throws IOException {
        var id = create("name", "Watch", "watch", true);
        assertThat(look(id).get("nextRun").isNull()).isTrue();
        runner.look();
        pass(QUIET.minusSeconds(10));
        runner.look();
        assertThat(history(id)).as("before it has been quiet").isEmpty();
        pass(Duration.ofSeconds(11));
        runner.look();
        assertThat(history(id)).containsExactly("CHANGE STARTED");

        settle();
        assertThat(history(id)).as("nothing has changed").hasSize(1);

        var file = jobs.lines("shelf/more.jsonl", Trees.object("kind", "MOVIE", "title", "More", "ratingKey", "more"));
        runner.look();
        pass(QUIET.minusSeconds(10));
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000)));
        runner.look();
        pass(QUIET.minusSeconds(10));
        runner.look();
        assertThat(history(id)).as("it has changed again meanwhile").hasSize(1);
        pass(Duration.ofSeconds(11));
        runner.look();
        assertThat(history(id)).containsExactly("CHANGE STARTED", "CHANGE STARTED");

        awaitJobs();
        var restarted = server();
        restarted.look();
        clock.pass(QUIET);
        restarted.look();
        assertThat(history(id)).as("after a restart").hasSize(2);
        Files.delete(file);
    }

    // Twice, as long after each other as a folder has to stay as it is.
    private void settle() {
        awaitJobs();
        runner.look();
        pass(QUIET);
        runner.look();
        awaitJobs();
    }

    @Test
    void givenAWatchedFolder_whenItIsGoneOrEmpty_thenTheHistorySaysSoOnceAndNothingIsImported() throws IOException {
        var file = jobs.lines("away/movies.jsonl", Trees.object("kind", "MOVIE", "title", "Away", "ratingKey", "away"));
        var id = create("name", "Away", "watch", true, "work", work("away"));
        settle();
        var aside = folder().resolve("aside.jsonl");
        Files.move(file, aside);
        settle();
        settle();
        assertThat(history(id)).containsExactly("CHANGE SKIPPED", "CHANGE STARTED");
        assertThat(entries(id).getFirst().get("reason").asText()).isEqualTo("'away' holds no file to import.");

        Files.delete(file.getParent());
        settle();
        assertThat(entries(id).getFirst().get("reason").asText()).isEqualTo("There is nothing at 'away' any more.");

        Files.createDirectory(file.getParent());
        Files.move(aside, file);
        settle();
        assertThat(history(id)).as("the same is there again").containsExactly("CHANGE SKIPPED", "CHANGE SKIPPED",
                "CHANGE STARTED");
        Files.delete(file);
        settle();
        assertThat(history(id)).as("gone again").hasSize(4);
    }

    @Test
    void givenAWatchedFolderWithTimes_whenItWasImportedInTime_thenItsChangeStartsNothingMore() {
        var at = inAnHour();
        var id = create("name", "Both", "cron", daily(at), "zone", "UTC", "watch", true);
        moveTo(at);
        runner.look();
        settle();

        assertThat(history(id)).containsExactly("TIME STARTED");
    }

    @Test
    void givenAJobThatHasNotEnded_whenItsFolderChanges_thenAnotherOneFollowsIt() {
        var id = create("name", "Busy", "watch", true);
        client().data("mutation { pauseJobs(input: {}) { userErrors { message } } }");
        try {
            client().data(RUN, Map.of("id", id));
            jobs.lines("shelf/movies.jsonl", Trees.object("kind", "MOVIE", "title", "High Tide", "ratingKey", "shelf"));
            runner.look();
            clock.pass(QUIET);
            runner.look();
            assertThat(history(id)).containsExactly("REQUEST STARTED");
        } finally {
            client().data("mutation { resumeJobs(input: {}) { userErrors { message } } }");
        }
        awaitJobs();
        runner.look();

        assertThat(history(id)).containsExactly("CHANGE STARTED", "REQUEST STARTED");
    }

    @Test
    void givenASchedule_whenChanged_thenItsNextTimeFollows() {
        var at = inAnHour();
        var id = create("name", "Changing", "cron", daily(at), "zone", "UTC");

        var disabled = update("id", id, "enabled", false);
        assertThat(disabled.get("nextRun").isNull()).isTrue();
        moveTo(at.plus(Duration.ofMinutes(5)));
        runner.look();
        var enabled = update("id", id, "enabled", true, "toleranceSeconds", 60);
        assertThat(enabled.get("nextRun").asText()).isEqualTo(at.plus(Duration.ofDays(1)).toString());
        runner.look();
        assertThat(history(id)).as("nothing is made up for").isEmpty();

        var elsewhere = update("id", id, "cron", "0 12 * * *", "zone", "Asia/Kolkata", "name", "Noon");
        assertThat(elsewhere.get("nextRun").asText()).endsWith("T06:30:00Z");
        assertThat(elsewhere.get("toleranceSeconds").asInt()).isEqualTo(60);
        var watching = update("id", id, "cron", null, "watch", true);
        assertThat(watching.get("cron").isNull() && watching.get("nextRun").isNull()).isTrue();
        assertThat(watching.get("name").asText()).isEqualTo("Noon");
        assertThat(
                error(client().data(UPDATE, Map.of("input", Map.of("id", id, "watch", false))).get("updateSchedule")))
                .startsWith("REQUIRED [\"input\",\"cron\"]");
    }

    private JsonNode update(Object... members) {
        var payload = client().data(UPDATE, Map.of("input", Trees.object(members))).get("updateSchedule");
        assertThat(payload.get("userErrors")).isEmpty();
        return payload.get("schedule");
    }

    private static String error(JsonNode payload) {
        assertThat(payload.get("userErrors")).hasSize(1);
        var error = payload.at("/userErrors/0");
        return error.get("code").asText() + " " + error.get("path") + " " + error.get("message").asText();
    }

    @Test
    void givenASchedule_whenRunNowAndDeleted_thenTheAuditTrailHasItAll() {
        var id = create("name", "By hand", "cron", "@yearly", "enabled", false);
        awaitJobs();
        var started = client().data(RUN, Map.of("id", id)).get("runScheduleNow");
        assertThat(started.get("userErrors")).isEmpty();
        var ended = jobs.ended(started.at("/job/id").asText());
        assertThat(history(id)).containsExactly("REQUEST STARTED");
        var deleted = client().data("mutation($id: ID!) { deleteSchedule(input: {id: $id}) { deletedId } }",
                Map.of("id", id));

        assertThat(deleted.at("/deleteSchedule/deletedId").asText()).isEqualTo(id);
        assertThat(ended.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(look(id).isNull()).isTrue();
        assertThat(client().data("{ auditLog(first: 100) { edges { node { action target } } } }").toString())
                .contains("{\"action\":\"deleteSchedule\",\"target\":\"" + id + "\"}",
                        "{\"action\":\"runScheduleNow\",\"target\":\"" + id + "\"}",
                        "{\"action\":\"createSchedule\",\"target\":\"" + id + "\"}");
        assertThat(error(client().data(RUN, Map.of("id", id)).get("runScheduleNow")))
                .startsWith("NOT_FOUND [\"input\",\"id\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"name\": \"\", \"cron\": \"@daily\"}|OUT_OF_RANGE [\"input\",\"name\"]|1 to 100 characters",
            "{\"name\": \"n\"}|REQUIRED [\"input\",\"cron\"]|needs a cron expression",
            "{\"name\": \"n\", \"cron\": \"0 25 * * *\"}|INVALID [\"input\",\"cron\"]|The hour '25' can't be used",
            "{\"name\": \"n\", \"cron\": \"0 0 31 2 *\"}|INVALID [\"input\",\"cron\"]|'0 0 31 2 *' never happens",
            "{\"name\": \"n\", \"cron\": \"@daily\", \"zone\": \"Europe/Nowhere\"}|INVALID [\"input\",\"zone\"]|'Europe/Nowhere' isn't a time zone",
            "{\"name\": \"n\", \"cron\": \"@daily\", \"toleranceSeconds\": -1}|OUT_OF_RANGE [\"input\",\"toleranceSeconds\"]|from 0 to",
            "{\"name\": \"n\", \"cron\": \"@daily\", \"work\": {\"import\": {\"path\": \"../x\"}}}|OUTSIDE_FOLDER [\"input\",\"work\",\"import\",\"path\"]|leads out of the import folder",
            "{\"name\": \"n\", \"cron\": \"@daily\", \"work\": {\"import\": {\"path\": \"shelf\", \"maxRemovals\": 3}}}|INVALID [\"input\",\"work\",\"import\",\"maxRemovals\"]|requires removeMissing"})
    void givenABadInput_whenCreating_thenTheErrorNamesIt(String input, String error, String message) {
        var members = new HashMap<String, Object>();
        GraphQlClient.json(input).properties()
                .forEach(member -> members.put(member.getKey(), member.getValue()));
        members.putIfAbsent("work", work("shelf"));

        var payload = client().data(CREATE, Map.of("input", members)).get("createSchedule");

        assertThat(payload.get("schedule").isNull()).isTrue();
        assertThat(error(payload)).startsWith(error).contains(message);
    }

    @Test
    void givenSeveralMistakes_whenCreatingAndChanging_thenAllAreNamed() {
        var created = created("name", "", "cron", "* ".repeat(101), "zone", "Mars", "work", work("../x"));
        var id = create("name", "Nulls", "cron", "@daily");

        var changed = client()
                .data(UPDATE, Map.of("input", Trees.object("id", id, "name", null, "zone", null, "enabled",
                        null, "watch", null, "toleranceSeconds", null, "work", null, "cron", "x")))
                .get("updateSchedule");

        assertThat(paths(created)).containsExactlyInAnyOrder("input.name", "input.cron", "input.zone",
                "input.work.import.path");
        assertThat(created.toString()).contains("A cron expression has at most 200 characters.");
        assertThat(paths(changed)).containsExactlyInAnyOrder("input.name", "input.zone", "input.enabled", "input.watch",
                "input.toleranceSeconds", "input.work", "input.cron");
        assertThat(changed.toString()).contains("This can't be null. Leave it out to keep it as it is.");
        assertThat(look(id).get("enabled").asBoolean()).isTrue();
    }

    private static List<String> paths(JsonNode payload) {
        return payload.get("userErrors").valueStream().map(error -> error.get("path").valueStream()
                .map(JsonNode::asText).collect(Collectors.joining("."))).toList();
    }

    @Test
    void givenTheSameImportByHand_whenAScheduleIsRun_thenItJoinsThatJob() {
        client().data("mutation { pauseJobs(input: {}) { userErrors { code } } }");
        try {
            var byHand = jobs.start(Map.of("path", "shelf/", "format", "JSON_LINES")).at("/job/id").asText();
            var id = create("name", "Same work", "cron", "@daily");

            var run = client().data(RUN, Map.of("id", id)).get("runScheduleNow");

            assertThat(run.at("/job/id").asText()).isEqualTo(byHand);
            assertThat(error(run)).startsWith("CONFLICT [\"input\",\"id\"]")
                    .contains("The job " + byHand + " does the same and hasn't ended; it is QUEUED.");
            var other = create("name", "Other work", "cron", "@daily", "work",
                    Map.of("import", Map.of("path", "shelf", "dryRun", true)));
            assertThat(client().data(RUN, Map.of("id", other)).at("/runScheduleNow/userErrors")).isEmpty();
        } finally {
            client().data("mutation { resumeJobs(input: {}) { userErrors { code } } }");
            awaitJobs();
        }
    }

    @Test
    void givenAName_whenUsedTwice_thenItIsRefused() {
        create("name", "Same", "cron", "@daily");
        assertThat(error(created("name", " Same ", "cron", "@daily")))
                .startsWith("ALREADY_EXISTS [\"input\",\"name\"]");
    }

    @Test
    void givenAnExpression_whenPreviewed_thenTheNextFiveTimesAreTold() {
        var preview = client().data("{ previewSchedule(cron: \"0 12 * * *\") { zone runs userErrors { code } } }")
                .get("previewSchedule");
        assertThat(preview.get("zone").asText()).isEqualTo("Europe/Berlin");
        var runs = preview.get("runs").valueStream().map(run -> Instant.parse(run.asText())).toList();
        assertThat(runs).hasSize(5).isSorted().doesNotHaveDuplicates().allMatch(run -> run.isAfter(clock.instant()));
        assertThat(runs).extracting(run -> run.atZone(ZoneId.of("Europe/Berlin")).getHour()).containsOnly(12);

        var refused = client().data("{ previewSchedule(cron: \"x\", zone: \"Mars\") { runs userErrors { path } } }");
        assertThat(refused.toString()).isEqualTo(
                "{\"previewSchedule\":{\"runs\":[],\"userErrors\":[{\"path\":[\"cron\"]},{\"path\":[\"zone\"]}]}}");
    }

    @Test
    void givenSchedulesWithNothingToDo_whenLookedAt_thenItTakesOneStatement() {
        create("name", "Idle", "cron", daily(inAnHour()), "zone", "UTC", "watch", true);
        settle();
        runner.look();
        statements.reset();
        runner.look();

        assertThat(statements.statements()).filteredOn(sql -> sql.contains("schedule")).hasSize(1);
    }

    @Test
    void givenAHistory_whenReadInPages_thenEachEntryComesOnceAndOldOnesGo() throws SQLException {
        var id = create("name", "Paged", "cron", "@yearly");
        var number = repository.findByName("Paged").orElseThrow().id();
        var now = clock.instant();
        for (var entry = 1; entry <= 5; entry++) {
            Tables.run(folder(), "INSERT INTO schedule_runs VALUES (%d, %d, %d, 'TIME', 'MISSED', NULL, 'r%1$d')"
                    .formatted(entry, number, now.minus(Duration.ofDays(entry == 1 ? 95 : 1)).toEpochMilli() + entry));
        }
        var page = "query($id: ID!, $after: String) { schedule(id: $id) { history(first: 3, after: $after) {"
                + " totalCount pageInfo { hasNextPage endCursor } edges { node { reason } } } } }";
        var first = client().data(page, Map.of("id", id)).at("/schedule/history");
        assertThat(first.findValuesAsText("reason")).containsExactly("r5", "r4", "r3");
        assertThat(first.get("totalCount").asInt()).isEqualTo(5);
        var second = client().data(page, Map.of("id", id, "after", first.at("/pageInfo/endCursor").asText()))
                .at("/schedule/history");
        assertThat(second.findValuesAsText("reason")).containsExactly("r2", "r1");

        Tables.noteDaily(folder(), now.minus(Duration.ofDays(100)), now);
        retention.removeOld();

        assertThat(look(id).at("/history/totalCount").asInt()).isEqualTo(4);
    }
}
