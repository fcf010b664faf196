package org.reelgraph.graphql.http;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseIndependent
class OpenDoorsTest extends ServerTest {

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.cors-origins", "https://app.example.org", "reelgraph.web", "off");
    }

    private static final String BROWSERS_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/logout", "/oauth/access_token", "/threaddump", "/routes", "/flyway",
            "/refresh", "/beans", "/env", "/info", "/prometheus", "/loggers", "/caches", "/stop", "/keys",
            "/token_info",
            "/graphiql/nope.js", "/graphiql/..%2f..%2fapplication.yml", "/application.yml", "/schema.graphqls",
            "/graphql/ws", "/graphql-ws", "/health/liveness", "/health/readiness", "/web/main.js"})
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
            assertThat(page.body()).contains("\"./graphiql/" + asset);
            assertThat(client().get("/graphiql/" + asset).statusCode()).as(asset).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"/, ./graphiql", "/graphql, ./graphiql", "/graphql/, ../graphiql", "/graphiql/, ../graphiql"})
    void givenAnAddressOfTheServer_whenABrowserOpensIt_thenItIsLedToGraphiQl(String path, String location) {
        var response = client().get(path, "accept", BROWSERS_ACCEPT);

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("location")).hasValue(location);
        assertThat(response.headers().allValues("x-request-id")).hasSize(1);
        assertThat(client().get("/graphiql", "accept", BROWSERS_ACCEPT).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/, text/html", "/graphql, text/html", "/graphql/, text/html", "/graphiql/, text/html", "/, */*",
            "/graphql, */*", "/graphiql, */*", "/graphql/schema, */*", "/health, */*", "/nowhere, */*",
            "/graphql?query=%7B__typename%7D, */*"})
    void givenAnAddress_whenOnlyItsHeadIsAsked_thenItIsWhatTheWholeWouldHave(String path, String accept) {
        var whole = client().get(path, "accept", accept, "origin", "https://app.example.org");
        var head = client()
                .send(client().request(path, "accept", accept, "origin", "https://app.example.org").HEAD());

        assertThat(head.statusCode()).isEqualTo(whole.statusCode());
        assertThat(head.body()).isEmpty();
        for (var name : List.of("location", "vary", "access-control-allow-origin")) {
            assertThat(head.headers().allValues(name)).as(name).isEqualTo(whole.headers().allValues(name));
        }
    }

    @Test
    void givenAQueryInTheAddress_whenABrowserOpensIt_thenItIsAnswered() {
        assertThat(client().get("/graphql?query=%7B__typename%7D", "accept", BROWSERS_ACCEPT).body())
                .isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
        assertThat(client().get("/graphql?query=", "accept", BROWSERS_ACCEPT).statusCode()).isNotEqualTo(303);
    }

    @Test
    void givenAPageOfTheServers_whenItPostsAQuery_thenItIsAnswered() {
        for (var accept : List.of("application/json, multipart/mixed", BROWSERS_ACCEPT)) {
            assertThat(client().post("{\"query\": \"{ __typename }\"}", "origin", server.getURI().toString(), "accept",
                    accept).body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json"})
    void givenAProgram_whenItAsksThere_thenItIsNotLedAnywhere(String accept) {
        assertThat(client().get("/", "accept", accept).statusCode()).isEqualTo(404);
        assertThat(client().get("/graphql", "accept", accept).statusCode()).isEqualTo(400);
        assertThat(client().get("/graphiql/", "accept", accept).statusCode()).isEqualTo(200);
        assertThat(client().send(client().request("/", "accept", BROWSERS_ACCEPT).POST(BodyPublishers.ofString("")))
                .statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphiql", "/health"})
    void givenAPage_whenPostedTo_thenMethodNotAllowed(String path) {
        assertThat(client().send(client().request(path).POST(BodyPublishers.ofString(""))).statusCode()).isEqualTo(405);
    }
}
