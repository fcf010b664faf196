package org.reelgraph.connections.sync;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.commands.Ended;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.tautulli.FakeTautulli;
import org.reelgraph.testing.tautulli.Fault;
import org.reelgraph.testing.tautulli.SyncClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What a sync reads, imports, leaves alone and deletes, against a Tautulli over HTTP. */
class SyncTest extends ServerTest {

    private static int count;

    @Inject
    StatementCounter counter;

    private FakeTautulli tautulli;
    private SyncClient syncs;
    private String connection;
    private String source;

    @Override
    protected Map<String, String> settings() {
        var settings = new HashMap<>(SyncClient.FAST);
        settings.put("reelgraph.deletions.max-percent", "50");
        settings.put("reelgraph.sync.attempts", "3");
        return settings;
    }

    @BeforeEach
    void connect() throws IOException {
        tautulli = new FakeTautulli();
        syncs = new SyncClient(client(), folder());
        source = "Attic " + count++;
        connection = syncs.connect(source, tautulli);
        for (var film = 2; film <= 10; film += 2) {
            tautulli.movie(film, "Film " + film);
        }
        tautulli.show(100, "Harbour", 2, 3);
        tautulli.show(200, "Tide", 1, 2);
    }

    @AfterEach
    void close() {
        tautulli.close();
    }

    private List<String> library() throws SQLException {
        return syncs.library(source);
    }

    private JsonNode sync() {
        return syncs.sync(connection, "FULL");
    }

    @Test
    void givenALibrary_whenItIsSynchronised_thenEverythingIsThereAndTheSecondTimeNothingChanges() throws Exception {
        var first = sync();

        assertThat(first.get("state").asText()).as(first.toString()).isEqualTo("SUCCEEDED");
        assertThat(first.get("created").asInt()).isEqualTo(7);
        assertThat(library()).hasSize(7 + 8).contains("Film 4", "Harbour", "Harbour 2x3", "Tide 1x1");
        assertThat(first.at("/log").toString()).contains("Skipped Music: sections of the type 'artist'");
        assertThat(tautulli.requests("get_library_media_info 1"))
                .containsExactly("get_library_media_info 1  0 refresh");
        assertThat(first.get("requests").asInt()).isEqualTo(tautulli.requests().size() - 2);
        assertThat(lastSynced()).noneMatch(String::isEmpty);

        var second = sync();

        assertThat(second.get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(second.get("unchanged").asInt()).isEqualTo(7);
        assertThat(second.get("removed").asInt()).isZero();
    }

    private List<String> lastSynced() {
        return client().data("query($id: ID!) { connection(id: $id) { librarySections { mediaKind lastSyncedAt } } }",
                Map.of("id", connection)).at("/connection/librarySections").valueStream()
                .filter(section -> !section.get("mediaKind").isNull())
                .map(section -> section.get("lastSyncedAt").asText("")).toList();
    }

    @Test
    void givenALibrary_whenADryRunSynchronisesIt_thenNothingIsWritten() throws Exception {
        var dry = syncs.sync(connection, "FULL", Map.of("dryRun", true));

        assertThat(dry.get("created").asInt()).isEqualTo(7);
        assertThat(library()).isEmpty();
        assertThat(lastSynced()).allMatch(String::isEmpty);
    }

    @Test
    void givenASync_whenItIsUndone_thenTheLibraryIsAsBefore() throws Exception {
        sync();
        tautulli.movie(12, "Film 12");
        tautulli.remove(2);
        var job = sync();
        assertThat(library()).contains("Film 12").doesNotContain("Film 2");

        var undone = client().data("mutation { undoImport(input: {jobId: " + job.get("id")
                + "}) { job { id } userErrors { message } } }").at("/undoImport/job/id").asText();
        new Jobs(client(), folder()).awaitEnd(undone);

        assertThat(library()).contains("Film 2").doesNotContain("Film 12");
    }

    @Test
    void givenItemsThatAreGone_whenTwoListsSaySo_thenTheyAreDeletedAndOthersStay() throws Exception {
        sync();
        tautulli.remove(4);
        tautulli.remove(103);
        tautulli.calmDown();

        var job = sync();

        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(SyncClient.items(job)).containsExactly("GONE 4");
        assertThat(library()).hasSize(7 + 8 - 2).doesNotContain("Film 4", "Harbour 1x2");
        assertThat(tautulli.requests("get_library_media_info 1")).hasSize(2).allMatch(each -> each.contains("refresh"));
        assertThat(job.at("/deletions").toString()).contains("Film 4", "EPISODE");
    }

    @Test
    void givenListsThatProveNothing_whenItIsSynchronised_thenNothingIsDeletedAndTheyAreNamed() throws Exception {
        sync();
        var before = lastSynced();
        tautulli.remove(4);
        tautulli.fail("get_library_media_info 1", Fault.EMPTY);
        var empty = sync();
        tautulli.fail("get_library_media_info 1", Fault.LYING);
        var lying = sync();
        tautulli.calmDown();
        tautulli.fail("get_library_media_info 1", Fault.LYING, Fault.LYING);
        tautulli.fail("get_library_media_info 2", Fault.UNAVAILABLE, Fault.UNAVAILABLE, Fault.UNAVAILABLE);
        var down = sync();

        assertThat(library()).contains("Film 4");
        assertThat(empty.at("/sections/0/problem").asText()).startsWith("Its list is empty");
        assertThat(empty.at("/sections/0/state").asText()).isEqualTo("FAILED");
        assertThat(lying.at("/sections/0/problem").asText())
                .contains("Plex has 4 items, Tautulli says that there are 5");
        assertThat(SyncClient.items(lying)).containsExactly("UNCONFIRMED 4");
        assertThat(down.at("/sections/1/problem").asText()).isEqualTo("It answers with the status 503.");
        assertThat(List.of(empty, lying, down)).allMatch(
                job -> job.get("state").asText().equals("COMPLETED_WITH_ERRORS") && job.get("removed").asInt() == 0);
        assertThat(lastSynced().getFirst()).isEqualTo(before.getFirst());
    }

    @Test
    void givenAnItemThatOnlyOneListLacks_whenItIsSynchronised_thenItStays() throws Exception {
        sync();
        tautulli.remove(4);
        tautulli.calmDown();
        var held = tautulli.hold("get_metadata 2");
        var id = syncs.start(connection, "FULL", Map.of()).at("/job/id").asText();
        held.awaitRequest();
        tautulli.movie(4, "Film 4");
        held.release();

        var job = syncs.ended(id);

        assertThat(SyncClient.items(job)).containsExactly("UNCONFIRMED 4");
        assertThat(library()).contains("Film 4");
    }

    @Test
    void givenMoreGoneThanIsDeletedUnasked_whenItIsSynchronised_thenItWaitsForAConfirmation() throws Exception {
        sync();
        for (var film = 2; film <= 8; film += 2) {
            tautulli.remove(film);
        }

        var withheld = sync();
        var confirmed = syncs.sync(connection, "INCREMENTAL",
                Map.of("confirmDeletions", withheld.get("deletionsToken").asText()));

        assertThat(withheld.get("state").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(withheld.get("removed").asInt()).isZero();
        assertThat(withheld.get("missing").asInt()).isEqualTo(4);
        assertThat(confirmed.get("removed").asInt()).as(confirmed.toString()).isEqualTo(4);
        assertThat(library()).contains("Film 10", "Tide").doesNotContain("Film 2");
    }

    @Test
    void givenAnswersThatLackSomething_whenItIsSynchronised_thenTheItemsStayAndAreNamed() throws Exception {
        sync();
        var before = library();
        tautulli.fail("get_metadata 2", Fault.EMPTY, Fault.EMPTY);
        tautulli.fail("get_children_metadata 100", Fault.EMPTY, Fault.EMPTY);
        tautulli.fail("get_children_metadata 201", Fault.LYING, Fault.LYING);
        tautulli.fail("get_metadata 4", Fault.EMPTY);
        tautulli.fail("get_metadata 6", Fault.UNAVAILABLE, Fault.THROTTLED);

        var job = sync();

        assertThat(SyncClient.items(job)).containsExactlyInAnyOrder("KEPT 2", "PARTS_KEPT 100", "PARTS_KEPT 200");
        assertThat(job.at("/items").toString()).contains("Its metadata is empty, twice.",
                "Its list of seasons is empty.", "The list of episodes of one of its seasons (201) is incomplete");
        assertThat(job.get("state").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(library()).isEqualTo(before);
    }

    @Test
    void givenAnEpisodeThatOnlyOneWholeListLacks_whenItIsSynchronised_thenItStaysUntilTwoDo() throws Exception {
        sync();
        tautulli.remove(202);
        tautulli.fail("get_children_metadata 201", Fault.LYING);

        assertThat(SyncClient.items(sync())).containsExactly("PARTS_KEPT 200");
        assertThat(library()).contains("Tide 1x1");

        tautulli.calmDown();
        assertThat(SyncClient.items(sync())).isEmpty();
        assertThat(tautulli.requests("get_children_metadata 201")).hasSize(2);
        assertThat(library()).doesNotContain("Tide 1x1").contains("Tide 1x2");
    }

    @Test
    void givenChanges_whenOnlyTheseAreRead_thenTheyAreThereAndNothingElseIsAskedFor() throws Exception {
        sync();
        tautulli.calmDown();
        assertThat(syncs.sync(connection, "INCREMENTAL").get("processed").asInt()).isZero();
        assertThat(tautulli.requests("get_metadata")).isEmpty();
        tautulli.retitle(6, "Film six");
        tautulli.retitle(102, "Another title");
        tautulli.movie(14, "Film 14");
        tautulli.remove(8);

        var job = syncs.sync(connection, "INCREMENTAL");

        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(tautulli.requests("get_metadata")).containsExactlyInAnyOrder("get_metadata 6", "get_metadata 14",
                "get_metadata 100");
        assertThat(library()).contains("Film six", "Another title", "Film 14").doesNotContain("Film 8", "Film 6");
        assertThat(job.at("/sections/1/unchanged").asInt()).isEqualTo(1);
    }

    @Test
    void givenASync_whenItIsReplayed_thenItsAnswersAreImportedWithoutARequest() throws Exception {
        var job = sync();
        var before = library();
        client().data("mutation { deleteMedia(input: {id: \"" + client().data(
                "{ media(by: {ratingKey: \"4\"}, kind: MOVIE, source: \"%s\") { id } }".formatted(source))
                .at("/media/id").asText() + "\"}) { deletedId } }");
        tautulli.calmDown();

        var replayed = client().data("mutation { replaySnapshot(input: {jobId: " + job.get("id")
                + "}) { job { id } userErrors { message } } }").at("/replaySnapshot/job/id").asText();

        assertThat(syncs.ended(replayed).get("created").asInt()).isEqualTo(1);
        assertThat(library()).isEqualTo(before);
        assertThat(tautulli.requests()).isEmpty();
    }

    @Test
    void givenWrongInput_whenASyncIsWished_thenItSaysWhatIsWrong() {
        var plex = client().data("""
                                 mutation { createConnection(input: {name: "Cellar", kind: PLEX, url: "http://host",
                                   secret: "s"}) { connection { id } } }""").at("/createConnection/connection/id")
                .asText();
        sync();
        var music = client().data("query($id: ID!) { connection(id: $id) { librarySections { id type } } }",
                Map.of("id", connection)).at("/connection/librarySections").valueStream()
                .filter(section -> section.get("type").asText().equals("artist")).findFirst().orElseThrow().get("id")
                .asText();

        assertThat(error(syncs.start(plex, "FULL", Map.of()))).startsWith("INVALID [\"input\",\"id\"] The library can't"
                + " be synchronised with Plex Media Server itself yet");
        assertThat(error(syncs.start("connection_0000000000001", "FULL", Map.of()))).startsWith("NOT_FOUND");
        assertThat(error(syncs.start(connection, "FULL", Map.of("sections", List.of(music)))))
                .isEqualTo("INVALID [\"input\",\"sections\",\"0\"] Sections of the type 'artist' can't be imported.");
        assertThat(error(syncs.start(connection, "FULL", Map.of("confirmDeletions", "x")))).startsWith("NOT_FOUND");
    }

    private static String error(JsonNode payload) {
        var error = payload.at("/userErrors/0");
        return error.get("code").asText() + " " + error.get("path") + " " + error.get("message").asText();
    }

    @Test
    void givenAServerThatIsDown_whenItIsSynchronised_thenItSaysWhyAndNothingIsLost() throws Exception {
        sync();
        var before = library();
        var requests = new ArrayList<Fault>();
        for (var i = 0; i < 3; i++) {
            requests.add(Fault.HTML);
        }
        tautulli.fail("get_tautulli_info", requests.toArray(Fault[]::new));

        var job = sync();

        assertThat(job.get("state").asText()).isEqualTo("FAILED");
        assertThat(job.get("error").asText()).isEqualTo("What answers there isn't Tautulli.");
        assertThat(library()).isEqualTo(before);
    }

    @Test
    void givenASchedule_whenItIsRun_thenItSynchronises() throws Exception {
        var schedule = client().data("mutation($id: ID!) { createSchedule(input: {name: \"" + source
                + "\", cron: \"@yearly\", work: {sync: {id: $id}}}) { schedule { id } userErrors { message } } }",
                Map.of("id", connection)).at("/createSchedule/schedule/id").asText();
        var run = client().data("mutation { runScheduleNow(input: {id: \"" + schedule
                + "\"}) { job { id } userErrors { message } } }").at("/runScheduleNow/job/id").asText();

        assertThat(syncs.ended(run).get("created").asInt()).isEqualTo(7);
        assertThat(client().data("mutation { createSchedule(input: {name: \"x\", cron: \"@yearly\", work: {sync: {id:"
                + " \"connection_0000000000001\"}}}) { userErrors { path } } }").at("/createSchedule/userErrors/0/path")
                .toString()).isEqualTo("[\"input\",\"work\",\"sync\",\"id\"]");
    }

    @Test
    void givenTheCommandLine_whenItSynchronises_thenItTellsWhatCameOfIt() throws Exception {
        tautulli.fail("get_metadata 2", Fault.EMPTY, Fault.EMPTY);
        System.setProperty("reelgraph.data-dir", folder().toString());
        try {
            var done = Ended.of("sync", source);
            var unknown = Ended.of("sync", "Nowhere");
            var noSection = Ended.of("sync", source, "--section", "Nothing");

            assertThat(done.code()).as(done.toString()).isEqualTo(1);
            assertThat(done.out()).contains("KEPT 'Film 2' (2): Its metadata is empty, twice.",
                    "COMPLETED_WITH_ERRORS", "6 created, 0 updated");
            assertThat(unknown.code()).isEqualTo(2);
            assertThat(unknown.err()).startsWith("There is no connection 'Nowhere', only ");
            assertThat(noSection.err()).startsWith("The connection has no section 'Nothing', only 'Films', 'Shows'");
        } finally {
            System.clearProperty("reelgraph.data-dir");
        }
    }

    @Test
    void givenManySyncs_whenTheirSectionsAndItemsAreAsked_thenTheNumberOfStatementsIsThatOfOne() {
        sync();
        tautulli.fail("get_metadata 2", Fault.EMPTY, Fault.EMPTY);
        sync();
        var document = """
                       { jobs(first: %d, filter: {kinds: ["SYNC"]}) { edges { node { ... on SyncJob { mode requests created
                         sections { name } items { edges { node { title } } } records { edges { node { title } } } } } } } }""";

        assertThat(statements(document.formatted(2))).isEqualTo(statements(document.formatted(1)));
    }

    private int statements(String document) {
        client().data(document);
        counter.reset();
        client().data(document);
        return counter.statements().size();
    }
}
