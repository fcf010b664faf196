package org.reelgraph.connections.indexers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.servers.FakeFeed;
import org.reelgraph.testing.servers.FakeJackett;
import org.reelgraph.testing.servers.FakeProwlarr;
import org.reelgraph.testing.servers.FakeTool;
import org.reelgraph.testing.servers.FakeTool.Misdeed;

import static org.assertj.core.api.Assertions.assertThat;

/** What testConnection finds out about indexers. */
@DatabaseIndependent
class IndexerProbeTest extends ServerTest {

    private static final String TEST = """
                                       mutation($input: TestConnectionInput!) { testConnection(input: $input) {
                                         succeeded version warnings problem message server { id health { level } }
                                         userErrors { code message path } } }""";

    private JsonNode probe(String kind, String url, String secret) {
        var unsaved = new HashMap<String, Object>(Map.of("kind", kind, "url", url));
        if (!secret.isEmpty()) {
            unsaved.put("secret", secret);
        }
        return client().data(TEST, Map.of("input", Map.of("unsaved", unsaved))).get("testConnection");
    }

    private static void assertFails(JsonNode found, String problem, String words) {
        assertThat(found.get("problem").asText()).as(found.toString()).isEqualTo(problem);
        assertThat(found.get("message").asText()).contains(words).doesNotContain(FakeTool.SECRET);
    }

    @Test
    void givenProwlarr_whenItIsTested_thenItsKeyIsChecked_andItsRelativesAreNamed() throws IOException {
        try (var prowlarr = new FakeProwlarr("Prowlarr"); var lidarr = new FakeProwlarr("Lidarr")) {
            assertThat(probe("PROWLARR", prowlarr.url(), FakeTool.SECRET).get("version").asText())
                    .isEqualTo("2.0.5.5160");
            assertFails(probe("PROWLARR", prowlarr.url(), "wrong"), "UNAUTHORIZED", "Settings, General");
            assertFails(probe("PROWLARR", lidarr.url(), FakeTool.SECRET), "NOT_THIS_KIND", "Lidarr");
            assertFails(probe("JACKETT", prowlarr.url(), FakeTool.SECRET), "NOT_THIS_KIND",
                    "is Prowlarr, not Jackett");
        }
    }

    @Test
    void givenJackett_whenItIsTested_thenItIsAskedByTorznab() throws IOException {
        try (var jackett = new FakeJackett()) {
            var found = probe("JACKETT", jackett.url(), FakeTool.SECRET);
            assertThat(found.get("succeeded").asBoolean()).isTrue();
            assertThat(found.get("version").isNull() && found.get("warnings").isEmpty()).isTrue();
            assertFails(probe("JACKETT", jackett.url(), "wrong"), "UNAUTHORIZED", "Invalid API Key");
            jackett.refuseByStatus();
            assertFails(probe("JACKETT", jackett.url(), "wrong"), "UNAUTHORIZED", "key");
            jackett.empty();
            assertThat(probe("JACKETT", jackett.url(), FakeTool.SECRET).at("/warnings/0").asText())
                    .contains("no indexers");
            assertFails(probe("PROWLARR", jackett.url(), FakeTool.SECRET), "NOT_THIS_KIND",
                    "is Jackett, not Prowlarr");
        }
    }

    @ParameterizedTest
    @CsvSource({"TORZNAB, ''", "NEWZNAB, ''", "TORZNAB, /feed/api"})
    void givenAFeed_whenItIsTested_thenItsCapabilitiesAreRead(String kind, String below) throws IOException {
        try (var feed = new FakeFeed(below.isEmpty() ? "/api" : below)) {
            var found = probe(kind, feed.url() + below, FakeTool.SECRET);

            assertThat(found.get("succeeded").asBoolean()).as(found.toString()).isTrue();
            assertThat(found.get("version").asText()).isEqualTo("1.3");
            assertFails(probe(kind, feed.url() + below, "wrong"), "UNAUTHORIZED", "Incorrect user credentials");
        }
    }

    @ParameterizedTest
    @CsvSource({"101, UNAUTHORIZED, account", "203, SERVER_ERROR, 203", "429, RATE_LIMITED, limit",
            "500, RATE_LIMITED, limit", "910, API_DISABLED, off", "x, SERVER_ERROR, error 0"})
    void givenAnErrorWithStatus200_whenAFeedIsTested_thenItIsUnderstood(String code, String problem, String words)
            throws IOException {
        try (var feed = new FakeFeed("/api")) {
            feed.answer(200, "<error code=\"" + code + "\" description=\"No: SECRET&#10;is bad\"/>");

            assertFails(probe("NEWZNAB", feed.url(), FakeTool.SECRET), problem, words);
        }
    }

    @Test
    void givenXmlThatNamesFilesOrGrows_whenAFeedIsTested_thenNothingOfItIsRead() throws IOException {
        var file = Files.writeString(newFolder("feed").resolve("secret.txt"), "of-the-server").toAbsolutePath();
        try (var feed = new FakeFeed("/api")) {
            for (var document : List.of(
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file://" + file + "\">]><caps><server version=\"&x;\"/></caps>",
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file://" + file + "\">]><error code=\"1\" description=\"&x;\"/>",
                    "<!DOCTYPE a [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><caps><a b=\"&b;&b;\"/></caps>",
                    "<caps>" + "<a/>".repeat(30_000) + "</caps>", "<caps><server", "", "<rss/>", "{\"caps\": 1}")) {
                feed.answer(200, document);

                var found = probe("TORZNAB", feed.url(), FakeTool.SECRET);
                assertFails(found, "NOT_THIS_KIND", "isn't a Torznab indexer");
                assertThat(found.toString()).doesNotContain("of-the-server");
            }
        }
    }

    @Test
    void givenAnIndexerThatProwlarrHasTurnedOff_whenItIsTested_thenThatIsTold() throws IOException {
        try (var feed = new FakeFeed("/1/api")) {
            feed.answer(410, "");
            assertFails(probe("TORZNAB", feed.url() + "/1", FakeTool.SECRET), "API_DISABLED", "turned off");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = {"HANGING", "DRIPPING"})
    void givenAMisdeed_whenAnIndexerIsTested_thenItIsNamed(Misdeed misdeed) throws IOException {
        var expected = Map.of(Misdeed.BUSY, "RATE_LIMITED", Misdeed.CLOSED_DOOR, "UNAUTHORIZED", Misdeed.HTML,
                "NOT_THIS_KIND", Misdeed.MOVED, "REDIRECTED", Misdeed.UNAVAILABLE, "SERVER_ERROR", Misdeed.ENDLESS,
                "NOT_THIS_KIND", Misdeed.CUT, "NOT_THIS_KIND");
        try (var feed = new FakeFeed("/api")) {
            feed.misbehave(misdeed);
            for (var kind : List.of("PROWLARR", "JACKETT", "TORZNAB", "NEWZNAB")) {
                var found = probe(kind, feed.url(), FakeTool.SECRET);
                assertThat(found.get("problem").asText()).as(found.toString()).isEqualTo(expected.get(misdeed));
                assertThat(found.get("message").asText()).doesNotContain(FakeTool.SECRET);
            }
        }
    }

    private String create(Map<String, Object> input) {
        return client().data("mutation($input: CreateIndexerInput!) { createIndexer(input: $input) { indexer { id }"
                + " userErrors { message } } }", Map.of("input", input)).at("/createIndexer/indexer/id").asText();
    }

    @Test
    void givenAnIndexerOfProwlarr_whenItIsTested_thenProwlarrIsAsked() throws IOException {
        try (var prowlarr = new FakeProwlarr("Prowlarr")) {
            var managed = create(Map.of("name", "Example", "kind", "TORZNAB", "managedBy", "PROWLARR"));
            var alone = client().data(TEST, Map.of("input", Map.of("id", managed))).get("testConnection");
            assertFails(alone, "NOT_CONFIGURED", "no Prowlarr is enabled");
            assertThat(alone.at("/server/health/level").asInt()).isEqualTo(1);

            create(Map.of("name", "Home", "kind", "PROWLARR", "baseUrl", prowlarr.url(), "apiKey", FakeTool.SECRET));
            var found = client().data(TEST, Map.of("input", Map.of("id", managed))).get("testConnection");
            assertThat(found.get("succeeded").asBoolean()).isTrue();
            assertThat(found.at("/server/id").asText()).isEqualTo(managed);
        }
    }
}
