package org.reelgraph.verification;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** What is known without files, and how results are read. */
class VerificationsTest extends ServerTest {

    private Verifications verifications;
    private int count;

    @Inject
    StatementCounter counter;

    @BeforeEach
    void begin() throws SQLException {
        verifications = new Verifications(client(), folder());
        Tables.run(folder(), "DELETE FROM verifications");
        Tables.run(folder(), "DELETE FROM verification_settings");
    }

    private List<JsonNode> list(String arguments) {
        return client().data("{ verifications" + arguments + " { edges { node { title } } } }")
                .at("/verifications/edges").valueStream().map(edge -> edge.at("/node/title")).toList();
    }

    private static String[] texts(List<JsonNode> nodes) {
        return nodes.stream().map(JsonNode::asText).toArray(String[]::new);
    }

    @Test
    void givenWhatALibraryKnows_whenThereIsNoFile_thenThatIsChecked_andTheRestIsntMadeUp() {
        var known = verifications.movie("Known 1080p", "durationSeconds", 45, "metadata",
                Map.of("Media", List.of(Map.of("container", "avi", "bitrate", 1800, "width", 1280, "height", 720,
                        "Part", List.of(Map.of("file", "/elsewhere/known.avi"))))));
        var unknown = verifications.movie("Unknown");

        assertThat(Verifications.issues(verifications.verified(known, "ALL"))).containsExactly(
                "container_not_allowed WARN", "short_duration WARN", "suspicious_duration ERROR",
                "quality_mismatch ERROR");
        assertThat(Verifications.notChecked(verifications.found(known))).containsExactly("FILE_TYPE NO_FILE",
                "DECODING NO_FILE");
        assertThat(Verifications.notChecked(verifications.verified(unknown, "ARR"))).containsExactly(
                "CONTAINER NO_FILE", "DURATION NO_FILE", "BITRATE NO_FILE", "QUALITY NOT_APPLICABLE");
    }

    @Test
    void givenAFilter_whenItsItemsAreVerified_thenOnlyTheseAre_andTheJobTellsHowFarItIs() {
        verifications.movie("Chosen sample", "genres", List.of("Chosen"));
        verifications.movie("Chosen CAM", "genres", List.of("Chosen"));
        verifications.movie("Chosen one", "genres", List.of("Chosen"), "releasedOn", "2024-05-06");
        var other = verifications.movie("Other sample");

        var job = verifications.run(Map.of("filter", Map.of("genres", Map.of("anyOf", List.of("Chosen"))), "phase",
                "DOWNLOADER"));

        assertThat(job.at("/progress").toString()).isEqualTo("{\"done\":3.0,\"total\":3.0,\"unit\":\"items\"}");
        assertThat(job.get("errorCount").asInt()).isEqualTo(1);
        assertThat(job.get("warningCount").asInt()).isEqualTo(1);
        assertThat(verifications.found(other).isNull()).isTrue();
        assertThat(texts(list("(orderBy: [{field: SEVERITY, direction: DESC}])"))).containsExactly("Chosen sample",
                "Chosen CAM", "Chosen one");
        verifications.run(Map.of("filter", Map.of("releasedOn", Map.of("from", "2024-05-01", "to", "2024-05-31")),
                "kind", "MOVIE"));
        assertThat(texts(list("(filter: {phase: [ALL]})"))).containsExactly("Chosen one");
    }

    private void fill() {
        verifications.movie("A sample", "genres", List.of("Listed"));
        verifications.movie("B CAM", "genres", List.of("Listed"));
        verifications.movie("C", "genres", List.of("Listed"));
        client().data("mutation { importBooks(input: {books: [{title: \"D sample\", ratingKey: \"D\","
                + " genres: [\"Listed\"]}]}) { created } }");
        verifications.run(Map.of("filter", Map.of("genres", Map.of("anyOf", List.of("Listed")))));
    }

    @Test
    void givenVerifications_whenTheyAreFiltered_thenEachConditionHolds() {
        fill();

        assertThat(texts(list("(orderBy: [{field: TITLE}])"))).containsExactly("A sample", "B CAM", "C", "D sample");
        assertThat(texts(list("(filter: {severity: [ERROR], kind: [MOVIE]})"))).containsExactly("A sample");
        assertThat(texts(list("(filter: {issueKind: \"cam_release\"})"))).containsExactly("B CAM");
        assertThat(list("(filter: {severity: []})")).isEmpty();
        assertThat(list("(filter: {phase: [PLAYER]})")).isEmpty();
        assertThat(list("(filter: {checkedSince: \"2000-01-01T00:00:00Z\"})")).hasSize(4);
        assertThat(list("(filter: {checkedSince: \"2200-01-01T00:00:00Z\"})")).isEmpty();
        assertThat(client().answer("{ verifications(filter: {checkedSince: \"2020-01-01\"}) { totalCount } }")
                .at("/errors/0/message").asText()).contains("'checkedSince': '2020-01-01' is not an instant");
    }

    @Test
    void givenVerifications_whenTheyAreReadPageByPage_thenEachComesOnceInBothDirections() {
        fill();
        var order = "orderBy: [{field: SEVERITY, direction: DESC}, {field: TITLE}]";
        var expected = texts(list("(" + order + ")"));
        assertThat(expected).containsExactly("A sample", "D sample", "B CAM", "C");

        assertThat(pages("first: 1, " + order, "after", "endCursor", "hasNextPage")).containsExactly(expected);
        assertThat(pages("last: 1, " + order, "before", "startCursor", "hasPreviousPage"))
                .containsExactly("C", "B CAM", "D sample", "A sample");
        var answer = client().answer("{ verifications(after: \"x\") { totalCount } }", Map.of());
        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
    }

    private List<String> pages(String arguments, String from, String cursor, String more) {
        var found = new ArrayList<String>();
        var place = "";
        JsonNode page;
        do {
            page = client().data("{ verifications(" + arguments + place + ") { totalCount pageInfo { " + cursor + " "
                    + more + " } edges { node { title } } } }").get("verifications");
            assertThat(page.get("totalCount").asInt()).isEqualTo(4);
            page.get("edges").forEach(edge -> found.add(edge.at("/node/title").asText()));
            place = ", " + from + ": " + page.at("/pageInfo/" + cursor);
        } while (page.at("/pageInfo/" + more).asBoolean());
        return found;
    }

    @Test
    void givenManyItems_whenTheirVerificationsAreRead_thenTheNumberOfStatementsIsTheSame() {
        IntStream.range(0, 12).forEach(i -> verifications.movie("Counted " + i, "genres", List.of("Counted")));
        verifications.run(Map.of("filter", Map.of("genres", Map.of("anyOf", List.of("Counted")))));

        var document = "{ allMovies(first: %d) { edges { node { verification { issues { kind } job { id } } } } } }";
        assertThat(statements(document.formatted(12))).isEqualTo(statements(document.formatted(2))).isEqualTo(3);
        statements("{ verifications(first: 12) { edges { node { title media { title } job { id } } } } }");
        assertThat(counter.statements()).hasSize(3);
    }

    private int statements(String document) {
        counter.reset();
        client().data(document);
        return counter.statements().size();
    }

    @Test
    void givenAnItem_whenItIsVerifiedAgain_thenItHasOneResult_andItGoesWithTheItem() throws SQLException {
        var movie = verifications.movie("Twice sample");
        var first = verifications.verified(movie, "DOWNLOADER").get("id").asText();

        var second = verifications.verified(movie, "ALL");

        assertThat(second.get("id").asText()).isEqualTo(first);
        assertThat(second.get("phase").asText()).isEqualTo("ALL");
        assertThat(client().data("{ verification(id: \"" + first + "\") { title } }").at("/verification/title")
                .asText()).isEqualTo("Twice sample");
        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }", Map.of("id", movie));
        assertThat(Tables.query(folder(), "SELECT id FROM verifications")).isEmpty();
    }

    @Test
    void givenAJobThatWasInterrupted_whenItGoesOn_thenItContinuesAfterTheLastItem() throws SQLException {
        var ids = IntStream.range(0, 3).mapToObj(i -> verifications.movie("Resumed " + i + " sample")).toList();
        client().data("mutation { pauseJobs(input: {kind: \"VERIFY_MEDIA\"}) { pauses { kind } } }");
        var job = verifications.start(Map.of("ids", ids)).at("/job/id").asText();
        // As if the first had been verified before the server stopped.
        Tables.run(folder(), "UPDATE jobs SET state = 'INTERRUPTED', checkpoint = '"
                + GlobalId.parse(ids.getFirst()).id() + " 0 0 0 1' WHERE id = " + GlobalId.parse(job).id());
        client().data("mutation { resumeJobs(input: {kind: \"VERIFY_MEDIA\"}) { pauses { kind } } }");

        new Jobs(client(), folder()).awaitEnd(job);

        assertThat(verifications.job(job).at("/progress/done").asInt()).isEqualTo(3);
        assertThat(verifications.job(job).get("errorCount").asInt()).isEqualTo(3);
        assertThat(verifications.found(ids.getFirst()).isNull()).isTrue();
        assertThat(verifications.found(ids.getLast()).isNull()).isFalse();
    }

    private JsonNode update(Map<String, Object> input) {
        return client().data("""
                             mutation($input: UpdateVerificationSettingsInput!) {
                               updateVerificationSettings(input: $input) {
                                 settings { minDurationSeconds minBitrates { height kilobits } allowedContainers }
                                 userErrors { code path } } }""", Map.of("input", input))
                .get("updateVerificationSettings");
    }

    @Test
    void givenThresholds_whenTheyAreChanged_thenTheNextJobUsesThem_andNullGivesTheDefault() {
        var movie = verifications.movie("Short", "durationSeconds", 400);

        var changed = update(Map.of("minDurationSeconds", 600, "allowedContainers", List.of()));

        assertThat(changed.at("/settings/minDurationSeconds").asInt()).isEqualTo(600);
        assertThat(changed.at("/settings/minBitrates")).hasSize(3);
        assertThat(changed.at("/settings/allowedContainers")).isEmpty();
        assertThat(Verifications.issues(verifications.verified(movie, "ALL"))).containsExactly("short_duration WARN");
        var reset = new HashMap<String, Object>();
        reset.put("minDurationSeconds", null);
        assertThat(update(reset).get("settings").toString()).isEqualTo(
                "{\"minDurationSeconds\":60,\"minBitrates\":[{\"height\":720,\"kilobits\":1500},{\"height\":1080,"
                        + "\"kilobits\":2500},{\"height\":2160,\"kilobits\":8000}],\"allowedContainers\":[]}");
        assertThat(client().data("{ verificationSettings { minDurationSeconds } }")
                .at("/verificationSettings/minDurationSeconds").asInt()).isEqualTo(60);
    }

    @Test
    void givenThresholdsThatMakeNoSense_whenTheyAreSet_thenEachIsNamed_andNothingIsChanged() throws SQLException {
        var refused = update(Map.of("minDurationSeconds", -1, "minBitrates",
                List.of(Map.of("height", 0, "kilobits", 1), Map.of("height", 720, "kilobits", 1),
                        Map.of("height", 720, "kilobits", 1)),
                "allowedContainers", List.of("mkv", "")));

        assertThat(refused.get("settings").isNull()).isTrue();
        assertThat(refused.get("userErrors").valueStream().map(JsonNode::toString)).containsExactly(
                "{\"code\":\"OUT_OF_RANGE\",\"path\":[\"input\",\"minDurationSeconds\"]}",
                "{\"code\":\"OUT_OF_RANGE\",\"path\":[\"input\",\"minBitrates\",\"0\"]}",
                "{\"code\":\"DUPLICATE\",\"path\":[\"input\",\"minBitrates\",\"2\"]}",
                "{\"code\":\"INVALID\",\"path\":[\"input\",\"allowedContainers\",\"1\"]}");
        assertThat(Tables.query(folder(), "SELECT * FROM verification_settings")).isEmpty();
    }

    @Test
    void givenASchedule_whenItsWorkIsAVerification_thenItIsCheckedAsTheMutationDoes() {
        var document = """
                       mutation($work: ScheduledWorkInput!) {
                         createSchedule(input: {name: "verify %d", cron: "@yearly", work: $work}) {
                           schedule { id } userErrors { path } } }""";

        var fine = client().data(document.formatted(count++),
                Map.of("work", Map.of("verifyMedia", Map.of("filter", Map.of())))).get("createSchedule");
        var refused = client().data(document.formatted(count++), Map.of("work", Map.of("verifyMedia", Map.of())))
                .get("createSchedule");

        assertThat(fine.get("userErrors")).isEmpty();
        assertThat(refused.at("/userErrors/0/path").toString())
                .isEqualTo("[\"input\",\"work\",\"verifyMedia\",\"ids\"]");
    }

    @Test
    void givenJobs_whenTheyAreListed_thenTheNewestComesFirst() {
        var movie = verifications.movie("Job of");
        var first = verifications.run(Map.of("ids", List.of(movie))).get("id").asText();
        var second = verifications.run(Map.of("ids", List.of(movie), "kind", "MOVIE")).get("id").asText();

        var jobs = client().data("{ verifyJobs(first: 2) { totalCount edges { node { id onlyKind phase } } } }")
                .get("verifyJobs");

        assertThat(jobs.get("edges").findValuesAsText("id")).containsExactly(second, first);
        assertThat(jobs.at("/edges/0/node/onlyKind").asText()).isEqualTo("MOVIE");
        assertThat(jobs.get("totalCount").asInt()).isGreaterThanOrEqualTo(2);
    }
}
