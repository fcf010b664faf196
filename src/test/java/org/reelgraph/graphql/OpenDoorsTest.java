package org.reelgraph.graphql;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

class OpenDoorsTest extends ServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/logout", "/oauth/access_token", "/threaddump", "/routes", "/flyway",
            "/refresh", "/beans", "/env", "/info", "/metrics", "/loggers", "/caches", "/stop", "/keys", "/token_info",
            "/graphiql/nope.js", "/graphiql/..%2f..%2fapplication.yml", "/application.yml", "/schema.graphqls",
            "/graphql/ws", "/graphql-ws", "/health/liveness", "/health/readiness"})
    void givenAnyOtherAddress_whenAsked_thenNotFound(String path) {
        assertThat(client().get(path).statusCode()).as("GET").isEqualTo(404);
        var post = client().request(path, "content-type", "application/json").POST(BodyPublishers.ofString("{}"));
        assertThat(client().send(post).statusCode()).as("POST").isIn(404, path.startsWith("/graphiql/") ? 405 : 404);
    }

    @Test
    void givenARunningServer_whenHealthIsAsked_thenUpAndNothingMore() {
        var response = client().get("/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void givenTheContract_whenAsked_thenItIsTheFileToTheLetter() throws IOException {
        assertThat(client().get("/graphql/schema").body()).isEqualTo(Files.readString(Path.of("schema.graphqls")));
    }

    @Test
    void givenGraphiQl_whenItsPageIsRead_thenNothingOfItLiesElsewhere() {
        var page = client().get("/graphiql");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(page.body()).doesNotContainPattern("(src|href)=\"(https?:)?//");
        for (var asset : new String[]{"graphiql.min.js", "graphiql.min.css", "react.production.min.js",
                "react-dom.production.min.js", "page.js", "page.css"}) {
            assertThat(page.body()).contains("/graphiql/" + asset);
            assertThat(client().get("/graphiql/" + asset).statusCode()).as(asset).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphiql", "/health"})
    void givenAPage_whenPostedTo_thenMethodNotAllowed(String path) {
        assertThat(client().send(client().request(path).POST(BodyPublishers.ofString(""))).statusCode()).isEqualTo(405);
    }
}
