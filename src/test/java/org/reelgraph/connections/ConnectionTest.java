package org.reelgraph.connections;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.storage.encryption.KeyRotation;
import org.reelgraph.testing.FakeServers;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionTest extends ServerTest {

    private static final String CREATE = """
                                         mutation($input: CreateConnectionInput!) { createConnection(input: $input) {
                                           connection { id name serverKind url maskedSecret librarySections { id } }
                                           userErrors { code message path } } }""";
    private static final String UPDATE = """
                                         mutation($input: UpdateConnectionInput!) { updateConnection(input: $input) {
                                           connection { name url maskedSecret } userErrors { code message path } } }""";
    private static final String TEST = """
                                       mutation($input: TestConnectionInput!) { testConnection(input: $input) {
                                         succeeded version serverName problem message connection { librarySections {
                                           id key name type mediaKind enabled available } }
                                         userErrors { code path } } }""";

    private static FakeServers servers;

    private int count;

    @BeforeAll
    static void startServers() throws IOException {
        servers = new FakeServers();
    }

    @AfterAll
    static void stopServers() throws IOException {
        servers.close();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.connections.timeout", "2s");
    }

    private JsonNode create(String name, String kind, String url, String secret) {
        return client().data(CREATE,
                Map.of("input", Map.of("name", name, "kind", kind, "url", url, "secret", secret)))
                .get("createConnection");
    }

    private String created(String kind, String url, String secret) {
        return create("Server " + count++, kind, url, secret).at("/connection/id").asText();
    }

    private JsonNode update(String id, Map<String, Object> changes) {
        var input = new HashMap<>(changes);
        input.put("id", id);
        return client().data(UPDATE, Map.of("input", input)).get("updateConnection");
    }

    private JsonNode test(String id) {
        return client().data(TEST, Map.of("input", Map.of("id", id))).get("testConnection");
    }

    private JsonNode testUnsaved(String kind, String url, String secret) {
        return client().data(TEST,
                Map.of("input", Map.of("unsaved", Map.of("kind", kind, "url", url, "secret", secret))))
                .get("testConnection");
    }

    private static List<String> sections(JsonNode tested) {
        return StreamSupport.stream(tested.at("/connection/librarySections").spliterator(), false)
                .map(each -> each.get("key").asText() + " " + each.get("name").asText() + " "
                        + each.get("mediaKind").asText() + (each.get("enabled").asBoolean() ? " enabled" : "")
                        + (each.get("available").asBoolean() ? "" : " gone"))
                .toList();
    }

    private String stored(String id) throws SQLException {
        return Tables.query(folder(), "SELECT secret FROM connections WHERE name = '" + name(id) + "'").getFirst();
    }

    private String name(String id) {
        return client().data("query($id: ID!) { connection(id: $id) { name } }", Map.of("id", id))
                .at("/connection/name").asText();
    }

    @Test
    void givenASecret_whenAConnectionIsCreatedAndRead_thenItIsEncryptedAndShownByItsEndOnly() throws Exception {
        var created = create("Attic", "TAUTULLI", servers.url("/tautulli/"), FakeServers.KEY);

        assertThat(created.get("userErrors")).isEmpty();
        assertThat(created.at("/connection/url").asText()).isEqualTo(servers.url("/tautulli"));
        assertThat(created.at("/connection/maskedSecret").asText()).isEqualTo("••••cdef");
        assertThat(stored(created.at("/connection/id").asText())).doesNotContain(FakeServers.KEY)
                .matches(".*[0-9a-f]{16}:[A-Za-z0-9+/=]{60,}.*");
        assertThat(create("Short", "PLEX", servers.url(""), "short").at("/connection/maskedSecret").asText())
                .isEqualTo("••••");
        assertThat(Tables.query(folder(), "SELECT label FROM audit_log")).noneMatch(row -> row.contains("cdef"));
    }

    @Test
    void givenTautulli_whenItIsTested_thenItTellsItsVersionAndItsSectionsAreKept() {
        var id = created("TAUTULLI", servers.url("/tautulli"), FakeServers.KEY);

        var tested = test(id);

        assertThat(tested.get("succeeded").asBoolean()).isTrue();
        assertThat(tested.get("version").asText()).isEqualTo("v2.17.0");
        assertThat(tested.get("serverName").asText()).isEqualTo("Attic");
        assertThat(sections(tested)).containsExactly("1 Films MOVIE enabled", "3 Music null", "2 Shows SERIES enabled");
    }

    @Test
    void givenSections_whenTheServerHasOthersLater_thenDecisionsStayAndWhatIsGoneIsMarked() {
        var id = created("TAUTULLI", servers.url("/tautulli"), FakeServers.KEY);
        var films = test(id).at("/connection/librarySections/0/id").asText();
        assertThat(enable(films, false).at("/section/enabled").asBoolean()).isFalse();
        servers.list("""
                     [{"section_id": "1", "section_name": "All films", "section_type": "movie"},
                      {"section_id": "3", "section_name": "Music", "section_type": "artist"},
                      {"section_id": "9", "section_name": "New", "section_type": "show"}]""");

        assertThat(sections(test(id))).containsExactly("1 All films MOVIE", "3 Music null", "9 New SERIES enabled",
                "2 Shows SERIES enabled gone");
        assertThat(sections(test(id))).contains("1 Films MOVIE", "2 Shows SERIES enabled",
                "9 New SERIES enabled gone");
    }

    @Test
    void givenAServerThatRepeatsTheSecretAndKeys_whenItIsTested_thenNamesAreCutAndEachKeyIsKeptOnce() {
        var id = created("TAUTULLI", servers.url("/tautulli"), FakeServers.KEY);
        servers.list(
                """
                [{"section_id": "1", "section_name": "My %s\\n%s", "section_type": "movie"},
                 {"section_id": "1", "section_name": "Again", "section_type": "show"}]""".formatted(FakeServers.KEY,
                        "x".repeat(300)));

        assertThat(sections(test(id))).containsExactly("1 My … " + "x".repeat(195) + " MOVIE enabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"text\"]", "{\"a\": 1}", "[{\"section_name\": \"no key\"}]", "7"})
    void givenSomethingElseThanSections_whenAServerIsTested_thenNothingIsKept(String list) {
        var id = created("TAUTULLI", servers.url("/tautulli"), FakeServers.KEY);
        servers.list(list);

        var tested = test(id);

        assertThat(tested.get("problem").asText()).isEqualTo("NOT_THIS_KIND");
        assertThat(sections(tested)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "\"\"", "[]"})
    void givenASuccessWithoutLibraries_whenTautulliIsTested_thenPlexMayBeOutOfReach(String list) {
        servers.list(list);

        assertThat(testUnsaved("TAUTULLI", servers.url("/tautulli"), FakeServers.KEY).get("problem").asText())
                .isEqualTo("SOURCE_DOWN");
    }

    private JsonNode enable(String section, boolean enabled) {
        return client().data("""
                             mutation($input: UpdateLibrarySectionInput!) { updateLibrarySection(input: $input) {
                               section { enabled } userErrors { code message path } } }""",
                Map.of("input", Map.of("id", section, "enabled", enabled))).get("updateLibrarySection");
    }

    @Test
    void givenASectionOfMusic_whenItIsEnabled_thenThatIsRefused() {
        var music = test(created("TAUTULLI", servers.url("/tautulli"), FakeServers.KEY))
                .at("/connection/librarySections/1/id").asText();

        assertThat(enable(music, true).at("/userErrors/0/code").asText()).isEqualTo("INVALID");
        assertThat(enable("section_00000000000ZZ", true).at("/userErrors/0/code").asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void givenPlex_whenItIsTested_thenItsTokenIsSentAndItsSectionsAreKept() {
        var tested = test(created("PLEX", servers.url(""), FakeServers.TOKEN));

        assertThat(tested.get("version").asText()).isEqualTo("1.41.0");
        assertThat(tested.get("serverName").asText()).isEqualTo("Cellar");
        assertThat(sections(tested)).containsExactly("7 Evening SERIES enabled");
    }

    @ParameterizedTest
    @CsvSource({"/html, NOT_THIS_KIND, isn't Tautulli", "/off, API_DISABLED, Enable API",
            "/broken, SERVER_ERROR, status 502", "/busy, RATE_LIMITED, 429", "/angry, SERVER_ERROR, no library for …",
            "/moved, REDIRECTED, https://example.org/new.", "/cut, UNREACHABLE, broke", "/silent, TIMEOUT, in time",
            "/alone, SOURCE_DOWN, Plex"})
    void givenAFault_whenAServerIsTested_thenItIsNamedInTheOwnersWordsAndTheSecretIsNot(String path, String problem,
            String words) {
        var log = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        try {
            var tested = testUnsaved("TAUTULLI", servers.url(path), FakeServers.KEY);

            assertThat(tested.get("succeeded").asBoolean()).isFalse();
            assertThat(tested.get("problem").asText()).isEqualTo(problem);
            assertThat(tested.get("message").asText()).contains(words).doesNotContain(FakeServers.KEY);
            assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains(FakeServers.KEY));
        } finally {
            root.detachAppender(log);
        }
    }

    @Test
    void givenAWrongSecretOrPort_whenAServerIsTested_thenItIsNamed() {
        assertThat(testUnsaved("TAUTULLI", servers.url("/tautulli"), "wrong").get("problem").asText())
                .isEqualTo("UNAUTHORIZED");
        assertThat(testUnsaved("PLEX", servers.url(""), "wrong").get("problem").asText()).isEqualTo("UNAUTHORIZED");
        assertThat(testUnsaved("PLEX", servers.url("/html"), FakeServers.TOKEN).get("problem").asText())
                .isEqualTo("NOT_THIS_KIND");
        assertThat(testUnsaved("PLEX", "http://127.0.0.1:1", "token").get("problem").asText())
                .isEqualTo("UNREACHABLE");
        assertThat(testUnsaved("PLEX", servers.withoutTls(), "token").get("problem").asText())
                .isEqualTo("TLS");
    }

    @ParameterizedTest
    @CsvSource({"ftp://host, http://", "http://, isn't an address", "http:///x, no host",
            "http://u:p@host, user or password", "http://host:99999, port", "http://host?x=1, query",
            "nonsense, http://"})
    void givenAWrongAddress_whenItIsSaved_thenTheErrorSaysWhatIsWrong(String url, String words) {
        var error = create("Wrong", "PLEX", url, "token").at("/userErrors/0");

        assertThat(error.get("message").asText()).contains(words).contains("looks like");
        assertThat(error.get("path")).hasToString("[\"input\",\"url\"]");
    }

    @Test
    void givenSeveralMistakes_whenAConnectionIsSaved_thenAllAreTold() {
        create("Taken", "PLEX", "http://host", "token");

        assertThat(create("TAKEN", "PLEX", "x", "a b").at("/userErrors").findValuesAsText("code"))
                .containsExactly("ALREADY_EXISTS", "INVALID", "INVALID");
        assertThat(testUnsaved("PLEX", "x", "a b").at("/userErrors").findValuesAsText("code"))
                .containsExactly("INVALID", "INVALID");
    }

    @Test
    void givenAConnection_whenSomethingOfItIsSetToNull_thenThatIsRefusedByName() {
        var id = created("PLEX", "http://kept:32400", FakeServers.TOKEN);
        var nothing = new HashMap<String, Object>();
        nothing.put("url", null);
        nothing.put("name", null);

        var errors = update(id, nothing).get("userErrors");

        assertThat(errors.valueStream().map(error -> error.get("path").toString()))
                .containsExactly("[\"input\",\"name\"]", "[\"input\",\"url\"]");
        assertThat(errors.at("/0/message").asText()).isEqualTo("This can't be null. Leave it out to keep it as it is.");
    }

    @Test
    void givenAConnection_whenItsAddressBecomesAnotherServers_thenTheSecretIsNeededToo() {
        var id = created("PLEX", "http://first:32400", FakeServers.TOKEN);

        assertThat(update(id, Map.of("url", "http://second:32400")).at("/userErrors/0/path"))
                .hasToString("[\"input\",\"secret\"]");
        assertThat(update(id, Map.of("url", "http://first:32400/plex")).at("/connection/url").asText())
                .isEqualTo("http://first:32400/plex");
        var moved = update(id, Map.of("url", "http://second:32400", "secret", "another-long-secret-9999"));
        assertThat(moved.at("/connection/maskedSecret").asText()).isEqualTo("••••9999");
    }

    @Test
    void givenAConnection_whenItIsDeleted_thenItsSecretAndSectionsAreGone() throws Exception {
        var id = created("PLEX", servers.url(""), FakeServers.TOKEN);
        test(id);
        var before = Tables.query(folder(), "SELECT count(*) FROM library_sections WHERE section_key = '7'");

        var deleted = client().data("mutation($id: ID!) { deleteConnection(input: {id: $id}) { deletedId } }",
                Map.of("id", id));

        assertThat(deleted.at("/deleteConnection/deletedId").asText()).isEqualTo(id);
        assertThat(client().data("query($id: ID!) { connection(id: $id) { id } }", Map.of("id", id))
                .get("connection").isNull()).isTrue();
        assertThat(Tables.query(folder(), "SELECT count(*) FROM library_sections WHERE section_key = '7'"))
                .isNotEqualTo(before);
        assertThat(test(id).at("/userErrors/0/code").asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void givenSecrets_whenTheKeyIsRotated_thenAllAreEncryptedAnewAndWorkAsBefore() throws Exception {
        var id = created("TAUTULLI", servers.url("/tautulli"), FakeServers.KEY);
        var key = Files.readString(folder().resolve("encryption-key"));
        var before = stored(id);
        var noted = new ArrayList<KeyRotation.Result>();

        var result = server.getApplicationContext().getBean(KeyRotation.class).rotate(noted::add);

        assertThat(result.unreadable()).isEmpty();
        assertThat(noted).containsExactly(result);
        assertThat(stored(id)).isNotEqualTo(before);
        assertThat(Files.readString(folder().resolve("encryption-key"))).isNotEqualTo(key).hasSameSizeAs(key);
        assertThat(test(id).get("succeeded").asBoolean()).isTrue();
    }

    @Test
    void givenASecretOfAnotherConnection_whenItIsUsed_thenItCantBeDecryptedThere() throws Exception {
        var one = created("TAUTULLI", servers.url("/tautulli"), FakeServers.KEY);
        var other = created("TAUTULLI", servers.url("/tautulli"), FakeServers.KEY);
        Tables.run(folder(), "UPDATE connections SET secret = '" + stored(other).replace("|", "") + "' WHERE name = '"
                + name(one) + "'");

        assertThat(test(one).get("problem").asText()).isEqualTo("SECRET_UNREADABLE");
        assertThat(client().data("query($id: ID!) { connection(id: $id) { maskedSecret } }", Map.of("id", one))
                .at("/connection/maskedSecret").isNull()).isTrue();
        update(one, Map.of("secret", FakeServers.KEY));
        assertThat(test(one).get("succeeded").asBoolean()).isTrue();
    }
}
