package org.reelgraph.connections.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.Trees;
import org.reelgraph.testing.servers.FakePlex;
import org.reelgraph.testing.servers.FakeServer;
import org.reelgraph.testing.servers.FakeTautulli;
import org.reelgraph.testing.servers.SyncClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What Plex Media Server tells is read, and nobody else is listened to. */
class WebhookTest extends ServerTest {

    private static final String BOUNDARY = "----------------------------c0ffee";
    private static final String SOURCE = "Attic";

    private final HttpClient http = HttpClient.newHttpClient();
    private FakePlex plex;
    private SyncClient syncs;
    private String connection;

    @Override
    protected Map<String, String> settings() {
        return SyncClient.FAST;
    }

    @BeforeAll
    void connect() throws IOException {
        plex = new FakePlex();
        plex.movie(2, "Film 2");
        plex.show(100, "Harbour", 1, 2);
        syncs = new SyncClient(client(), folder());
        connection = syncs.connect(SOURCE, plex);
        syncs.sync(connection, "FULL");
    }

    @AfterAll
    void close() {
        plex.close();
    }

    private JsonNode mutate(String mutation, String id, String fields) {
        return client().data("mutation($id: ID!) { " + mutation + "(input: {id: $id}) { " + fields
                + " userErrors { code message path } } }", Map.of("id", id)).get(mutation);
    }

    private String newPath() {
        return mutate("createWebhook", connection, "path").get("path").asText();
    }

    private HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
        return http.send(HttpRequest.newBuilder(server.getURI().resolve(path)).header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String payload) throws Exception {
        return post(path, "multipart/form-data; boundary=" + BOUNDARY, multipart("payload", payload));
    }

    // As Plex sends it, with a picture.
    private static byte[] multipart(String name, String payload) {
        return ("--%1$s\r\nContent-Disposition: form-data; name=\"%2$s\"\r\nContent-Type: application/json\r\n\r\n%3$s"
                + "\r\n--%1$s\r\nContent-Disposition: form-data; name=\"thumb\"; filename=\"thumb.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\nJFIF\r\n--%1$s--\r\n").formatted(BOUNDARY, name, payload).getBytes();
    }

    private static String added(String server, int section, Map<String, Object> metadata) throws IOException {
        var all = Trees.object("librarySectionID", section);
        all.putAll(metadata);
        return new ObjectMapper().writeValueAsString(
                Map.of("event", "library.new", "Server", Map.of("title", "Attic", "uuid", server), "Metadata", all));
    }

    private static String movie(int key) throws IOException {
        return added(FakeServer.IDENTIFIER, 1, Trees.object("type", "movie", "ratingKey", "" + key, "title", "Film"));
    }

    private static String episode(int key, int season, int show) throws IOException {
        return added(FakeServer.IDENTIFIER, 2, Trees.object("type", "episode", "ratingKey", "" + key, "parentRatingKey",
                "" + season, "grandparentRatingKey", "" + show, "grandparentTitle", "Harbour"));
    }

    private List<String> jobs() {
        return client().data("{ jobs(first: 50, filter: {kinds: [\"SYNC\"]}) { edges { node { id } } } }")
                .at("/jobs/edges").findValuesAsText("id");
    }

    private List<JsonNode> endedSince(List<String> before) {
        return jobs().stream().filter(job -> !before.contains(job)).map(syncs::ended).toList();
    }

    @Test
    void givenNewItems_whenPlexTellsThem_thenTheyAreReadTogether_andNothingElseIs() throws Exception {
        var path = newPath();
        plex.movie(4, "Film 4");
        plex.movie(6, "Film 6");
        plex.episode(101, 110, 3, "The new one");
        var before = jobs();
        plex.calmDown();
        var held = plex.hold("/");

        assertThat(post(path, movie(4)).statusCode()).isEqualTo(204);
        held.awaitRequest();
        assertThat(post(path, movie(6)).statusCode()).isEqualTo(204);
        assertThat(post(path, episode(110, 101, 100)).statusCode()).isEqualTo(204);
        held.release();
        var ended = endedSince(before);

        assertThat(ended).hasSize(2).allMatch(job -> job.get("state").asText().equals("SUCCEEDED"));
        assertThat(syncs.library(SOURCE)).contains("Film 2", "Film 4", "Film 6", "The new one");
        assertThat(plex.requests("/library/sections/")).isEmpty();
        assertThat(plex.requests("/library/metadata/2")).isEmpty();
        assertThat(Tables.query(folder(), "SELECT count(*) FROM announced_items").getFirst()).endsWith("0");
    }

    @Test
    void givenAnEventOfAnotherServer_whenItComes_thenNothingIsRead() throws Exception {
        var path = newPath();
        plex.movie(8, "Film 8");
        var before = jobs();
        plex.calmDown();
        assertThat(post(path, added("another", 1, Trees.object("type", "movie", "ratingKey", "8"))).statusCode())
                .isEqualTo(204);

        assertThat(endedSince(before)).singleElement()
                .satisfies(job -> assertThat(job.get("state").asText()).isEqualTo("SUCCEEDED"))
                .satisfies(job -> assertThat(job.get("log").toString()).contains("Ignored '", "on the server another"));
        assertThat(syncs.library(SOURCE)).doesNotContain("Film 8");
        assertThat(plex.requests("/library/metadata")).isEmpty();
    }

    @Test
    void givenEventsThatAreOfNoUse_whenTheyCome_thenTheyAreAcknowledgedAndNoJobBegins() throws Exception {
        var path = newPath();
        var before = jobs();
        for (var payload : List.of("{\"event\": \"media.play\", \"Metadata\": {\"type\": \"movie\"}}",
                added(FakeServer.IDENTIFIER, 3, Trees.object("type", "track", "ratingKey", "9")),
                added(FakeServer.IDENTIFIER, 99, Trees.object("type", "movie", "ratingKey", "9")),
                added(FakeServer.IDENTIFIER, 2, Trees.object("type", "movie", "ratingKey", "9")))) {
            assertThat(post(path, payload).statusCode()).as(payload).isEqualTo(204);
        }
        assertThat(jobs()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"payload;[];400;must be a JSON object",
            "payload;{;400;must be JSON", "payload;{};400;a JSON object with an 'event'",
            "other;{\"event\": \"library.new\"};400;no part 'payload'",
            "payload;{\"event\": \"library.new\"};400;'Metadata' must be an object",
            "payload;{\"event\": \"library.new\", \"Metadata\": {\"type\": \"movie\", \"librarySectionID\": 1, \"ratingKey\": \"../1\"}};400;'ratingKey' in 'Metadata' must be a number"})
    void givenABodyOfAWrongShape_whenItComes_thenTheAnswerSaysWhatIsWrong(String name, String payload, int status,
            String words) throws Exception {
        var answer = post(newPath(), "multipart/form-data; boundary=" + BOUNDARY, multipart(name, payload));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void givenRequestsThatArentAllowed_whenTheyCome_thenTheyAreRefusedWithoutAHint() throws Exception {
        var path = newPath();
        var unknown = post("/hooks/unknown", movie(2));
        var malformed = post("/hooks/unknown", "text/plain", new byte[1]);

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(malformed.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).doesNotContain("webhook", "token");
        assertThat(post(path, "application/json", "{}".getBytes()).statusCode()).isEqualTo(415);
        assertThat(post(path, "multipart/form-data", "{}".getBytes()).statusCode()).isEqualTo(415);
        assertThat(post(path, "multipart/form-data; boundary=x", new byte[2_000_000]).statusCode()).isEqualTo(413);
    }

    @Test
    void givenAWebhook_whenItIsReplacedOrDeleted_thenItsAddressIsUnknown_andOnlyAHashIsKept() throws Exception {
        var first = newPath();
        var second = newPath();
        assertThat(post(first, movie(2)).statusCode()).isEqualTo(404);
        assertThat(Tables.query(folder(), "SELECT token_hash FROM webhooks").toString())
                .doesNotContain(second.substring("/hooks/".length()));
        assertThat(client().data("query($id: ID!) { connection(id: $id) { webhookCreatedAt } }",
                Map.of("id", connection)).at("/connection/webhookCreatedAt").isNull()).isFalse();

        assertThat(mutate("deleteWebhook", connection, "connection { name }").at("/connection/name").asText())
                .isEqualTo(SOURCE);
        assertThat(post(second, movie(2)).statusCode()).isEqualTo(404);
        assertThat(mutate("deleteWebhook", connection, "connection { name }").at("/userErrors/0/code").asText())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void givenATautulli_whenItIsToHaveAWebhook_thenTheErrorSaysThatItSendsNone() throws Exception {
        try (var tautulli = new FakeTautulli()) {
            var error = mutate("createWebhook", syncs.connect("No hooks", tautulli), "path").at("/userErrors/0");
            assertThat(error.get("code").asText()).isEqualTo("INVALID");
            assertThat(error.get("message").asText()).isEqualTo("Tautulli sends no webhooks that can be used here.");
        }
    }
}
