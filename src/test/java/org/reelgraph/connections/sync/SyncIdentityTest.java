package org.reelgraph.connections.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.servers.FakeKind;
import org.reelgraph.testing.servers.FakeServer;
import org.reelgraph.testing.servers.Fault;
import org.reelgraph.testing.servers.SyncClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Which items and episodes a sync takes for the same, and which server for the right one, against each kind over HTTP. */
class SyncIdentityTest extends ServerTest {

    private static int count;

    private FakeServer fake;
    private SyncClient syncs;
    private String connection;
    private String source;

    @Override
    protected Map<String, String> settings() {
        return SyncClient.FAST;
    }

    private void connect(FakeKind kind) throws IOException {
        fake = kind.start();
        syncs = new SyncClient(client(), folder());
        source = "Loft " + count++;
        connection = syncs.connect(source, fake);
        fake.fill();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private List<String> library() throws SQLException {
        return syncs.library(source);
    }

    private JsonNode sync(String mode) {
        return syncs.sync(connection, mode);
    }

    private String idOf(String title) throws SQLException {
        return Tables.query(folder(), "SELECT id FROM media_items WHERE title = '" + title + "' AND source = '" + source
                + "' UNION SELECT e.id FROM episodes e JOIN media_items m ON m.id = e.series_id WHERE e.title = '"
                + title
                + "' AND m.source = '" + source + "'").getFirst();
    }

    private JsonNode movie(int key) {
        return client().data("query($key: String!, $source: String!) { media(by: {ratingKey: $key}, source: $source) {"
                + " id title externalIds { imdb tmdb tvdb plex } } }", Map.of("key", "" + key, "source", source))
                .get("media");
    }

    @ParameterizedTest
    @EnumSource
    void givenWithheldEpisodes_whenOnlyChangesAreRead_thenTheyStayNamedAndCanBeConfirmed(FakeKind kind)
            throws Exception {
        connect(kind);
        sync("FULL");
        fake.remove(101);

        var full = sync("FULL");
        var again = sync("INCREMENTAL");
        var confirmed = syncs.sync(connection, "INCREMENTAL",
                Map.of("confirmDeletions", again.get("deletionsToken").asText()));

        assertThat(full.at("/error").asText()).as(full.toString()).contains("sync again with confirmDeletions");
        assertThat(again.at("/deletions/edges").valueStream().map(edge -> edge.at("/node/outcome").asText()))
                .as(again.toString()).hasSize(4).containsOnly("WITHHELD");
        assertThat(confirmed.get("state").asText()).as(confirmed.toString()).isEqualTo("SUCCEEDED");
        assertThat(library()).contains("Harbour", "Harbour 2x1").doesNotContain("Harbour 1x1", "Harbour 1x3");
        assertThat(sync("INCREMENTAL").get("processed").asInt()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void givenARatingKeyThatPassesToAnotherItem_whenItIsSynchronisedTwice_thenTheOldOneIsNamedAndThenDeleted(
            FakeKind kind) throws Exception {
        connect(kind);
        sync("FULL");
        fake.remove(4);
        fake.match(2, 4, "Film 4");

        var first = sync("INCREMENTAL");

        assertThat(SyncClient.items(first)).as(first.toString()).containsExactlyInAnyOrder("GONE 4", "UNCONFIRMED 2");
        assertThat(first.at("/items").toString()).contains("Film 2", "Its rating key is that of 'Film 4' now");
        assertThat(library()).contains("Film 2", "Film 4");

        fake.fail(fake.metadataRequest(6), Fault.EMPTY, Fault.EMPTY);
        fake.retitle(6, "Film six");
        assertThat(SyncClient.items(sync("INCREMENTAL"))).containsExactlyInAnyOrder("KEPT 6", "UNCONFIRMED 2");
        assertThat(library()).contains("Film 2");

        var last = sync("INCREMENTAL");

        assertThat(last.at("/deletions").toString()).as(last.toString()).contains("Film 2");
        assertThat(last.get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(library()).contains("Film 4", "Film six").doesNotContain("Film 2");
    }

    @ParameterizedTest
    @EnumSource
    void givenAnItemThatLostItsKey_whenItComesBackUnderAnother_thenItIsTheSame(FakeKind kind) throws Exception {
        connect(kind);
        sync("FULL");
        var id = idOf("Film 2");
        fake.remove(4);
        fake.match(2, 4, "Film 4");
        sync("INCREMENTAL");
        fake.movie(12, "Film 2");
        fake.match(12, 2, "Film 2");

        var job = sync("INCREMENTAL");

        assertThat(SyncClient.items(job)).as(job.toString()).isEmpty();
        assertThat(idOf("Film 2")).isEqualTo(id);
    }

    @ParameterizedTest
    @EnumSource
    void givenAKeyThatChangesAndComesBack_whenItIsSynchronised_thenEachIsGoneOnceAndTheItemGoesInTheEnd(FakeKind kind)
            throws Exception {
        connect(kind);
        sync("FULL");
        var id = idOf("Film 4");
        fake.remove(4);
        fake.movie(14, "Film 4");
        fake.match(14, 4, "Film 4");
        assertThat(SyncClient.items(sync("FULL"))).containsExactly("GONE 4");
        fake.remove(14);
        fake.movie(4, "Film 4");

        assertThat(SyncClient.items(sync("FULL"))).containsExactly("GONE 14");
        assertThat(SyncClient.items(sync("FULL"))).isEmpty();
        assertThat(idOf("Film 4")).isEqualTo(id);

        fake.remove(4);
        var last = sync("FULL");

        assertThat(SyncClient.items(last)).containsExactly("GONE 4");
        assertThat(last.get("removed").asInt()).as(last.toString()).isEqualTo(1);
        assertThat(library()).doesNotContain("Film 4");
    }

    @ParameterizedTest
    @EnumSource
    void givenAnotherServerAtTheSameAddress_whenItIsSynchronised_thenNothingIsReadUntilSomebodySaysSo(FakeKind kind)
            throws Exception {
        connect(kind);
        sync("FULL");
        var before = library();
        fake.identify("another");
        fake.remove(4);

        var refused = sync("FULL");
        var tested = client().data("mutation { testConnection(input: {id: \"" + connection
                + "\"}) { succeeded problem message } }").get("testConnection");

        assertThat(refused.get("state").asText()).isEqualTo("FAILED");
        assertThat(refused.get("error").asText()).contains("another", FakeServer.IDENTIFIER, "updateConnection");
        assertThat(refused.get("requests").asInt()).isPositive();
        assertThat(tested.get("problem").asText()).isEqualTo("OTHER_SERVER");
        assertThat(library()).isEqualTo(before);

        var changed = client().data("mutation($id: ID!) { updateConnection(input: {id: $id, serverIdentifier: "
                + "\"another\"}) { connection { serverIdentifier } userErrors { message } } }",
                Map.of("id", connection));

        assertThat(changed.at("/updateConnection/connection/serverIdentifier").asText()).isEqualTo("another");
        assertThat(sync("FULL").get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(library()).doesNotContain("Film 4");
    }

    @ParameterizedTest
    @EnumSource
    void givenAServerOfAnotherKind_whenItIsTested_thenItSaysWhichItIs(FakeKind kind) throws IOException {
        connect(kind);
        var other = kind == FakeKind.PLEX ? FakeKind.TAUTULLI : FakeKind.PLEX;

        var tested = client().data("mutation($url: String!) { testConnection(input: {unsaved: {kind: " + other
                + ", url: $url, secret: \"0123456789abcdef\"}}) { problem message } }", Map.of("url", fake.url()))
                .get("testConnection");

        assertThat(tested.get("problem").asText()).isEqualTo("NOT_THIS_KIND");
        assertThat(tested.get("message").asText()).startsWith("What answers there is ").contains("of the kind " + kind);
    }

    @ParameterizedTest
    @EnumSource
    void givenACorrectedMatch_whenItIsSynchronised_thenIdsOfTheOldOneGoAndOthersStay(FakeKind kind) throws Exception {
        connect(kind);
        sync("FULL");
        var id = movie(2).get("id").asText();
        client().data("mutation($source: String!) { importMovies(input: {source: $source, movies: [{ratingKey: \"2\","
                + " title: \"Film 2\", externalIds: {tvdb: \"77\"}}]}) { updated } }", Map.of("source", source));
        fake.match(2, 6002, "The right film");

        var job = sync("INCREMENTAL");

        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        var after = movie(2);
        assertThat(after.get("id").asText()).isEqualTo(id);
        assertThat(after.get("title").asText()).isEqualTo("The right film");
        assertThat(after.get("externalIds").toString())
                .isEqualTo("{\"imdb\":\"tt0006002\",\"tmdb\":null,\"tvdb\":\"77\",\"plex\":\"plex://movie/1772\"}");
    }

    @ParameterizedTest
    @EnumSource
    void givenAnIdThatSomebodyChanged_whenTheServerStillNamesItsOwn_thenItStays(FakeKind kind) throws Exception {
        connect(kind);
        sync("FULL");
        client().data("mutation($source: String!) { importMovies(input: {source: $source, movies: [{title: \"Film 2\","
                + " externalIds: {plex: \"plex://movie/2\", imdb: \"tt0000077\", tmdb: \"77\"}}]}) { updated } }",
                Map.of("source", source));
        fake.retitle(2, "Film two");

        var job = sync("INCREMENTAL");

        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(movie(2).get("title").asText()).isEqualTo("Film two");
        assertThat(movie(2).at("/externalIds/imdb").asText()).isEqualTo("tt0000077");
        assertThat(movie(2).at("/externalIds/tmdb").asText()).isEqualTo("77");
    }

    @ParameterizedTest
    @EnumSource
    void givenEpisodesThatMove_whenItIsSynchronisedAndUndone_thenTheyStayTheSame(FakeKind kind) throws Exception {
        connect(kind);
        sync("FULL");
        var first = idOf("Harbour 1x1");
        fake.move(102, 105, 9);
        fake.move(103, 105, 8);
        fake.move(104, 105, 7);
        fake.remove(101);

        var job = sync("INCREMENTAL");

        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(idOf("Harbour 1x1")).isEqualTo(first);
        assertThat(episodes()).containsExactly("2x1 Harbour 2x1", "2x2 Harbour 2x2", "2x3 Harbour 2x3",
                "2x7 Harbour 1x3", "2x8 Harbour 1x2", "2x9 Harbour 1x1");

        undo(job.get("id").asText());

        assertThat(idOf("Harbour 1x1")).isEqualTo(first);
        assertThat(episodes()).contains("1x1 Harbour 1x1", "1x2 Harbour 1x2", "2x1 Harbour 2x1").hasSize(6);
    }

    private List<String> episodes() {
        return client().data("query($source: String!) { media(by: {ratingKey: \"100\"}, source: $source) {"
                + " ... on Series { seasons { number episodes { number title } } } } }", Map.of("source", source))
                .at("/media/seasons").valueStream()
                .flatMap(season -> season.get("episodes").valueStream().map(episode -> season.get("number") + "x"
                        + episode.get("number") + " " + episode.get("title").asText()))
                .toList();
    }

    private void undo(String job) {
        var undone = client().data("mutation($id: ID!) { undoImport(input: {jobId: $id}) { job { id } userErrors {"
                + " message } } }", Map.of("id", job)).at("/undoImport/job/id").asText();
        new Jobs(client(), folder()).awaitEnd(undone);
    }
}
