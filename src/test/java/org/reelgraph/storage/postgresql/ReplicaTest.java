package org.reelgraph.storage.postgresql;

import io.github.bucket4j.TimeMeter;
import io.micronaut.core.value.MapPropertyResolver;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.storage.postgresql.ReplicaWatch.State;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.PostgresqlOnly;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.storage.postgresql.ReplicatedDatabase.await;

/** A server whose queries are answered by a streaming replica. */
@PostgresqlOnly
@Timeout(120)
class ReplicaTest extends ServerTest {

    private static final String POSITION = "Reelgraph-Position";
    private static final String FIND = "query($key: String!) { media(by: {ratingKey: $key}) { title cast { character } } }";
    private static final String WAITING = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'reelgraph'"
            + " AND wait_event_type = 'Lock'";
    private static final String CHANGES = "query($after: String) { changesSince(after: $after, first: 100)"
            + " { pageInfo { endCursor } edges { node { mediaId } } } }";

    private final ReplicatedDatabase database = ReplicatedDatabase.start();
    private final AtomicInteger keys = new AtomicInteger();

    @Inject
    ReplicaWatch watch;

    @Inject
    TestClock clock;

    private GraphQlClient reader;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.database", database.address(), "reelgraph.database-read", database.addressOfReplica());
    }

    @BeforeAll
    void signIn() throws Exception {
        Accounts.newUser(client(), "reader@example.org", Role.USER);
        reader = Accounts.signedIn(server.getURI(), "reader@example.org", Accounts.PASSWORD);
        awaitReading();
    }

    @AfterEach
    void resume() throws Exception {
        database.resume();
        awaitReading();
    }

    @AfterAll
    void stop() throws IOException {
        server.stop();
        database.close();
    }

    private void awaitReading() throws Exception {
        await(() -> {
            watch.look();
            return watch.state() == State.READ;
        });
    }

    /** A movie that was just written, and the position that the answer gave. */
    private record Written(String key, String position) {
    }

    private Written write() {
        var key = "rk" + keys.incrementAndGet();
        var answer = client().post(GraphQlClient.write(Map.of("query",
                "mutation($key: String!) { importMovies(input: {movies: [{ratingKey: $key, title: \"Low Tide\"}]})"
                        + " { created } }",
                "variables", Map.of("key", key))));
        assertThat(GraphQlClient.json(answer.body()).at("/data/importMovies/created").asInt()).isOne();
        return new Written(key, answer.headers().firstValue(POSITION).orElseThrow());
    }

    private static boolean sees(GraphQlClient who, Written written) {
        return who.data(FIND, Map.of("key", written.key())).get("media").isObject();
    }

    // Whoever else asks the replica doesn't see what it doesn't have yet.
    private void assertReplicaIsRead() throws Exception {
        database.pause();
        var written = write();

        assertThat(sees(client(), written)).as("the writer").isTrue();
        assertThat(sees(reader, written)).as("another").isFalse();
        database.resume();
        assertThat(sees(reader, written)).as("another, later").isTrue();
    }

    private HttpResponse<String> askWithPosition(Written written, String position) {
        return reader.post(
                GraphQlClient.write(Map.of("query", FIND, "variables", Map.of("key", written.key()))),
                "accept", "application/graphql-response+json", POSITION, position);
    }

    @Test
    void givenAReplicaThatIsBehind_whenSomebodyHasWritten_thenTheyReadIt_andOthersReadTheReplica() throws Exception {
        assertReplicaIsRead();
    }

    @Test
    void givenAReplicaThatIsBehind_whenAPositionIsSent_thenTheAnswerIsNoOlder() throws Exception {
        database.pause();
        var written = write();

        assertThat(GraphQlClient.json(askWithPosition(written, "0").body()).at("/data/media").isNull()).isTrue();
        assertThat(GraphQlClient.json(askWithPosition(written, written.position()).body()).at("/data/media/title")
                .asText()).isEqualTo("Low Tide");
    }

    @Test
    void givenAReplicaThatIsBehind_whenATagIsSent_thenItIsThatOfWhatTheAnswerShows() throws Exception {
        var before = countMovies(reader, "none");
        assertThat(countMovies(reader, tag(before)).statusCode()).isEqualTo(304);
        database.pause();
        var written = write();

        var ofTheWriter = countMovies(client(), tag(before));
        assertThat(ofTheWriter.statusCode()).as("the writer").isEqualTo(200);
        assertThat(countMovies(reader, tag(before)).statusCode()).as("who reads the replica").isEqualTo(304);
        var older = countMovies(reader, tag(ofTheWriter));
        assertThat(older.body()).as("an answer older than the tag").isEqualTo(before.body());
        assertThat(tag(older)).isEqualTo(tag(before));

        database.resume();
        await(() -> sees(reader, written));
        assertThat(countMovies(reader, tag(before)).body()).isEqualTo(ofTheWriter.body());
    }

    private static HttpResponse<String> countMovies(GraphQlClient who, String tag) {
        return who.get("/graphql?query=%7BallMovies%7BtotalCount%7D%7D", "if-none-match", tag);
    }

    private static String tag(HttpResponse<String> response) {
        return response.headers().firstValue("etag").orElseThrow();
    }

    @Test
    void givenWhatIsNoPosition_whenSent_thenTheRequestIsRefused() {
        var answer = askWithPosition(new Written("any", "any"), "0/16B3748");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("BAD_REQUEST").contains("The header 'Reelgraph-Position' must be");
    }

    @Test
    void givenAReplicaThatIsBehind_whenSomebodySignsIn_thenTheySeeTheirSession() throws Exception {
        database.pause();
        var signedIn = Accounts.signedIn(server.getURI(), "reader@example.org", Accounts.PASSWORD);

        assertThat(signedIn.data("{ viewer { sessions { current } } }").at("/viewer/sessions"))
                .anyMatch(session -> session.get("current").asBoolean());
    }

    @Test
    void givenAReplicaThatIsBehind_whenASessionOrAKeyEnds_thenItIsRefusedAtOnce() throws Exception {
        var leaving = Accounts.signedIn(server.getURI(), "reader@example.org", Accounts.PASSWORD);
        var created = reader.data("mutation { createApiKey(input: {name: \"k\", role: USER}) { key apiKey { id } } }")
                .get("createApiKey");
        var key = anonymous().with(created.get("key").asText());
        database.pause();
        assertThat(leaving.data("{ viewer { role } }").at("/viewer/role").asText()).isEqualTo("USER");
        assertThat(key.data("{ viewer { role } }").at("/viewer/role").asText()).isEqualTo("USER");

        leaving.data("mutation { logout { ended } }");
        reader.data("mutation($id: ID!) { revokeApiKey(input: {id: $id}) { apiKey { id } } }",
                Map.of("id", created.at("/apiKey/id").asText()));

        for (var ended : List.of(leaving, key)) {
            assertThat(ended.answer("{ viewer { role } }").at("/errors/0/extensions/code").asText())
                    .isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void givenACursorOfWhatTheReplicaDoesNotHave_whenChangesAreRead_thenItHasNotExpired() throws Exception {
        database.pause();
        write();
        var cursor = client().data(CHANGES).at("/changesSince/pageInfo/endCursor").asText();

        assertThat(reader.data(CHANGES, Map.of("after", cursor)).at("/changesSince/edges")).isEmpty();
    }

    @Test
    void givenAQueryThatTheReplicaCancels_thenTheDatabaseAnswersIt() throws Exception {
        var written = write();
        database.resume();
        try (var credits = database.open(); var media = database.open()) {
            lock(credits, "credits");
            await(() -> isLockedAtReplica("credits"));
            var answer = CompletableFuture.supplyAsync(() -> sees(reader, written));
            await(() -> database.askReplica(WAITING).equals("1"));

            // What the query has read is locked, so that the replica has to choose between the two.
            lock(media, "media_items");
            await(() -> database.askReplica(WAITING).equals("0"));
            await(() -> Integer.parseInt(database.ask(WAITING)) > 0);
            credits.rollback();
            media.rollback();

            assertThat(answer.join()).isTrue();
        }
    }

    private void lock(Connection connection, String table) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
        }
        database.send();
    }

    private boolean isLockedAtReplica(String table) throws SQLException {
        return database.askReplica("SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted"
                + " AND relation = CAST('" + table + "' AS regclass)").equals("1");
    }

    @Test
    void givenAReplicaThatStops_thenTheDatabaseAnswers_andTheReplicaAgainOnceItIsBack() throws Exception {
        var written = write();
        database.stopReplica();
        try {
            assertThat(sees(reader, written)).isTrue();
            watch.look();
            assertThat(watch.state()).isEqualTo(State.UNREACHABLE);
            assertThat(sees(reader, write())).isTrue();
            assertThat(reader.get("/health").body()).isEqualTo("{\"status\":\"UP\"}");
        } finally {
            database.startReplica();
        }
        awaitReading();

        assertReplicaIsRead();
    }

    @Test
    void givenAReplicaThatIsTooFarBehind_thenTheDatabaseAnswers_andTheReplicaAgainOnceItIsNot() throws Exception {
        database.pause();
        var written = write();
        watch.look();
        assertThat(sees(reader, written)).isFalse();

        clock.pass(Duration.ofSeconds(11));
        watch.look();
        assertThat(watch.state()).isEqualTo(State.BEHIND);
        assertThat(sees(reader, written)).isTrue();

        database.resume();
        awaitReading();
        assertReplicaIsRead();
    }

    @Test
    void givenWhatIsNoReplicaOfTheDatabase_thenItIsNotRead() throws Exception {
        for (var other : List.of(database.address(), database.addressOfReplica("template1"))) {
            var foreign = new ReplicaWatch(new MapPropertyResolver(Map.of("reelgraph.database", database.address(),
                    "reelgraph.database-read", other)), TimeMeter.SYSTEM_NANOTIME, Duration.ofSeconds(10));
            foreign.look();
            assertThat(foreign.state()).as(other).isEqualTo(State.FOREIGN);
            foreign.close();
        }
    }
}
