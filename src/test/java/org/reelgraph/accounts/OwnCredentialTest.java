package org.reelgraph.accounts;

import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.graphql.access.RequestDenied;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Mutations that carry a credential of their own, with a token or key beside them that isn't valid. */
class OwnCredentialTest extends ServerTest {

    private static final String LOGIN = "login(input: {email: \"%s\", password: \"%s\"}) { accessToken user { email } }"
            .formatted(Accounts.ADMIN, Accounts.PASSWORD);
    private static final String REFUSED_TOKEN = "(input: {refreshToken: \"x\"}) { userErrors { code } }";

    /** Hears of refusals. */
    @Singleton
    static class Listener {

        private final Queue<String> heard = new ConcurrentLinkedQueue<>();

        @EventListener
        void hear(RequestDenied refused) {
            heard.add(refused.action());
        }
    }

    @Inject
    Listener refusals;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.sign-in.tries", "1000", "reelgraph.sign-in.free-tries", "1000");
    }

    private HttpResponse<String> post(String document, String... headers) {
        return anonymous().post(GraphQlClient.write(Map.of("query", document)), headers);
    }

    static Stream<List<String>> badHeaders() {
        return Stream.of(List.of("authorization", "Bearer garbage"), List.of("authorization", "Basic b3duZXI6cHc="),
                List.of("authorization", ""), List.of("x-api-key", "rg_nope"), List.of("x-api-key", "nope"),
                List.of("authorization", "Bearer a", "authorization", "Bearer b"),
                List.of("authorization", "Bearer a", "x-api-key", "rg_b"));
    }

    @ParameterizedTest
    @MethodSource("badHeaders")
    void givenAHeaderThatIsNotGood_whenSigningIn_thenItDoes_andAnythingElseIsRefused(List<String> header) {
        var headers = header.toArray(String[]::new);

        var login = post("mutation { " + LOGIN + " }", headers);
        assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
        assertThat(login.body()).contains("\"email\":\"" + Accounts.ADMIN + "\"");

        for (var document : List.of("{ __typename }", "{ viewer { user { email } } }", "mutation { logout { ended } }",
                "mutation { " + LOGIN + " logout { ended } }")) {
            var refused = post(document, headers);
            assertThat(refused.statusCode()).as(document).isEqualTo(401);
            assertThat(refused.body()).contains("UNAUTHENTICATED").doesNotContain("data");
            assertThat(refused.headers().firstValue("www-authenticate").orElse(""))
                    .startsWith("Bearer realm=\"Reelgraph\", error=\"invalid_token\", error_description=\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"refreshSession(input: {refreshToken: \"x\"}) { userErrors { code } }",
            "createFirstAdmin(input: {setupToken: \"x\", email: \"a@example.org\", password: \"ten characters\"}) { userErrors { code } }",
            "setPassword(input: {token: \"x\", email: \"a@example.org\", password: \"ten characters\"}) { userErrors { code } }"})
    void givenABadToken_whenAMutationCarriesItsOwnCredential_thenItIsItsCredentialThatCounts(String mutation) {
        var response = post("mutation { " + mutation + " }", "authorization", "Bearer garbage");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).containsPattern("INVALID_(TOKEN|CREDENTIALS)");
    }

    @Test
    void givenASessionThatHasEnded_whenItsOldTokensAreSentAlong_thenTheUserSignsInAnew() {
        var old = Accounts.login(anonymous(), Accounts.ADMIN, Accounts.PASSWORD).get("accessToken").asText();
        anonymous().with(old).data("mutation { logout { ended } }");
        assertThat(anonymous().with(old).post("{\"query\": \"{ __typename }\"}").statusCode()).isEqualTo(401);

        var signIn = Accounts.login(anonymous().with(old), Accounts.ADMIN, Accounts.PASSWORD);
        var next = anonymous().with(old).data("mutation($t: String!) { refreshSession(input: {refreshToken: $t})"
                + " { accessToken } }", Map.of("t", signIn.get("refreshToken").asText()));

        assertThat(anonymous().with(next.at("/refreshSession/accessToken").asText())
                .data("{ viewer { user { email } } }").at("/viewer/user/email").asText()).isEqualTo(Accounts.ADMIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mutation { ...A } fragment A on Mutation { " + "refreshSession" + REFUSED_TOKEN + " }",
            "mutation { __typename ... on Mutation { refreshSession" + REFUSED_TOKEN + " } }",
            "mutation { other: refreshSession" + REFUSED_TOKEN + " }"})
    void givenABadToken_whenTheFieldIsInAFragmentOrRenamed_thenTheOperationRuns(String document) {
        assertThat(post(document, "authorization", "Bearer garbage").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mutation { __typename }", "mutation { nope }", "mutation {", "mutation { login }",
            "query { viewer { user { id } } __typename }", "subscription { a }",
            "mutation { ...A } fragment A on Mutation { logout { ended } refreshSession" + REFUSED_TOKEN + " }",
            "mutation A { __typename } mutation B { refreshSession" + REFUSED_TOKEN + " }"})
    void givenABadToken_whenTheOperationIsAnyOther_thenTheTokenIsWhatIsWrong(String document) {
        assertThat(post(document, "authorization", "Bearer garbage").statusCode()).isEqualTo(401);
    }

    @Test
    void givenABadToken_whenTheBodyIsNoRequest_thenTheTokenIsWhatIsWrong() {
        assertThat(anonymous().with("garbage").post("{").statusCode()).isEqualTo(401);
        assertThat(anonymous().with("garbage").get("/graphql?query=%7B__typename%7D").statusCode()).isEqualTo(401);
    }

    @Test
    void givenAKeyThatIsNotGood_whenTheUserSignsIn_thenTheyAreWhoTheyAreByTheirPasswordAlone() {
        var key = Accounts.newKey(client(), Role.ADMIN) + "x";

        assertThat(post("mutation { " + LOGIN + " }", "x-api-key", key).body()).contains(Accounts.ADMIN);
    }

    @Test
    void givenBadTokens_whenRefusalsAreCounted_thenEachRequestThatWasRefusedIsOne() {
        refusals.heard.clear();

        post("mutation { " + LOGIN + " }", "authorization", "Bearer garbage");
        post("mutation { refreshSession" + REFUSED_TOKEN + " }", "authorization", "Bearer garbage");
        post("{ __typename }", "authorization", "Bearer garbage");
        anonymous().with("garbage").post("{");
        anonymous().with("garbage").post("x".repeat(1_048_577));

        assertThat(refusals.heard).containsExactly("refreshSession", "authenticate", "authenticate", "authenticate");
    }
}
