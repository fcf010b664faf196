package org.reelgraph.graphql;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A server with one origin let in. */
class CorsTest extends ServerTest {

    private static final String ALLOWED = "access-control-allow-origin";

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.cors-origins", "https://app.example.org");
    }

    private HttpResponse<String> preflight(String origin) {
        return anonymous()
                .send(anonymous().request("/graphql", "origin", origin, "access-control-request-method", "POST",
                        "access-control-request-headers", "authorization,content-type").method("OPTIONS",
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
    @ValueSource(strings = {"https://evil.example.org", "http://app.example.org", "https://app.example.org.evil.org",
            "null", "none"})
    void givenAnotherOrigin_whenItsPageAsks_thenTheBrowserKeepsTheAnswer(String origin) {
        assertThat(preflight(origin).headers().firstValue(ALLOWED)).isEmpty();
        assertThat(anonymous().post("{\"query\": \"{ __typename }\"}", "origin", origin).headers().firstValue(ALLOWED))
                .isEmpty();
    }
}
