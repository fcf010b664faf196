package org.reelgraph.connections.indexers;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
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

/** Indexers as they are created, listed, changed and deleted. */
class IndexerTest extends ServerTest {

    private static final String FIELDS = """
                                         { indexer { id name serverKind protocol managedBy enabled baseUrl maskedApiKey
                                           priority } userErrors { code message path } }""";
    private static final String KEY = "0123456789abcdef";

    @Inject
    StatementCounter counter;

    @Inject
    KeyRotation rotation;

    @BeforeEach
    void empty() throws SQLException {
        Tables.run(folder(), "DELETE FROM indexers");
    }

    private JsonNode create(Map<String, Object> input) {
        return client().data("mutation($input: CreateIndexerInput!) { createIndexer(input: $input) " + FIELDS + " }",
                Map.of("input", input)).get("createIndexer");
    }

    private JsonNode update(JsonNode id, Map<String, Object> changes) {
        var input = new HashMap<>(changes);
        input.put("id", id.asText());
        return client().data("mutation($input: UpdateIndexerInput!) { updateIndexer(input: $input) " + FIELDS + " }",
                Map.of("input", input)).get("updateIndexer");
    }

    private static Map<String, Object> of(String name, String kind, int priority) {
        return Map.of("name", name, "kind", kind, "baseUrl", "http://host/", "apiKey", KEY, "priority", priority);
    }

    @Test
    void givenAnIndexer_whenItIsCreated_thenItsKeyIsEncryptedAndItsKindTellsTheProtocol() throws SQLException {
        var made = create(of("Attic", "NEWZNAB", 3)).get("indexer");

        assertThat(made.get("protocol").asText()).isEqualTo("USENET");
        assertThat(made.get("maskedApiKey").asText()).isEqualTo("••••cdef");
        assertThat(made.get("baseUrl").asText()).isEqualTo("http://host");
        assertThat(create(of("Both", "PROWLARR", 3)).at("/indexer/protocol").isNull()).isTrue();
        assertThat(Tables.query(folder(), "SELECT api_key FROM indexers")).noneMatch(key -> key.contains("cdef"));
        assertThat(Tables.query(folder(), "SELECT action, label FROM audit_log")).contains("|createIndexer|Attic");
    }

    @ParameterizedTest
    @CsvSource({"name, '', OUT_OF_RANGE", "baseUrl, host, INVALID", "kind, NZBGET, INVALID",
            "priority, 0, OUT_OF_RANGE",
            "priority, 51, OUT_OF_RANGE", "apiKey, a b, INVALID", "managedBy, TAUTULLI, INVALID"})
    void givenAMistake_whenAnIndexerIsCreated_thenTheErrorNamesItsPlaceAndNothingIsKept(String field, String value,
            String code) throws SQLException {
        var input = new HashMap<>(of("Good", "TORZNAB", 1));
        input.put(field, field.equals("priority") ? (Object) Integer.valueOf(value) : value);

        var errors = create(input).get("userErrors");

        assertThat(errors).hasSize(1);
        assertThat(errors.at("/0/code").asText()).isEqualTo(code);
        assertThat(errors.at("/0/path")).hasToString("[\"input\",\"" + field + "\"]");
        assertThat(Tables.query(folder(), "SELECT id FROM indexers")).isEmpty();
    }

    @Test
    void givenNoAddressOrKey_whenAnIndexerIsCreated_thenItIsNeeded_unlessAnotherOneManagesIt() {
        assertThat(create(Map.of("name", "None", "kind", "PROWLARR")).at("/userErrors").findValuesAsText("code"))
                .containsExactly("REQUIRED", "REQUIRED");
        assertThat(create(Map.of("name", "None", "kind", "PROWLARR", "enabled", false)).get("userErrors")).isEmpty();
        assertThat(create(Map.of("name", "Of it", "kind", "TORZNAB", "managedBy", "PROWLARR")).get("userErrors"))
                .isEmpty();
        assertThat(create(Map.of("name", "none", "kind", "PROWLARR", "enabled", false)).at("/userErrors/0/code")
                .asText()).isEqualTo("ALREADY_EXISTS");
    }

    @Test
    void givenAnIndexer_whenItChanges_thenWhatIsOmittedStays_andNoKeyGoesToAnotherServer() {
        var id = create(of("Attic", "TORZNAB", 3)).at("/indexer/id");

        var changed = update(id, Map.of("name", "Loft", "priority", 50));
        assertThat(changed.at("/indexer/priority").asInt()).isEqualTo(50);
        assertThat(changed.at("/indexer/maskedApiKey").asText()).isEqualTo("••••cdef");
        assertThat(update(id, Map.of("baseUrl", "http://other")).at("/userErrors/0/path"))
                .hasToString("[\"input\",\"apiKey\"]");
        assertThat(update(id, Map.of("baseUrl", "http://other", "apiKey", "fedcba9876543210"))
                .at("/indexer/maskedApiKey").asText()).isEqualTo("••••3210");
    }

    @Test
    void givenAnIndexer_whenItsAddressIsRemoved_thenItsKeyGoesWithIt() {
        var id = create(of("Attic", "TORZNAB", 3)).at("/indexer/id");
        var changes = new HashMap<String, Object>(Map.of("enabled", false));
        changes.put("baseUrl", null);

        assertThat(update(id, changes).at("/indexer/maskedApiKey").isNull()).isTrue();
        assertThat(update(id, Map.of("baseUrl", "http://two")).at("/indexer/maskedApiKey").isNull()).isTrue();
    }

    @Test
    void givenAPriorityOfMediaOs_whenTheIndexerChanges_thenItStaysAsItIs() throws SQLException {
        var id = create(of("Attic", "TORZNAB", 3)).at("/indexer/id");
        Tables.run(folder(), "UPDATE indexers SET priority = -50");

        assertThat(update(id, Map.of("name", "Loft")).at("/indexer/priority").asInt()).isEqualTo(-50);
    }

    @Test
    void givenManyIndexers_whenTheyAreListed_thenTheBestComesFirstInAFixedNumberOfStatements() throws SQLException {
        for (var i = 0; i < 3; i++) {
            create(of("Usenet " + i, "NEWZNAB", 30 - i));
            create(of("Torrent " + i, "TORZNAB", 20 - i));
        }
        create(of("Both", "PROWLARR", 25));
        var query = """
                    query($filter: IndexerFilter, $first: Int) { indexers(filter: $filter, first: $first) { totalCount
                      edges { node { name health { level } } } } }""";

        assertThat(client().data(query, Map.of()).get("indexers").findValuesAsText("name")).containsExactly("Torrent 2",
                "Torrent 1", "Torrent 0", "Both", "Usenet 2", "Usenet 1", "Usenet 0");
        assertThat(client().data(query, Map.of("filter", Map.of("protocol", "USENET"))).get("indexers")
                .findValuesAsText("name")).containsExactly("Both", "Usenet 2", "Usenet 1", "Usenet 0");
        assertThat(statements(query, 1)).isEqualTo(statements(query, 7));
        var before = Tables.query(folder(), "SELECT api_key FROM indexers");
        assertThat(rotation.rotate(result -> {
        }).unreadable()).isEmpty();
        assertThat(Tables.query(folder(), "SELECT api_key FROM indexers")).doesNotContainAnyElementsOf(before);
    }

    private int statements(String query, int first) {
        counter.reset();
        client().data(query, Map.of("first", first));
        return counter.statements().size();
    }

    @Test
    void givenAnIndexer_whenItIsDeleted_thenItIsGone() {
        var id = create(of("Attic", "TORZNAB", 3)).at("/indexer/id").asText();
        var delete = "mutation($id: ID!) { deleteIndexer(input: {id: $id}) { deletedId userErrors { code } } }";

        assertThat(client().data(delete, Map.of("id", id)).findValue("deletedId").asText()).isEqualTo(id);
        assertThat(client().data(delete, Map.of("id", id)).findValuesAsText("code")).isEqualTo(List.of("NOT_FOUND"));
        assertThat(client().data("query($id: ID!) { indexer(id: $id) { id } }", Map.of("id", id)).get("indexer")
                .isNull()).isTrue();
    }
}
