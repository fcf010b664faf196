package org.reelgraph.graphql.limits;

import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitTest extends ServerTest {

    private static final String MUTATION = "mutation { logoutEverywhere { ended } }";
    private static final String OPEN = "mutation { refreshSession(input: {refreshToken: \"x\"}) { userErrors { code } } }";

    @Inject
    TestClock clock;

    private int network;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.rate.mutations", "6", "reelgraph.rate.queries", "40", "reelgraph.trusted-proxies",
                "127.0.0.1", "reelgraph.sign-in.access-time", "90d");
    }

    @BeforeEach
    void begin() {
        network++;
        clock.pass(Duration.ofMinutes(1));
    }

    private HttpResponse<String> send(GraphQlClient client, String document, String address) {
        return client.post(GraphQlClient.write(Map.of("query", document)), "x-forwarded-for", address, "accept",
                "application/json");
    }

    private String address(int host) {
        return "10.2." + network + "." + host;
    }

    @Test
    void givenMoreMutationsThanAMinuteHolds_whenSent_thenTheyWaitAsLongAsIsSaid() {
        for (var i = 0; i < 6; i++) {
            assertThat(send(anonymous(), OPEN, address(1)).statusCode()).isEqualTo(200);
        }

        var refused = send(anonymous(), OPEN, address(1));
        assertThat(refused.statusCode()).isEqualTo(429);
        var error = GraphQlClient.json(refused.body()).at("/errors/0");
        assertThat(error.at("/extensions/code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(error.get("message").asText()).contains("mutations", "6 a minute");
        var wait = error.at("/extensions/retryAfter").asInt();
        assertThat(wait).isBetween(1, 11);
        assertThat(refused.headers().firstValue("retry-after")).hasValue("" + wait);
        assertThat(send(anonymous(), OPEN, address(2)).statusCode()).as("another address").isEqualTo(200);
        assertThat(send(anonymous(), "{ __typename }", address(1)).statusCode()).as("a query").isEqualTo(200);

        clock.pass(Duration.ofSeconds(wait));
        assertThat(send(anonymous(), OPEN, address(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void givenSeveralMutationsInOneOperation_whenSent_thenEachCounts() {
        var four = "mutation { " + "abcd".chars().mapToObj(alias -> (char) alias
                + ": revokeSession(input: {id: \"session_0000000000000\"}) { userErrors { code } }")
                .collect(Collectors.joining(" ")) + " }";

        assertThat(send(anonymous(), four, address(3)).statusCode()).isEqualTo(200);
        assertThat(send(anonymous(), four, address(3)).statusCode()).isEqualTo(429);
        assertThat(send(anonymous(), OPEN, address(3)).statusCode()).as("there is place for two").isEqualTo(200);
        assertThat(send(anonymous(), OPEN, address(3)).statusCode()).isEqualTo(200);
        assertThat(send(anonymous(), OPEN, address(3)).statusCode()).isEqualTo(429);
    }

    @Test
    void givenAUser_whenTheyUseSessionsAndKeysFromSeveralAddresses_thenAllCountsTogether() {
        var session = client();
        var key = anonymous().with(Accounts.newKey(session, Role.USER));
        clock.pass(Duration.ofMinutes(1));
        var harmless = "mutation { revokeApiKey(input: {id: \"apikey_0000000000000\"}) { userErrors { code } } }";
        for (var i = 0; i < 3; i++) {
            assertThat(send(session, harmless, address(4)).statusCode()).isEqualTo(200);
            assertThat(send(key, harmless, address(5 + i)).statusCode()).isEqualTo(200);
        }

        assertThat(send(session, harmless, address(4)).statusCode()).isEqualTo(429);
        assertThat(send(key, harmless, address(9)).statusCode()).isEqualTo(429);
        assertThat(send(anonymous(), OPEN, address(4)).statusCode()).as("nobody, from there").isEqualTo(200);
    }

    @Test
    void givenMoreQueriesThanAMinuteHolds_whenSent_thenTheyAreRefused() {
        assertThat(answeredUntilRefused(() -> send(anonymous(), "{ __typename }", address(1)))).isBetween(40, 200);
        assertThat(answeredUntilRefused(
                () -> anonymous().get("/graphql?query=%7B__typename%7D", "x-forwarded-for", address(1))))
                .isLessThan(40);
        assertThat(send(anonymous(), OPEN, address(1)).statusCode()).isEqualTo(200);
        assertThat(send(anonymous(), MUTATION, address(2)).body()).contains("UNAUTHENTICATED");
    }

    @Test
    void givenACurrentAnswer_whenItsTagIsSentMoreOftenThanAMinuteHolds_thenThatCountsAsAQuery() {
        var path = "/graphql?query=%7BlibraryStats%7BmovieCount%7D%7D";
        var tag = anonymous().get(path, "x-forwarded-for", address(1)).headers().firstValue("etag").orElseThrow();

        assertThat(answeredUntilRefused(
                () -> anonymous().get(path, "x-forwarded-for", address(1), "if-none-match", tag)))
                .isBetween(39, 200);
    }

    // On a slow machine some of the allowance comes back while the requests are sent.
    private static int answeredUntilRefused(Supplier<HttpResponse<String>> request) {
        for (var answered = 0; answered <= 200; answered++) {
            var status = request.get().statusCode();
            if (status == 429) {
                return answered;
            }
            assertThat(status).isIn(200, 304);
        }
        return Integer.MAX_VALUE;
    }
}
