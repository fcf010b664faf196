package org.reelgraph.graphql.documents;

import io.micronaut.core.annotation.NonNull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.storage.Sha256;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.GraphQlClient.json;

/** A server that runs any document and knows some by their ids. */
@DatabaseIndependent
class PersistedDocumentsTest extends ServerTest {

    private static final String GRAPHQL = "application/graphql-response+json";
    private static final String LISTED = "query Listed($n: Int) { allSeries(first: $n) { edges { cursor } } }";
    private static final String MUTATION = "mutation Out { logout { ended } }";

    @Override
    protected @NonNull Map<String, String> settings() {
        try {
            var manifest = Files.writeString(newFolder("manifest").resolve("manifest.json"),
                    GraphQlClient.write(Map.of("format", "apollo-persisted-query-manifest", "version", 1, "operations",
                            List.of(Map.of("id", "listed", "body", LISTED), Map.of("id", "out", "body", MUTATION)))));
            return Map.of("reelgraph.documents-manifest", manifest.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String code(HttpResponse<String> response) {
        return json(response.body()).at("/errors/0/extensions/code").asText();
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value instanceof String text ? text : GraphQlClient.write(value),
                StandardCharsets.UTF_8);
    }

    private static Map<String, Object> persisted(String hash) {
        return Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash));
    }

    private HttpResponse<String> post(Map<String, ?> request) {
        return anonymous().post(GraphQlClient.write(request), "accept", GRAPHQL);
    }

    private static void assertAnswered(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"data\":{\"allSeries\":{\"edges\":[]}}}");
    }

    @Test
    void givenADocumentOfTheManifest_whenNamedByItsId_thenItRuns() {
        for (var id : List.of("listed", "sha256:" + Sha256.hex(LISTED))) {
            assertAnswered(post(Map.of("documentId", id, "operationName", "Listed", "variables", Map.of("n", 3))));
            assertAnswered(post(Map.of("documentId", id, "query", "")));
            assertAnswered(anonymous().get("/graphql?documentId=" + encoded(id) + "&variables="
                    + encoded(Map.of("n", 3))));
        }
        // As Apollo Client sends the ids of its manifests.
        assertAnswered(post(Map.of("extensions", persisted("listed"))));
        assertAnswered(post(Map.of("extensions", persisted(Sha256.hex(LISTED)))));
    }

    @Test
    void givenABrowser_whenItNamesADocument_thenItIsNotSentToGraphiQl() {
        assertThat(anonymous().get("/graphql?documentId=listed", "accept", "text/html, */*;q=0.1").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"none", "sha256:", "sha256:7dba4bd717b41f10434822356a93c32b1fb4907b983e854300ad839f84cdcd6e",
            "x-mine:listed", "LISTED"})
    void givenAnIdThatNoDocumentHas_whenNamed_thenOneErrorSaysSo(String id) {
        var response = post(Map.of("documentId", id));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response.body()).get("errors")).hasSize(1);
        assertThat(code(response)).isEqualTo("DOCUMENT_NOT_FOUND");
        assertThat(anonymous().get("/graphql?documentId=" + encoded(id), "accept", "application/json").statusCode())
                .isEqualTo(200);
        assertThat(anonymous().with("old").post(GraphQlClient.write(Map.of("documentId", id))).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"documentId\": 7}", "{\"extensions\": {\"other\": 1}}", "{\"documentId\": \"\"}",
            "{\"documentId\": null}",
            "{\"extensions\": {\"persistedQuery\": 1}}", "{\"extensions\": {\"persistedQuery\": {\"version\": 1}}}",
            "{\"extensions\": {\"persistedQuery\": {\"version\": 2, \"sha256Hash\": \"ab\"}}}",
            "{\"query\": \"{ __typename }\", \"documentId\": \"listed\"}",
            "{\"query\": \"{ __typename }\", \"documentId\": \"sha256:ab\"}",
            "{\"query\": \"{ __typename }\", \"extensions\": {\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"ab\"}}}"})
    void givenADocumentThatIsNamedWrongly_whenSent_thenTheRequestIsFaulty(String body) {
        var response = anonymous().post(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(code(response)).isEqualTo("BAD_REQUEST");
    }

    @Test
    void givenADocumentId_whenTheHashBesideItNamesAnotherDocument_thenNeitherRuns_andOtherwiseItRuns() {
        for (var id : List.of("listed", "sha256:" + Sha256.hex(LISTED))) {
            for (var query : List.of("", LISTED)) {
                var request = Map.<String, Object>of("query", query, "documentId", id, "operationName", "Listed");
                var other = post(Trees.with(request, "extensions", persisted(Sha256.hex(MUTATION))));
                assertThat(other.statusCode()).isEqualTo(400);
                assertThat(json(other.body()).at("/errors/0/message").asText()).contains("name two documents");

                assertAnswered(post(Trees.with(request, "extensions", persisted(Sha256.hex(LISTED)))));
            }
        }
        assertAnswered(post(Map.of("documentId", "listed", "extensions", persisted("listed"))));
    }

    @Test
    void givenAMutation_whenNamedInAGet_thenMethodNotAllowed() {
        var byId = anonymous().get("/graphql?documentId=out");
        post(Map.of("query", MUTATION + " ", "extensions", persisted(Sha256.hex(MUTATION + " "))));
        var byHash = anonymous().get("/graphql?extensions=" + encoded(persisted(Sha256.hex(MUTATION + " "))));

        for (var response : List.of(byId, byHash)) {
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(code(response)).isEqualTo("METHOD_NOT_ALLOWED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", GRAPHQL})
    void givenAnAutomaticPersistedQuery_whenItsTextHasCome_thenTheHashIsEnough(String accept) {
        var text = LISTED + " # " + accept;
        var hash = Sha256.hex(text);
        var hashOnly = GraphQlClient.write(Map.of("extensions", persisted(hash)));

        var unknown = anonymous().post(hashOnly, "accept", accept);
        assertThat(unknown.statusCode()).isEqualTo(200);
        assertThat(json(unknown.body()).at("/errors")).hasSize(1);
        assertThat(json(unknown.body()).at("/errors/0/message").asText()).isEqualTo("PersistedQueryNotFound");
        assertThat(code(unknown)).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
        // Who signs in once more sends the old token along.
        assertThat(code(anonymous().with("old").post(hashOnly))).isEqualTo("PERSISTED_QUERY_NOT_FOUND");

        assertAnswered(post(Map.of("query", text, "extensions", persisted(hash))));

        assertAnswered(anonymous().post(hashOnly, "accept", accept));
        assertAnswered(post(Map.of("documentId", "sha256:" + hash)));
        assertAnswered(anonymous().get("/graphql?operationName=Listed&variables=%7B%7D&extensions="
                + encoded(persisted(hash)), "accept", accept));
    }

    @Test
    void givenTextAndItsDocumentId_whenSent_thenTheIdIsEnoughFromThenOn() {
        var id = "sha256:" + Sha256.hex(LISTED + " # by id");

        assertAnswered(post(Map.of("query", LISTED + " # by id", "documentId", id)));

        assertAnswered(post(Map.of("documentId", id)));
    }

    @Test
    void givenARegisteredDocumentThatIsInvalid_whenNamed_thenItsErrorIsThatOfTheText() {
        var text = "{ nope }";
        var sent = post(Map.of("query", text, "extensions", persisted(Sha256.hex(text))));
        var named = post(Map.of("documentId", "sha256:" + Sha256.hex(text)));

        assertThat(code(sent)).isEqualTo("GRAPHQL_VALIDATION_FAILED").isEqualTo(code(named));
    }
}
