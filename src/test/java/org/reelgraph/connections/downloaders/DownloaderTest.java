package org.reelgraph.connections.downloaders;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.storage.encryption.KeyRotation;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** Downloaders as they are created, listed, changed and deleted. */
class DownloaderTest extends ServerTest {

    private static final String FIELDS = """
                                         { downloader { id name serverKind enabled baseUrl userName maskedPassword
                                           maskedApiKey category timeoutMilliseconds health { level lastProblem } }
                                           userErrors { code message path } }""";
    private static final String CREATE = "mutation($input: CreateDownloaderInput!) { createDownloader(input: $input) "
            + FIELDS + " }";
    private static final String UPDATE = "mutation($input: UpdateDownloaderInput!) { updateDownloader(input: $input) "
            + FIELDS + " }";
    private static final String PASSWORD = "a password with spaces, 0451";

    @Inject
    StatementCounter counter;

    @Inject
    KeyRotation rotation;

    @BeforeEach
    void empty() throws SQLException {
        Tables.run(folder(), "DELETE FROM downloaders");
    }

    private JsonNode create(Map<String, Object> input) {
        return client().data(CREATE, Map.of("input", input)).get("createDownloader");
    }

    private JsonNode create(String name, String kind) {
        return create(Map.of("name", name, "kind", kind, "baseUrl", "http://" + name + ":8080/", "userName", "ada",
                "password", PASSWORD));
    }

    private JsonNode update(JsonNode id, Map<String, Object> changes) {
        var input = new HashMap<>(changes);
        input.put("id", id.asText());
        return client().data(UPDATE, Map.of("input", input)).get("updateDownloader");
    }

    private static Map<String, Object> toNull(String field) {
        var changes = new HashMap<String, Object>();
        changes.put(field, null);
        return changes;
    }

    @Test
    void givenADownloader_whenItIsCreated_thenItsSecretsAreEncryptedAndOnlyTheirEndsAreShown() throws SQLException {
        var made = create(Map.of("name", "Attic", "kind", "QBITTORRENT", "baseUrl", "http://host:8080/", "userName",
                "ada", "password", PASSWORD, "apiKey", "qbt_0123456789abcdef", "category", "films"));

        assertThat(made.get("userErrors")).isEmpty();
        var downloader = made.get("downloader");
        assertThat(downloader.get("baseUrl").asText()).isEqualTo("http://host:8080");
        assertThat(downloader.get("maskedPassword").asText()).isEqualTo("••••0451");
        assertThat(downloader.get("maskedApiKey").asText()).isEqualTo("••••cdef");
        assertThat(downloader.get("timeoutMilliseconds").asInt()).isEqualTo(5_000);
        assertThat(downloader.at("/health/level").asInt()).isZero();
        assertThat(Tables.query(folder(), "SELECT credentials FROM downloaders")).singleElement().asString()
                .doesNotContain("0451").matches(".*[0-9a-f]{16}:[A-Za-z0-9+/=]{60,}.*");
        assertThat(Tables.query(folder(), "SELECT action, label FROM audit_log")).contains("|createDownloader|Attic")
                .noneMatch(entry -> entry.contains("0451"));
    }

    @ParameterizedTest
    @CsvSource({"name, '', OUT_OF_RANGE", "baseUrl, ftp://host, INVALID", "kind, PLEX, INVALID",
            "timeoutMilliseconds, 0, OUT_OF_RANGE", "apiKey, a b, INVALID", "category, '', INVALID",
            "password, '', INVALID", "userName, '', INVALID"})
    void givenAMistake_whenADownloaderIsCreated_thenTheErrorNamesItsPlaceAndNothingIsKept(String field, String value,
            String code) throws SQLException {
        var input = new HashMap<String, Object>(Map.of("name", "Good", "kind", "NZBGET", "baseUrl", "http://host"));
        input.put(field, field.startsWith("timeout") ? (Object) Integer.valueOf(value) : value);

        var errors = create(input).get("userErrors");

        assertThat(errors).hasSize(1);
        assertThat(errors.at("/0/code").asText()).isEqualTo(code);
        assertThat(errors.at("/0/path")).hasToString("[\"input\",\"" + field + "\"]");
        assertThat(Tables.query(folder(), "SELECT id FROM downloaders")).isEmpty();
    }

    @Test
    void givenNoAddress_whenADownloaderIsCreated_thenItMayOnlyBeDisabled() {
        var error = create(Map.of("name", "None", "kind", "SABNZBD")).at("/userErrors/0");

        assertThat(error.get("code").asText() + error.get("path")).isEqualTo("REQUIRED[\"input\",\"baseUrl\"]");
        var made = create(Map.of("name", "None", "kind", "SABNZBD", "enabled", false));
        assertThat(made.at("/downloader/baseUrl").isNull()).isTrue();
        assertThat(update(made.at("/downloader/id"), Map.of("enabled", true)).at("/userErrors/0/code").asText())
                .isEqualTo("REQUIRED");
    }

    @Test
    void givenADownloader_whenItChanges_thenWhatIsOmittedStaysAndWhatIsNullGoes() {
        var id = create("attic", "QBITTORRENT").at("/downloader/id");
        create("cellar", "QBITTORRENT");

        assertThat(update(id, Map.of("name", "Cellar")).at("/userErrors/0/code").asText()).isEqualTo("ALREADY_EXISTS");
        var renamed = update(id, Map.of("name", "Loft", "category", "films", "timeoutMilliseconds", 900));
        assertThat(renamed.at("/downloader/name").asText()).isEqualTo("Loft");
        assertThat(renamed.at("/downloader/maskedPassword").asText()).isEqualTo("••••0451");
        assertThat(update(id, toNull("password")).at("/downloader/maskedPassword").isNull()).isTrue();
        assertThat(update(id, toNull("category")).at("/downloader/category").isNull()).isTrue();
        assertThat(update(id, toNull("name")).at("/userErrors/0/code").asText()).isEqualTo("REQUIRED");
        assertThat(update(id, toNull("baseUrl")).at("/userErrors/0/path")).hasToString("[\"input\",\"baseUrl\"]");
    }

    @Test
    void givenADownloader_whenItsAddressBecomesAnotherServers_thenNoSecretGoesThere() {
        var id = create(Map.of("name", "Attic", "kind", "SABNZBD", "baseUrl", "http://one", "password", PASSWORD,
                "apiKey", "0123456789abcdef")).at("/downloader/id");

        var refused = update(id, Map.of("baseUrl", "http://two"));
        assertThat(refused.at("/userErrors/0/path")).hasToString("[\"input\",\"apiKey\"]");
        assertThat(update(id, Map.of("baseUrl", "http://one/sabnzbd")).at("/downloader/maskedApiKey").asText())
                .isEqualTo("••••cdef");
        var moved = update(id, Map.of("baseUrl", "http://two", "password", "another"));
        assertThat(moved.at("/downloader/maskedPassword").asText()).isEqualTo("••••");
        assertThat(moved.at("/downloader/maskedApiKey").isNull()).isTrue();
    }

    @Test
    void givenADownloader_whenItsAddressIsRemoved_thenItsSecretsGoWithIt() {
        var id = create(Map.of("name", "Attic", "kind", "SABNZBD", "baseUrl", "http://one", "apiKey",
                "0123456789abcdef")).at("/downloader/id");
        var changes = toNull("baseUrl");
        changes.put("enabled", false);

        assertThat(update(id, changes).at("/downloader/maskedApiKey").isNull()).isTrue();
        assertThat(update(id, Map.of("baseUrl", "http://two")).at("/downloader/maskedApiKey").isNull()).isTrue();
    }

    @Test
    void givenADownloader_whenItIsDeleted_thenItsHealthGoesToo() throws SQLException {
        var id = create("attic", "NZBGET").at("/downloader/id").asText();
        Tables.run(folder(), "INSERT INTO server_health SELECT id, 1, 1, 1, 'TIMEOUT', 'x', 1 FROM downloaders");
        var delete = "mutation($id: ID!) { deleteDownloader(input: {id: $id}) { deletedId userErrors { code path } } }";

        assertThat(client().data(delete, Map.of("id", id)).findValue("deletedId").asText()).isEqualTo(id);
        assertThat(client().data(delete, Map.of("id", id)).at("/deleteDownloader/userErrors/0/path"))
                .hasToString("[\"input\",\"id\"]");
        assertThat(Tables.query(folder(), "SELECT server_id FROM server_health")).isEmpty();
    }

    @Test
    void givenManyDownloaders_whenTheyAreListed_thenPagesFollowEachOtherInAFixedNumberOfStatements() {
        for (var name : List.of("d", "b", "a", "c", "e")) {
            create(name, name.equals("c") ? "SABNZBD" : "NZBGET");
        }
        var query = """
                    query($filter: DownloaderFilter, $first: Int, $after: String) {
                      downloaders(filter: $filter, orderBy: [{field: KIND, direction: DESC}, {field: NAME}], first: $first,
                          after: $after) {
                        totalCount pageInfo { hasNextPage endCursor } edges { node { name health { level } } } } }""";
        var names = new ArrayList<String>();
        var page = client().data(query, Map.of("first", 2)).get("downloaders");
        names.addAll(page.findValuesAsText("name"));
        while (page.at("/pageInfo/hasNextPage").asBoolean()) {
            page = client().data(query, Map.of("first", 2, "after", page.at("/pageInfo/endCursor").asText()))
                    .get("downloaders");
            names.addAll(page.findValuesAsText("name"));
        }

        assertThat(names).containsExactly("c", "a", "b", "d", "e");
        assertThat(page.get("totalCount").asInt()).isEqualTo(5);
        assertThat(client().data(query, Map.of("filter", Map.of("kind", "NZBGET", "name", "B", "enabled", true)))
                .at("/downloaders").findValuesAsText("name")).containsExactly("b");
        assertThat(statements(query, 1)).isEqualTo(statements(query, 5));
    }

    private int statements(String query, int first) {
        counter.reset();
        client().data(query, Map.of("first", first));
        return counter.statements().size();
    }

    @Test
    void givenSecrets_whenTheKeyIsRotated_thenTheyAreEncryptedAnewAndStillRead() throws SQLException {
        var id = create("attic", "NZBGET").at("/downloader/id").asText();
        var before = Tables.query(folder(), "SELECT credentials FROM downloaders");

        assertThat(rotation.rotate(result -> {
        }).unreadable()).isEmpty();

        assertThat(Tables.query(folder(), "SELECT credentials FROM downloaders")).isNotEqualTo(before);
        assertThat(client().data("query($id: ID!) { downloader(id: $id) { maskedPassword } }", Map.of("id", id))
                .findValue("maskedPassword").asText()).isEqualTo("••••0451");
    }

    @Test
    void givenAConnection_whenItIsCreatedWithTheKindOfADownloader_thenItIsToldWhereItBelongs() {
        var refused = client()
                .data("""
                      mutation { createConnection(input: {name: "x", kind: QBITTORRENT, url: "http://host",
                          secret: "s"}) { userErrors { message path } } }""").at("/createConnection/userErrors/0");

        assertThat(refused.get("message").asText()).contains("createDownloader");
        assertThat(refused.get("path")).hasToString("[\"input\",\"kind\"]");
    }
}
