package org.reelgraph.connections.downloaders;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
import org.reelgraph.testing.servers.FakeNzbget;
import org.reelgraph.testing.servers.FakeQBittorrent;
import org.reelgraph.testing.servers.FakeQBittorrent.Version;
import org.reelgraph.testing.servers.FakeSabnzbd;
import org.reelgraph.testing.servers.FakeTool;
import org.reelgraph.testing.servers.FakeTool.Misdeed;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What testConnection finds out about downloaders. */
@DatabaseIndependent
class DownloaderProbeTest extends ServerTest {

    private static final String TEST = """
                                       mutation($input: TestConnectionInput!) { testConnection(input: $input) {
                                         succeeded version warnings problem message server { id }
                                         userErrors { code message path } } }""";

    private int count;

    private JsonNode probe(String kind, FakeTool tool, String user, String secret) {
        var unsaved = new HashMap<String, Object>(Map.of("kind", kind, "url", tool.url()));
        if (!user.isEmpty()) {
            unsaved.put("userName", user);
        }
        if (!secret.isEmpty()) {
            unsaved.put("secret", secret);
        }
        return client().data(TEST, Map.of("input", Map.of("unsaved", unsaved))).get("testConnection");
    }

    private static void assertWorks(JsonNode found, String version) {
        assertThat(found.get("succeeded").asBoolean()).as(found.toString()).isTrue();
        assertThat(found.get("version").asText()).isEqualTo(version);
        assertThat(found.get("warnings")).isEmpty();
    }

    private static void assertFails(JsonNode found, String problem, String words) {
        assertThat(found.get("succeeded").asBoolean()).isFalse();
        assertThat(found.get("problem").asText()).as(found.toString()).isEqualTo(problem);
        assertThat(found.get("message").asText()).contains(words).doesNotContain(FakeTool.SECRET);
    }

    @ParameterizedTest
    @CsvSource({"V4, v4.6.7", "V5, v5.1.2", "V5_2, v5.2.0"})
    void givenQBittorrentOfAnyVersion_whenItIsTested_thenItsSignInAndItsCookieAreUnderstood(Version version,
            String expected) throws IOException {
        try (var qbittorrent = new FakeQBittorrent(version)) {
            assertWorks(probe("QBITTORRENT", qbittorrent, FakeTool.USER, FakeTool.SECRET), expected);

            assertFails(probe("QBITTORRENT", qbittorrent, FakeTool.USER, "wrong"), "UNAUTHORIZED", "password");
            assertFails(probe("QBITTORRENT", qbittorrent, "", ""), "UNAUTHORIZED", "wants a user name");
            assertThat(qbittorrent.requests()).contains("GET /api/v2/app/preferences ");
        }
    }

    @Test
    void givenQBittorrent_whenItWantsNobodyToSignInOrTakesAKey_thenItWorksWithoutAUser() throws IOException {
        try (var open = new FakeQBittorrent(Version.V4); var keyed = new FakeQBittorrent(Version.V5_2)) {
            open.letEverybodyIn();

            assertWorks(probe("QBITTORRENT", open, "", ""), "v4.6.7");
            assertWorks(probe("QBITTORRENT", keyed, "", FakeQBittorrent.API_KEY), "v5.2.0");
            assertFails(probe("QBITTORRENT", keyed, "", "another"), "UNAUTHORIZED", "API key");
        }
    }

    @Test
    void givenManyWrongPasswords_whenQBittorrentIsTested_thenTheBanIsNamed() throws IOException {
        try (var qbittorrent = new FakeQBittorrent(Version.V5)) {
            for (var i = 0; i < 5; i++) {
                assertFails(probe("QBITTORRENT", qbittorrent, FakeTool.USER, "wrong"), "UNAUTHORIZED", "bans");
            }
            assertFails(probe("QBITTORRENT", qbittorrent, FakeTool.USER, FakeTool.SECRET), "BANNED", "an hour");
        }
    }

    @Test
    void givenAQBittorrentOf2017_whenItIsTested_thenItIsTooOld() throws IOException {
        try (var old = new FakeQBittorrent(Version.V3)) {
            assertFails(probe("QBITTORRENT", old, FakeTool.USER, FakeTool.SECRET), "TOO_OLD", "4.1");
            assertFails(probe("QBITTORRENT", old, "", ""), "TOO_OLD", "4.1");
        }
    }

    @Test
    void givenSettingsWithWhichDownloadsGetLost_whenADownloaderIsTested_thenItWarns() throws IOException {
        try (var qbittorrent = new FakeQBittorrent(Version.V5);
                var sabnzbd = new FakeSabnzbd();
                var nzbget = new FakeNzbget()) {
            qbittorrent.setBadly();
            sabnzbd.setBadly();
            nzbget.setBadly();

            assertThat(probe("QBITTORRENT", qbittorrent, FakeTool.USER, FakeTool.SECRET).get("warnings"))
                    .extracting(JsonNode::asText).satisfiesExactly(dht -> assertThat(dht).contains("DHT"),
                            queue -> assertThat(queue).contains("Queueing"),
                            ratio -> assertThat(ratio).contains("removes torrents"));
            assertThat(probe("SABNZBD", sabnzbd, "", FakeTool.SECRET).get("warnings")).extracting(JsonNode::asText)
                    .satisfiesExactly(paused -> assertThat(paused).contains("paused"),
                            history -> assertThat(history).contains("history"));
            assertThat(probe("NZBGET", nzbget, FakeTool.USER, FakeTool.SECRET).get("warnings"))
                    .extracting(JsonNode::asText).satisfiesExactly(space -> assertThat(space).contains("1 GiB"),
                            history -> assertThat(history).contains("KeepHistory"));
        }
    }

    @Test
    void givenSabnzbd_whenItsKeyIsWrong_thenThatIsSeenInSpiteOfStatus200() throws IOException {
        try (var sabnzbd = new FakeSabnzbd()) {
            assertWorks(probe("SABNZBD", sabnzbd, "", FakeTool.SECRET), "4.5.1");
            assertFails(probe("SABNZBD", sabnzbd, "", "wrong"), "UNAUTHORIZED", "Config, General");
            sabnzbd.speakPlainly();
            assertFails(probe("SABNZBD", sabnzbd, "", "wrong"), "UNAUTHORIZED", "Config, General");
            // Its version, which it tells everybody, proves nothing.
            assertThat(sabnzbd.requests()).noneMatch(request -> request.contains("mode=version"));
            assertThat(probe("SABNZBD", sabnzbd, "", "").at("/userErrors/0/path").toString())
                    .isEqualTo("[\"input\",\"unsaved\",\"secret\"]");
        }
    }

    @Test
    void givenNzbget_whenItsPasswordIsWrong_thenThatIsNamed() throws IOException {
        try (var nzbget = new FakeNzbget()) {
            assertWorks(probe("NZBGET", nzbget, FakeTool.USER, FakeTool.SECRET), "25.0");
            assertFails(probe("NZBGET", nzbget, FakeTool.USER, "wrong"), "UNAUTHORIZED", "ControlPassword");
            assertFails(probe("NZBGET", nzbget, "", ""), "UNAUTHORIZED", "ControlPassword");
        }
    }

    @Test
    void givenAnotherProgramAtThePort_whenADownloaderIsTested_thenTheProgramIsNamed() throws IOException {
        try (var qbittorrent = new FakeQBittorrent(Version.V5);
                var sabnzbd = new FakeSabnzbd();
                var nzbget = new FakeNzbget()) {
            assertFails(probe("QBITTORRENT", sabnzbd, FakeTool.USER, FakeTool.SECRET), "NOT_THIS_KIND",
                    "is SABnzbd, not qBittorrent");
            assertFails(probe("SABNZBD", qbittorrent, "", FakeTool.SECRET), "NOT_THIS_KIND",
                    "is qBittorrent, not SABnzbd");
            assertFails(probe("SABNZBD", nzbget, "", FakeTool.SECRET), "NOT_THIS_KIND", "is NZBGet, not SABnzbd");
            assertFails(probe("NZBGET", sabnzbd, FakeTool.USER, FakeTool.SECRET), "NOT_THIS_KIND",
                    "is SABnzbd, not NZBGet");
        }
    }

    private String saved(String kind, FakeTool tool, int timeout) {
        return client().data("""
                             mutation($input: CreateDownloaderInput!) { createDownloader(input: $input) {
                               downloader { id } userErrors { message } } }""",
                Map.of("input", Map.of("name", "Tool " + count++, "kind", kind, "baseUrl", tool.url(), "userName",
                        FakeTool.USER, "password", FakeTool.SECRET, "apiKey", FakeTool.SECRET, "timeoutMilliseconds",
                        timeout)))
                .at("/createDownloader/downloader/id").asText();
    }

    private static FakeTool started(String kind) throws IOException {
        return switch (kind) {
            case "QBITTORRENT" -> new FakeQBittorrent(Version.V5);
            case "SABNZBD" -> new FakeSabnzbd();
            default -> new FakeNzbget();
        };
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CUT")
    void givenAMisdeed_whenADownloaderIsTested_thenItIsNamedAndTheSecretIsNot(Misdeed misdeed) throws IOException {
        var expected = Map.of(Misdeed.BUSY, List.of("RATE_LIMITED"), Misdeed.CLOSED_DOOR,
                List.of("UNAUTHORIZED", "NOT_THIS_KIND"), Misdeed.HTML, List.of("NOT_THIS_KIND"), Misdeed.MOVED,
                List.of("REDIRECTED"), Misdeed.UNAVAILABLE, List.of("SERVER_ERROR"), Misdeed.HANGING,
                List.of("TIMEOUT"), Misdeed.DRIPPING, List.of("TIMEOUT", "NOT_THIS_KIND"), Misdeed.ENDLESS,
                List.of("NOT_THIS_KIND", "TIMEOUT"));
        var log = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        try {
            for (var kind : List.of("QBITTORRENT", "SABNZBD", "NZBGET")) {
                try (var tool = started(kind)) {
                    tool.misbehave(misdeed);
                    var id = saved(kind, tool, misdeed == Misdeed.ENDLESS ? 60_000 : 700);
                    var found = client().data(TEST, Map.of("input", Map.of("id", id))).get("testConnection");

                    assertThat(found.get("problem").asText()).as(kind).isIn(expected.get(misdeed));
                    assertThat(found.get("message").asText()).doesNotContain(FakeTool.SECRET);
                    assertThat(found.at("/server/id").asText()).isEqualTo(id);
                }
            }
            assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains(FakeTool.SECRET));
        } finally {
            root.detachAppender(log);
        }
    }

    @Test
    void givenJsonThatIsCut_whenADownloaderIsTested_thenItIsNotOfTheKind() throws IOException {
        for (var kind : List.of("SABNZBD", "NZBGET")) {
            try (var tool = started(kind)) {
                tool.misbehave(Misdeed.CUT);
                assertFails(probe(kind, tool, "", FakeTool.SECRET), "NOT_THIS_KIND", "isn't");
            }
        }
    }
}
