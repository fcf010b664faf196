package org.reelgraph.graphql.documents;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.NonNull;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.access.Viewer.Credential;
import org.reelgraph.graphql.execution.GraphQlRequest;
import org.reelgraph.storage.Sha256;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reelgraph.testing.GraphQlClient.json;

/** A server that runs only the documents of a manifest of Relay, but for admins. */
@DatabaseIndependent
class TrustedDocumentsTest extends ServerTest {

    private static final String TRUSTED = "{ allSeries { totalCount } }";
    private static final String OTHER = "{ allMovies { totalCount } }";
    private static final String LOGIN = "mutation($input: LoginInput!) { login(input: $input) { accessToken } }";

    private final Path manifest = newFolder("manifest").resolve("persisted_queries.json");

    @Inject
    ManifestFile file;

    @Inject
    RegisteredDocuments registered;

    @Override
    protected @NonNull Map<String, String> settings() {
        write(Map.of("a1", TRUSTED, "b2", LOGIN));
        return Map.of("reelgraph.documents", "trusted", "reelgraph.documents-manifest", manifest.toString(),
                "reelgraph.documents-registered", "0");
    }

    private void write(Map<String, String> documents) {
        try {
            Files.writeString(manifest, GraphQlClient.write(documents));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GraphQlClient admin() {
        var token = anonymous().data(LOGIN, Map.of("input", Map.of("email", Accounts.ADMIN, "password",
                Accounts.PASSWORD))).at("/login/accessToken").asText();
        return anonymous().with(token);
    }

    private static HttpResponse<String> send(GraphQlClient client, Map<String, ?> request, String... headers) {
        return client.post(GraphQlClient.write(request), headers);
    }

    private static String code(HttpResponse<String> response) {
        return json(response.body()).at("/errors/0/extensions/code").asText();
    }

    @Test
    void givenATrustedDocument_whenAnyoneSendsItOrNamesIt_thenItRuns() {
        for (var request : List.of(Map.of("query", TRUSTED), Map.of("documentId", "a1"),
                Map.of("documentId", "sha256:" + Sha256.hex(TRUSTED)))) {
            assertThat(send(anonymous(), request).body()).isEqualTo("{\"data\":{\"allSeries\":{\"totalCount\":0}}}");
        }
    }

    @Test
    void givenAnotherDocument_whenAnyoneSendsItOrNamesIt_thenItIsRefused() {
        var persisted = Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", Sha256.hex(OTHER)));
        for (var request : List.of(Map.of("query", OTHER), Map.of("documentId", "c3"), Map.of("query", TRUSTED + " "),
                Map.of("extensions", persisted), Map.of("query", OTHER, "extensions", persisted),
                Map.of("query", "{ __schema { types { name } } }"))) {
            var response = send(anonymous(), request, "graphql-client-name", "graphiql");
            assertThat(response.statusCode()).as("%s", request).isEqualTo(403);
            assertThat(code(response)).isEqualTo("DOCUMENT_NOT_TRUSTED");
            assertThat(response.body()).doesNotContain("allSeries", manifest.toString());
        }
        assertThat(send(anonymous().with("old"), Map.of("query", OTHER)).statusCode()).isEqualTo(401);
    }

    @Test
    void givenAnotherDocument_whenAnAdminSendsIt_thenItRuns() {
        var admin = admin();
        var hash = Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", Sha256.hex(OTHER)));

        assertThat(send(admin, Map.of("query", OTHER)).body()).contains("\"allMovies\"");
        // No documents are registered here, which clients are to notice.
        assertThat(json(send(admin, Map.of("extensions", hash)).body()).get("errors").findValuesAsText("message"))
                .containsExactly("PersistedQueryNotSupported", "PersistedQueryNotFound");
        assertThat(code(send(admin, Map.of("extensions", hash)))).isEqualTo("PERSISTED_QUERY_NOT_SUPPORTED");
    }

    @Test
    void givenAManifestThatChanges_whenItHasBeenLookedAt_thenItsDocumentsRun() {
        write(Map.of("a1", TRUSTED, "b2", LOGIN, "d4", "{ allBooks { totalCount } }"));
        file.look();

        assertThat(send(anonymous(), Map.of("documentId", "d4")).body()).contains("\"allBooks\"");
        assertThat(send(anonymous(), Map.of("documentId", "a1")).body()).contains("\"allSeries\"");
    }

    @ParameterizedTest
    @CsvSource({"none, ADMIN, true, false", "admins, ADMIN, false, true", "admins, MODERATOR, false, false",
            "admins,, true, false", "admins-and-graphiql,, true, true", "admins-and-graphiql,, false, false",
            "admins-and-graphiql, ADMIN, false, true"})
    void givenWhoIsExempt_whenTheySendAnotherDocument_thenItRuns(String exempt, Role role, boolean isGraphiQl,
            boolean runs) {
        var documents = new Documents(file, registered, ApplicationEventPublisher.noOp(), "trusted", exempt);
        var caller = new Caller("-", "127.0.0.1", "", Optional.ofNullable(role)
                .map(known -> new Viewer(1, new Credential(Credential.Kind.SESSION, 1), known)));
        var request = new GraphQlRequest(OTHER, Optional.empty(), Map.of(), Map.of());

        if (runs) {
            assertThatCode(() -> documents.resolved(request, caller, isGraphiQl)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> documents.resolved(request, caller, isGraphiQl))
                    .isInstanceOf(DocumentException.class);
        }
    }

    @Test
    void givenNoManifest_whenOnlyItsDocumentsAreToRun_thenTheServerSaysSoAtTheStart() {
        var none = new ManifestFile(null);

        assertThatThrownBy(() -> new Documents(none, registered, ApplicationEventPublisher.noOp(), "trusted", "none"))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("REELGRAPH_DOCUMENTS_MANIFEST");
    }

    @Test
    void givenADocumentThatIsNamed_whenItsTextIsFound_thenItIsTheSameStringEachTime_soThatItIsParsedOnce() {
        var documents = new Documents(file, registered, ApplicationEventPublisher.noOp(), "any", "none");
        var caller = new Caller("-", "127.0.0.1", "", Optional.empty());
        var request = new GraphQlRequest("", Optional.of("a1"), Optional.empty(), Map.of(), Map.of());

        assertThat(documents.resolved(request, caller, false).query())
                .isSameAs(documents.preview(request).orElseThrow().query());
    }
}
