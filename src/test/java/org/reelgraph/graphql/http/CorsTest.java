package org.reelgraph.graphql.http;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
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

/** A server with one origin let in. */
@DatabaseIndependent
class CorsTest extends ServerTest {

    private static final String ALLOWED = "access-control-allow-origin";

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.cors-origins", "https://App.example.org:443/, https://other.example.org",
                "reelgraph.cors-headers", "X-Mine, x-theirs");
    }

    private HttpResponse<String> preflight(String origin) {
        return preflight(origin, "authorization,content-type");
    }

    private HttpResponse<String> preflight(String origin, String headers) {
        return anonymous()
                .send(anonymous().request("/graphql", "origin", origin, "access-control-request-method", "POST",
                        "access-control-request-headers", headers).method("OPTIONS",
                                BodyPublishers.noBody()));
    }

    @Test
    void givenAnOriginThatIsLetIn_whenItsPageAsks_thenTheBrowserMayReadTheAnswer() {
        var preflight = preflight("https://app.example.org");
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue(ALLOWED)).hasValue("https://app.example.org");

        var answer = anonymous().post("{\"query\": \"{ __typename }\"}", "origin", "https://app.example.org");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(ALLOWED)).hasValue("https://app.example.org");
        assertThat(answer.headers().firstValue("access-control-allow-credentials")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-type, apollographql-client-name, apollographql-client-version",
            "apollo-require-preflight", "X-APOLLO-OPERATION-ID,X-APOLLO-OPERATION-NAME", "graphql-preflight",
            "graphql-client-name,graphql-client-version", "x-graphql-client-name,x-graphql-client-version",
            "x-api-key,x-request-id", "traceparent,tracestate,baggage,sentry-trace", "x-requested-with", "x-mine",
            "accept,X-Theirs"})
    void givenHeadersOfClientLibrariesAndTheOwners_whenAPageAsksToSendThem_thenItMay(String headers) {
        var preflight = preflight("https://other.example.org", headers);

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(String.join(",", preflight.headers().allValues("access-control-allow-headers")))
                .isEqualToIgnoringCase(headers.replace(" ", ""));
    }

    // Browsers leave the list out where a page sends nothing that needs leave.
    @ParameterizedTest
    @ValueSource(strings = {"", "Access-Control-Request-Headers:\r\n"})
    void givenNoHeaders_whenAPageAsksWhetherItMay_thenItMay(String headers) {
        var preflight = "OPTIONS /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: %s\r\n"
                + "Access-Control-Request-Method: POST\r\n" + headers + "\r\n";

        assertThat(RawHttp.answer(server.getURI(), preflight.formatted("https://app.example.org")))
                .startsWith("HTTP/1.1 200").containsIgnoringCase(ALLOWED + ": https://app.example.org");
        assertThat(RawHttp.answer(server.getURI(), preflight.formatted("https://evil.example.org")))
                .doesNotContainIgnoringCase(ALLOWED);
    }

    @Test
    void givenAnyOtherHeader_whenAPageAsksToSendIt_thenItMayNot() {
        assertThat(preflight("https://app.example.org", "content-type,x-other").statusCode()).isEqualTo(403);
        assertThat(preflight("https://app.example.org", "none").headers().map())
                .doesNotContainKey("access-control-allow-credentials");
    }

    @ParameterizedTest
    @CsvSource({"origins, app.example.org", "origins, https://app.example.org/page", "origins, *", "origins, null",
            "origins, https://*.example.org", "origins, https://", "headers, x y", "headers, *", "headers, x:y"})
    void givenWhatNoBrowserSends_whenStarted_thenTheReasonSaysSo(String list, String value) {
        var settings = Map.<String, Object>of("reelgraph.data-dir", newFolder("CorsTest").toString(),
                "micronaut.server.port", "-1", "reelgraph.cors-" + list, value);

        RefusedStart.of(settings)
                .hasStackTraceContaining("REELGRAPH_CORS_" + list.toUpperCase(Locale.ROOT) + ": '" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.org", "http://app.example.org", "https://app.example.org.evil.org",
            "null", "none"})
    void givenAnotherOrigin_whenItsPageAsks_thenTheBrowserKeepsTheAnswer(String origin) {
        assertThat(preflight(origin).headers().firstValue(ALLOWED)).isEmpty();
        assertThat(anonymous().post("{\"query\": \"{ __typename }\"}", "origin", origin).headers().firstValue(ALLOWED))
                .isEmpty();
    }
}
