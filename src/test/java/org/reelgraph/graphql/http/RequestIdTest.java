package org.reelgraph.graphql.http;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseIndependent
class RequestIdTest extends ServerTest {

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.trusted-proxies", "127.0.0.0/8", "reelgraph.rate.mutations", "1",
                "reelgraph.limits.body", "2000");
    }

    private static void assertNamed(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        var header = response.headers().firstValue("x-request-id").orElse("none");
        assertThat(header).matches("[0-9A-Z]{13}");
        var errors = GraphQlClient.json(response.body()).get("errors");
        assertThat(errors).as(response.body()).isNotEmpty()
                .allMatch(error -> error.at("/extensions/requestId").asText().equals(header));
    }

    @Test
    void givenErrorsOfEveryKind_whenAnswered_thenEachNamesTheRequest() {
        var client = anonymous();
        assertNamed(client.post("{"), 400);
        assertNamed(client.post("{\"query\": \"{\"}"), 200);
        assertNamed(client.post("{\"query\": \"{ nothing }\"}"), 200);
        assertNamed(client.post("{\"query\": \"{ node(id: \\\"x\\\") { id } }\"}"), 200);
        assertNamed(client.post("{\"query\": \"{ users { totalCount } }\"}"), 200);
        assertNamed(client.with("garbage").post("{\"query\": \"{ __typename }\"}"), 401);
        assertNamed(client.post("{\"query\": \"" + " ".repeat(3000) + "{ __typename }\"}"), 413);
        assertNamed(client.send(client.request("/graphql", "content-type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("x"))), 415);
        assertNamed(client.post("{\"query\": \"{ __typename }\"}", "accept", "image/png"), 406);
        assertNamed(client.get("/graphql?query=mutation%7Blogout%7Bended%7D%7D"), 405);
        assertNamed(client.get("/nowhere"), 404);
        assertNamed(client.send(client.request("/graphql").DELETE()), 405);
        assertNamed(client.post("{\"query\": \"mutation { logout { ended } }\"}"), 200);
        assertNamed(client.post("{\"query\": \"mutation { logout { ended } }\"}"), 429);
    }

    @Test
    void givenAnAnswerWithoutError_whenSent_thenItsHeaderNamesTheRequestAnewEachTime() {
        var first = anonymous().post("{\"query\": \"{ __typename }\"}");
        var second = anonymous().post("{\"query\": \"{ __typename }\"}");

        assertThat(first.body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
        assertThat(first.headers().firstValue("x-request-id")).isPresent()
                .isNotEqualTo(second.headers().firstValue("x-request-id"));
    }

    @Test
    void givenAProxyOfTheOwners_whenItNamesTheRequest_thenThatIsItsName() {
        var response = anonymous().post("{", "x-request-id", "proxy-7f.1");

        assertThat(response.headers().allValues("x-request-id")).containsExactly("proxy-7f.1");
        assertThat(response.body()).contains("\"requestId\":\"proxy-7f.1\"");
        for (var odd : List.of("a b", "x".repeat(65), "\"quoted\"", "ä")) {
            assertThat(anonymous().post("{", "x-request-id", odd).headers().firstValue("x-request-id").get())
                    .matches("[0-9A-Z]{13}");
        }
    }

    @Test
    void givenPages_whenAnswered_thenTheHeaderNamesTheRequest() {
        var client = anonymous();
        for (var response : List.of(client.get("/health"), client.get("/graphiql"), client.get("/graphql/schema"),
                client.get("/health/readiness"))) {
            assertThat(response.headers().allValues("x-request-id")).as(response.uri().toString()).hasSize(1)
                    .allMatch(id -> id.matches("[0-9A-Z]{13}"));
        }
    }
}
