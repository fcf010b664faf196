package org.reelgraph.graphql.http;

import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.RawHttp;
import org.reelgraph.testing.RefusedStart;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A server on a loopback address that has a name besides. */
@DatabaseIndependent
class HostCheckTest extends ServerTest {

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.hosts", "Reel.example.org., nas", "reelgraph.cors-origins", "https://app.example.org");
    }

    private String get(String target, String headers) {
        return RawHttp.answer(server.getURI(),
                "GET " + target + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.1:8080", "localhost:8080", "LocalHost", "localhost.",
            "reel.localhost",
            "[::1]:8080", "[::1]", "192.168.1.5", "reel.example.org", "REEL.example.org.:443", "nas:8080"})
    void givenAHostThatIsTheServers_whenAsked_thenItAnswers(String host) {
        assertThat(get("/health", "Host: " + host + "\r\n")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example",
            "xlocalhost", "other.reel.example.org", "user@localhost", "[::1]evil", "[evil]", "2130706433", "127.1",
            "a:b:c", "."})
    void givenAnyOtherHost_whenAsked_thenItIsRefusedAndTheOwnerToldWhatToSet(String host) {
        assertThat(get("/health", "Host: " + host + "\r\n")).startsWith("HTTP/1.1 403")
                .contains("\"code\":\"FORBIDDEN\"", "REELGRAPH_HOSTS=", "\"requestId\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nowhere", "/graphiql", "/graphiql/page.js", "/graphql/schema", "/health",
            "/graphql?query=%7B__typename%7D"})
    void givenAnotherHost_whenAnyAddressIsAsked_thenItIsRefused(String path) {
        assertThat(get(path, "Host: evil.example\r\n")).startsWith("HTTP/1.1 403").doesNotContain("__typename");
    }

    @Test
    void givenAnotherHost_whenItsPagePostsOrAsksWhetherItMay_thenItIsRefused() {
        var body = "{\"query\":\"{__typename}\"}";
        assertThat(RawHttp.answer(server.getURI(),
                "POST /graphql HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example"
                        + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\n\r\n"
                        + body))
                .startsWith("HTTP/1.1 403");
        assertThat(RawHttp.answer(server.getURI(),
                "OPTIONS /graphql HTTP/1.1\r\nHost: evil.example\r\nOrigin: https://app.example.org"
                        + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type"
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void givenUnusualRequests_whenTheyNameNoOtherHost_thenTheyAreAnswered() {
        assertThat(RawHttp.answer(server.getURI(), "GET /health HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200");
        assertThat(get("http://localhost/health", "Host: localhost\r\n")).startsWith("HTTP/1.1 200");
        assertThat(get("http://evil.example/health", "Host: localhost\r\n")).startsWith("HTTP/1.1 403");
    }

    // What a server is to check is decided when it starts.
    @ParameterizedTest
    @CsvSource({"127.0.0.1,, true", "'[::1]',, true", "0.0.0.0,, false", "192.168.1.4,, false", "0.0.0.0, nas, true"})
    void givenAnAddressAndNames_whenAnotherHostIsAsked_thenItIsRefusedOrNot(String address, String hosts,
            boolean refused) {
        var answered = new HostCheck(server.getApplicationContext().getBean(Responses.class),
                hosts == null ? null : List.of(hosts), address)
                .check(HttpRequest.GET("/health").header("Host", "evil.example"));

        assertThat(answered != null).isEqualTo(refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://reel.example.org", "reel.example.org:8080", "a b", "*"})
    void givenANameThatIsNone_whenStarted_thenTheReasonSaysSo(String name) {
        var settings = Map.<String, Object>of("reelgraph.data-dir", newFolder("HostCheckTest").toString(),
                "reelgraph.hosts", name);

        RefusedStart.of(settings).hasStackTraceContaining("REELGRAPH_HOSTS: '" + name);
    }
}
