package org.reelgraph.connections.sync;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reelgraph.commands.Ended;
import org.reelgraph.connections.servers.ServerKind;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.servers.FakeKind;
import org.reelgraph.testing.servers.FakeServer;
import org.reelgraph.testing.servers.FakeTautulli;
import org.reelgraph.testing.servers.Fault;
import org.reelgraph.testing.servers.SyncClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What a sync reads, imports, leaves alone and deletes, against a server of each kind over HTTP. */
class SyncTest extends ServerTest {

    private static int count;

    @Inject
    StatementCounter counter;

    @Inject
    List<ServerKind> kinds;

    private FakeServer fake;
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

    private void connect(FakeKind kind) throws IOException {
        fake = kind.start();
        syncs = new SyncClient(client(), folder());
        source = "Attic " + count++;
        connection = syncs.connect(source, fake);
        fake.fill();
        fake.show(200, "Tide", 1, 2);
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private List<String> library() throws SQLException {
        return syncs.library(source);
    }

    // The keys of the items that were asked for.
    private List<Integer> reads() {
        return IntStream.of(2, 4, 6, 8, 10, 14, 100, 200).filter(key -> fake.requests()
                .contains(fake.metadataRequest(key))).boxed().toList();
    }

    private JsonNode sync() {
        return syncs.sync(connection, "FULL");
    }

    @ParameterizedTest
    @EnumSource
    void givenALibrary_whenItIsSynchronised_thenEverythingIsThereAndTheSecondTimeNothingChanges(FakeKind kind)
            throws Exception {
        connect(kind);
        var first = sync();

        assertThat(first.get("state").asText()).as(first.toString()).isEqualTo("SUCCEEDED");
        assertThat(first.get("created").asInt()).isEqualTo(7);
        assertThat(library()).hasSize(7 + 8).contains("Film 4", "Harbour", "Harbour 2x3", "Tide 1x1");
        assertThat(first.at("/log").toString()).contains("Skipped Music: sections of the type 'artist'");
        assertThat(fake.requests(fake.listRequest(1)))
                .containsExactly(kind == FakeKind.PLEX
                        ? "/library/sections/1/all 1"
                        : "get_library_media_info 1  0 refresh");
        assertThat(first.get("requests").asInt()).isEqualTo(fake.requests().size());
        assertThat(Tables.query(folder(), "SELECT path FROM images")).hasSizeGreaterThan(6)
                .noneMatch(path -> path.contains(fake.secret()));
        if (kind == FakeKind.PLEX) {
            assertThat(Tables.query(folder(), "SELECT p.images FROM people p JOIN credits c ON c.person_id = p.id"
                    + " JOIN media_items m ON m.id = c.owner_id WHERE m.source = '" + source + "'"))
                    .isNotEmpty().allMatch(images -> images.contains("https://pictures.example/"))
                    .noneMatch(images -> images.contains(fake.secret()));
        }
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

    @ParameterizedTest
    @EnumSource
    void givenALibrary_whenADryRunSynchronisesIt_thenNothingIsWritten(FakeKind kind) throws Exception {
        connect(kind);
        var dry = syncs.sync(connection, "FULL", Map.of("dryRun", true));

        assertThat(dry.get("created").asInt()).isEqualTo(7);
        assertThat(library()).isEmpty();
        assertThat(lastSynced()).allMatch(String::isEmpty);
    }

    @ParameterizedTest
    @EnumSource
    void givenASync_whenItIsUndone_thenTheLibraryIsAsBefore(FakeKind kind) throws Exception {
        connect(kind);
        sync();
        fake.movie(12, "Film 12");
        fake.remove(2);
        var job = sync();
        assertThat(library()).contains("Film 12").doesNotContain("Film 2");

        var undone = client().data("mutation { undoImport(input: {jobId: " + job.get("id")
                + "}) { job { id } userErrors { message } } }").at("/undoImport/job/id").asText();
        new Jobs(client(), folder()).awaitEnd(undone);

        assertThat(library()).contains("Film 2").doesNotContain("Film 12");
    }

    @ParameterizedTest
    @EnumSource
    void givenItemsThatAreGone_whenTwoListsSaySo_thenTheyAreDeletedAndOthersStay(FakeKind kind) throws Exception {
        connect(kind);
        sync();
        fake.remove(4);
        fake.remove(103);
        fake.calmDown();

        var job = sync();

        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(SyncClient.items(job)).containsExactly("GONE 4");
        assertThat(library()).hasSize(7 + 8 - 2).doesNotContain("Film 4", "Harbour 1x2");
        assertThat(fake.requests(fake.listRequest(1))).hasSize(2)
                .allMatch(each -> kind == FakeKind.PLEX || each.contains("refresh"));
        assertThat(job.at("/deletions").toString()).contains("Film 4", "EPISODE");
    }

    @ParameterizedTest
    @EnumSource
    void givenListsThatProveNothing_whenItIsSynchronised_thenNothingIsDeletedAndTheyAreNamed(FakeKind kind)
            throws Exception {
        connect(kind);
        sync();
        var before = lastSynced();
        fake.remove(4);
        fake.fail(fake.listRequest(1), Fault.EMPTY);
        var empty = sync();
        fake.fail(fake.listRequest(1), Fault.LYING);
        var lying = sync();
        fake.calmDown();
        fake.fail(fake.listRequest(1), Fault.LYING, Fault.LYING);
        fake.fail(fake.listRequest(2), Fault.UNAVAILABLE, Fault.UNAVAILABLE, Fault.UNAVAILABLE);
        var down = sync();

        assertThat(library()).contains("Film 4");
        assertThat(empty.at("/sections/0/problem").asText()).startsWith("Its list is empty");
        assertThat(empty.at("/sections/0/state").asText()).isEqualTo("FAILED");
        assertThat(lying.at("/sections/0/problem").asText()).contains(kind == FakeKind.PLEX
                ? "Its list changed while it was read."
                : "Plex has 4 items, Tautulli says that there are 5");
        assertThat(SyncClient.items(lying)).containsExactly("UNCONFIRMED 4");
        assertThat(down.at("/sections/1/problem").asText()).isEqualTo("It answers with the status 503.");
        assertThat(List.of(empty, lying, down)).allMatch(
                job -> job.get("state").asText().equals("COMPLETED_WITH_ERRORS") && job.get("removed").asInt() == 0);
        assertThat(lastSynced().getFirst()).isEqualTo(before.getFirst());
    }

    @ParameterizedTest
    @EnumSource
    void givenASectionThatWasAlwaysEmpty_whenItIsSynchronised_thenThatIsNoFailure(FakeKind kind) throws Exception {
        connect(kind);
        fake.remove(100);
        fake.remove(200);

        var job = sync();

        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(job.at("/sections/1/state").asText()).isEqualTo("READ");
        assertThat(job.at("/sections/1/problem").isNull()).isTrue();
    }

    @Test
    void givenAnItemKnownByAFormerKey_whenThatIsGone_thenItIsNamedByItsTitle() throws Exception {
        connect(FakeKind.TAUTULLI);
        sync();
        Tables.run(folder(), "UPDATE synced_items SET rating_key = 'former' WHERE rating_key = '4'"
                + " AND section_id IN (SELECT id FROM library_sections WHERE connection_id = (SELECT id FROM connections"
                + " WHERE name = '" + source + "'))");
        Tables.run(folder(), "INSERT INTO further_rating_keys (media_id, source, kind, rating_key, position)"
                + " SELECT id, source, kind, 'former', 1 FROM media_items WHERE title = 'Film 4' AND source = '"
                + source + "'");

        var job = sync();

        assertThat(job.at("/items/edges/0/node/title").asText()).as(job.toString()).isEqualTo("Film 4");
    }

    @Test
    void givenRecordedAnswers_whenTheyAreSynchronised_thenEverythingInThemIsThere() throws Exception {
        fake = FakeTautulli.ofRecords(Path.of("src/test/resources/tautulli"));
        syncs = new SyncClient(client(), folder());
        var id = syncs.connect("Recorded", fake);

        var job = syncs.sync(id, "FULL");

        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(syncs.library("Recorded")).containsExactly("Harbour Lights", "Low Tide", "The Rope", "The Tug");
        assertThat(client()
                .data("""
                      { media(by: {ratingKey: "1342"}, source: "Recorded") { year summary rating genres
                        externalIds { imdb tvdb } cast { person { name } }
                        ... on Series { seasons { number title episodes { number durationSeconds airedOn } } } } }""")
                .get("media"))
                .hasToString(
                        "{\"year\":2019,\"summary\":\"Somebody looks after a harbour.\",\"rating\":8.1,"
                                + "\"genres\":[\"Drama\",\"Crime\"],\"externalIds\":{\"imdb\":\"tt9901342\","
                                + "\"tvdb\":\"9901342\"},\"cast\":[{\"person\":{\"name\":\"Ada Winter\"}},"
                                + "{\"person\":{\"name\":\"Trio Ebbe\"}}],\"seasons\":[{\"number\":1,"
                                + "\"title\":\"Season 1\",\"episodes\":[{\"number\":1,\"durationSeconds\":4020,"
                                + "\"airedOn\":\"2021-12-19\"},{\"number\":2,\"durationSeconds\":3540,"
                                + "\"airedOn\":\"2021-12-19\"}]}]}");
        assertThat(syncs.sync(id, "FULL").get("unchanged").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void givenAnItemThatOnlyOneListLacks_whenItIsSynchronised_thenItStays(FakeKind kind) throws Exception {
        connect(kind);
        sync();
        fake.remove(4);
        fake.calmDown();
        var held = fake.hold(fake.metadataRequest(2));
        var id = syncs.start(connection, "FULL", Map.of()).at("/job/id").asText();
        held.awaitRequest();
        fake.movie(4, "Film 4");
        held.release();

        var job = syncs.ended(id);

        assertThat(SyncClient.items(job)).containsExactly("UNCONFIRMED 4");
        assertThat(library()).contains("Film 4");
    }

    @ParameterizedTest
    @EnumSource
    void givenMoreGoneThanIsDeletedUnasked_whenItIsSynchronised_thenItWaitsForAConfirmation(FakeKind kind)
            throws Exception {
        connect(kind);
        sync();
        for (var film = 2; film <= 8; film += 2) {
            fake.remove(film);
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

    @ParameterizedTest
    @EnumSource
    void givenAnswersThatLackSomething_whenItIsSynchronised_thenTheItemsStayAndAreNamed(FakeKind kind)
            throws Exception {
        connect(kind);
        sync();
        var before = library();
        fake.fail(fake.metadataRequest(2), Fault.EMPTY, Fault.EMPTY);
        fake.fail(fake.seasonsRequest(100), Fault.EMPTY, Fault.EMPTY);
        fake.fail(fake.episodesRequest(200, 201), Fault.LYING, Fault.LYING);
        fake.fail(fake.metadataRequest(4), Fault.EMPTY);
        fake.fail(fake.metadataRequest(6), Fault.UNAVAILABLE, Fault.THROTTLED);

        var job = sync();

        assertThat(SyncClient.items(job)).containsExactlyInAnyOrder("KEPT 2", "PARTS_KEPT 100", "PARTS_KEPT 200");
        assertThat(job.at("/items").toString()).contains("Its metadata is empty, twice.",
                "Its list of seasons is empty.", kind == FakeKind.PLEX
                        ? "Its list of episodes changed while it was read."
                        : "The list of episodes of one of its seasons (201) is incomplete");
        assertThat(job.get("state").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(library()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void givenAnEpisodeThatOnlyOneWholeListLacks_whenItIsSynchronised_thenItStaysUntilTwoDo(FakeKind kind)
            throws Exception {
        connect(kind);
        sync();
        fake.remove(202);
        fake.fail(fake.episodesRequest(200, 201), Fault.LYING);

        assertThat(SyncClient.items(sync())).containsExactly("PARTS_KEPT 200");
        assertThat(library()).contains("Tide 1x1");

        fake.calmDown();
        assertThat(SyncClient.items(sync())).isEmpty();
        assertThat(fake.requests(fake.episodesRequest(200, 201))).hasSize(2);
        assertThat(library()).doesNotContain("Tide 1x1").contains("Tide 1x2");
    }

    @ParameterizedTest
    @EnumSource
    void givenChanges_whenOnlyTheseAreRead_thenTheyAreThereAndNothingElseIsAskedFor(FakeKind kind) throws Exception {
        connect(kind);
        sync();
        fake.calmDown();
        assertThat(syncs.sync(connection, "INCREMENTAL").get("processed").asInt()).isZero();
        assertThat(reads()).isEmpty();
        fake.retitle(6, "Film six");
        fake.retitle(102, "Another title");
        fake.movie(14, "Film 14");
        fake.remove(8);

        var job = syncs.sync(connection, "INCREMENTAL");

        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(reads()).containsExactlyInAnyOrder(6, 14, 100);
        assertThat(library()).contains("Film six", "Another title", "Film 14").doesNotContain("Film 8", "Film 6");
        assertThat(job.at("/sections/1/unchanged").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void givenASync_whenItIsReplayed_thenItsAnswersAreImportedWithoutARequest(FakeKind kind) throws Exception {
        connect(kind);
        var job = sync();
        var before = library();
        client().data("mutation { deleteMedia(input: {id: \"" + client().data(
                "{ media(by: {ratingKey: \"4\"}, kind: MOVIE, source: \"%s\") { id } }".formatted(source))
                .at("/media/id").asText() + "\"}) { deletedId } }");
        fake.calmDown();

        var replayed = client().data("mutation { replaySnapshot(input: {jobId: " + job.get("id")
                + "}) { job { id } userErrors { message } } }").at("/replaySnapshot/job/id").asText();

        assertThat(syncs.ended(replayed).get("created").asInt()).isEqualTo(1);
        assertThat(library()).isEqualTo(before);
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void givenWrongInput_whenASyncIsWished_thenItSaysWhatIsWrong() throws Exception {
        connect(FakeKind.TAUTULLI);
        sync();
        var music = client().data("query($id: ID!) { connection(id: $id) { librarySections { id type } } }",
                Map.of("id", connection)).at("/connection/librarySections").valueStream()
                .filter(section -> section.get("type").asText().equals("artist")).findFirst().orElseThrow().get("id")
                .asText();

        assertThat(error(syncs.start("connection_0000000000001", "FULL", Map.of()))).startsWith("NOT_FOUND");
        assertThat(error(syncs.start(connection, "FULL", Map.of("sections", List.of(music)))))
                .isEqualTo("INVALID [\"input\",\"sections\",\"0\"] Sections of the type 'artist' can't be imported.");
        assertThat(error(syncs.start(connection, "FULL", Map.of("confirmDeletions", "x")))).startsWith("NOT_FOUND");
    }

    private static String error(JsonNode payload) {
        var error = payload.at("/userErrors/0");
        return error.get("code").asText() + " " + error.get("path") + " " + error.get("message").asText();
    }

    @ParameterizedTest
    @EnumSource
    void givenAServerThatIsDown_whenItIsSynchronised_thenItSaysWhyAndNothingIsLost(FakeKind kind) throws Exception {
        connect(kind);
        sync();
        var before = library();
        var requests = new ArrayList<Fault>();
        for (var i = 0; i < 3; i++) {
            requests.add(Fault.HTML);
        }
        fake.calmDown();
        fake.fail(kind == FakeKind.PLEX ? "/" : "get_tautulli_info", requests.toArray(Fault[]::new));

        var job = sync();

        assertThat(job.get("state").asText()).isEqualTo("FAILED");
        assertThat(job.get("requests").asInt()).as("with one for each other kind")
                .isEqualTo(fake.requests().size() + kinds.size() - 1);
        assertThat(job.get("error").asText()).isEqualTo("What answers there isn't "
                + (kind == FakeKind.PLEX ? "Plex Media Server." : "Tautulli."));
        assertThat(library()).isEqualTo(before);
    }

    @Test
    void givenASchedule_whenItIsRun_thenItSynchronises() throws Exception {
        connect(FakeKind.TAUTULLI);
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
        connect(FakeKind.TAUTULLI);
        fake.fail(fake.metadataRequest(2), Fault.EMPTY, Fault.EMPTY);
        fake.movie(12, "");
        System.setProperty("reelgraph.data-dir", folder().toString());
        try {
            var done = Ended.of("sync", source);
            var unknown = Ended.of("sync", "Nowhere");
            var noSection = Ended.of("sync", source, "--section", "Nothing");

            assertThat(done.code()).as(done.toString()).isEqualTo(1);
            assertThat(done.out()).contains("KEPT 'Film 2' (2): Its metadata is empty, twice.",
                    "FAILED 'key 12' (12): ", "COMPLETED_WITH_ERRORS. 1 item was not read as a whole",
                    "1 record failed",
                    "6 created, 0 updated");
            assertThat(unknown.code()).isEqualTo(2);
            assertThat(unknown.err()).startsWith("There is no connection 'Nowhere', only ");
            assertThat(noSection.err()).startsWith("The connection has no section 'Nothing', only 'Films', 'Shows'");
        } finally {
            System.clearProperty("reelgraph.data-dir");
        }
    }

    @Test
    void givenManySyncs_whenTheirSectionsAndItemsAreAsked_thenTheNumberOfStatementsIsThatOfOne() throws Exception {
        connect(FakeKind.TAUTULLI);
        sync();
        fake.fail(fake.metadataRequest(2), Fault.EMPTY, Fault.EMPTY);
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
