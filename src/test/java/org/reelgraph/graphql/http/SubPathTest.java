package org.reelgraph.graphql.http;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A server that is at a path. */
@DatabaseIndependent
class SubPathTest extends ServerTest {

    private static final String HTML = "text/html,*/*;q=0.8";

    @Override
    protected Map<String, String> settings() {
        return Map.of("micronaut.server.context-path", "reel/", "reelgraph.limits.body", "1000");
    }

    private int post(String path, String body) {
        return anonymous().send(anonymous().request(path, "content-type", "application/json")
                .POST(BodyPublishers.ofString(body))).statusCode();
    }

    @Test
    void givenTheServersAddresses_whenAskedBelowThePath_thenTheyAnswer_andNowhereElse() throws Exception {
        assertThat(anonymous().get("/reel/graphql?query=%7B__typename%7D").body()).contains("\"Query\"");
        assertThat(post("/reel/graphql", "{\"query\": \"{ __typename }\"}")).isEqualTo(200);
        assertThat(anonymous().get("/reel/graphql/schema").body())
                .isEqualTo(Files.readString(Path.of("schema.graphqls")));
        assertThat(anonymous().get("/reel/health").body()).isEqualTo("{\"status\":\"UP\"}");
        for (var path : new String[]{"/reel/graphiql", "/reel/graphiql/page.js", "/reel/graphiql/graphiql.min.js"}) {
            assertThat(anonymous().get(path).statusCode()).as(path).isEqualTo(200);
            assertThat(anonymous().get(path).headers().firstValue("x-request-id")).isPresent();
        }
        try (var socket = SocketClient.open(server.getContextURI()).init()) {
            socket.subscribe("a", "{ __typename }");
            assertThat(socket.next().at("/payload/data/__typename").asText()).isEqualTo("Query");
        }
        for (var path : new String[]{"/graphql", "/graphiql", "/health", "/graphql/schema"}) {
            assertThat(anonymous().get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void givenWhatIsShutWithoutAPath_whenAskedBelowIt_thenItIsShutToo() {
        assertThat(post("/reel/graphql", "{\"query\": \"" + " ".repeat(1_000) + "{ __typename }\"}")).isEqualTo(413);
        assertThat(anonymous().get("/reel/health/readiness").statusCode()).isEqualTo(404);
        assertThat(post("/reel/graphiql", "")).isEqualTo(405);
        assertThat(post("/reel/health", "")).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({"/reel, /reel/", "/reel/graphql, /reel/graphiql", "/reel/graphql/, /reel/graphiql",
            "/reel/graphiql/, /reel/graphiql"})
    void givenAnAddress_whenABrowserOpensIt_thenItComesToThePage_orToGraphiQl(String path, String page) {
        var response = anonymous().get(path, "accept", HTML);

        var location = response.headers().firstValue("location").orElse("none");
        assertThat(URI.create(path).resolve(location)).hasToString(page);
        assertThat(URI.create("/behind/a/proxy" + path).resolve(location)).hasToString("/behind/a/proxy" + page);
        assertThat(anonymous().get(page, "accept", HTML).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/a/b/, /a/b", "a, /a", "/, ''", "'', ''"})
    void givenAPathAsOwnersWriteIt_whenStarted_thenTheServerIsThere(String setting, String path) {
        var settings = Map.<String, Object>of("reelgraph.data-dir", newFolder("SubPathTest").toString(),
                "micronaut.server.port", "-1", "micronaut.server.context-path", setting);
        try (var other = ApplicationContext.run(EmbeddedServer.class, settings)) {
            assertThat(other.getContextURI()).hasToString(other.getURI() + path);
            assertThat(new GraphQlClient(other.getURI()).get(path + "/health").statusCode())
                    .isEqualTo(200);
        }
    }
}
