package org.reelgraph.accounts.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.storage.Sha256;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

class SessionTest extends ServerTest {

    private static final String REFRESH = """
                                          mutation($token: String!) { refreshSession(input: {refreshToken: $token}) {
                                            accessToken refreshToken expiresAt refreshExpiresAt user { email } userErrors { code path } } }""";
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String VIEWER = "{ viewer { user { email role } sessions { id current ip userAgent } } }";

    /** Hears of sessions that end, as open sockets will. */
    @Singleton
    static class Listener {

        private final Queue<SessionEnded> heard = new ConcurrentLinkedQueue<>();

        @EventListener
        void hear(SessionEnded ended) {
            heard.add(ended);
        }
    }

    @Inject
    TestClock clock;
    @Inject
    Listener listener;
    @Inject
    LastUse use;

    private JsonNode login() {
        return Accounts.login(anonymous(), Accounts.ADMIN, Accounts.PASSWORD);
    }

    private JsonNode refresh(String token) {
        return anonymous().data(REFRESH, Map.of("token", token)).get("refreshSession");
    }

    private GraphQlClient with(JsonNode signIn) {
        return anonymous().with(signIn.get("accessToken").asText());
    }

    private String challenge(GraphQlClient client) {
        return client.post("{\"query\": \"{ __typename }\"}").headers().firstValue("www-authenticate").orElse("");
    }

    private int status(GraphQlClient client) {
        return client.post("{\"query\": \"{ __typename }\"}").statusCode();
    }

    @Test
    void givenASignIn_whenViewed_thenItIsTheUserWithTheirSessions() {
        var signIn = login();

        var viewer = with(signIn).data(VIEWER).get("viewer");

        assertThat(viewer.at("/user/email").asText()).isEqualTo(Accounts.ADMIN);
        assertThat(viewer.at("/sessions")).anySatisfy(session -> {
            assertThat(session.get("current").asBoolean()).isTrue();
            assertThat(session.get("ip").asText()).isEqualTo("127.0.0.1");
            assertThat(session.get("userAgent").asText()).startsWith("Java-http-client");
        });
        assertThat(viewer.at("/sessions").findValues("current")).filteredOn(JsonNode::asBoolean).hasSize(1);
        assertThat(anonymous().data(VIEWER).get("viewer").isNull()).isTrue();
    }

    @Test
    void givenALogout_whenTheTokensAreUsed_thenBothAreRefused() {
        var signIn = login();
        assertThat(status(with(signIn))).isEqualTo(200);

        assertThat(with(signIn).data("mutation { logout { ended } }").at("/logout/ended").asInt()).isEqualTo(1);

        var refused = with(signIn).post("{\"query\": \"{ allSeries { totalCount } }\"}");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("www-authenticate")).hasValue(
                "Bearer realm=\"Reelgraph\", error=\"invalid_token\", error_description=\"The session has ended. Sign in again.\"");
        assertThat(GraphQlClient.json(refused.body()).at("/errors/0/extensions/code").asText())
                .isEqualTo("UNAUTHENTICATED");
        assertThat(refresh(signIn.get("refreshToken").asText()).at("/userErrors/0/code").asText())
                .isEqualTo("INVALID_TOKEN");
    }

    @Test
    void givenSessionsThatEnd_whenTheyDo_thenTheProgramHearsOfEachOnce() {
        var reused = login().get("refreshToken").asText();
        refresh(reused);
        clock.pass(Duration.ofSeconds(31));
        var one = login();
        login();
        listener.heard.clear();

        refresh(reused);
        assertThat(listener.heard).hasSize(1);
        with(one).data("mutation { logoutEverywhere { ended } }");

        assertThat(listener.heard.stream().map(SessionEnded::sessionId)).hasSizeGreaterThanOrEqualTo(3)
                .doesNotHaveDuplicates();
    }

    @Test
    void givenSeveralSessions_whenLoggedOutEverywhere_thenNoneIsLeft() {
        var one = login();
        var other = login();

        assertThat(with(one).data("mutation { logoutEverywhere { ended } }").at("/logoutEverywhere/ended").asInt())
                .isGreaterThanOrEqualTo(2);

        assertThat(List.of(status(with(one)), status(with(other)))).containsOnly(401);
    }

    @Test
    void givenAnotherSession_whenItIsRevoked_thenOnlyThatOneEnds() {
        var one = login();
        var other = login();
        var id = with(other).data(VIEWER).at("/viewer/sessions").findParents("current").stream()
                .filter(session -> session.get("current").asBoolean()).findFirst().orElseThrow().get("id").asText();

        var revoked = with(one).data("mutation($id: ID!) { revokeSession(input: {id: $id}) { session { id } } }",
                Map.of("id", id));

        assertThat(revoked.at("/revokeSession/session/id").asText()).isEqualTo(id);
        assertThat(status(with(one))).isEqualTo(200);
        assertThat(status(with(other))).isEqualTo(401);
    }

    @Test
    void givenARefresh_whenItIsRepeatedWithinTheGraceTime_thenEachGetsTheSamePair() {
        var first = login().get("refreshToken").asText();
        var second = refresh(first);
        assertThat(second.get("refreshToken").asText()).isNotEqualTo(first);

        for (var seconds = 0; seconds < 28; seconds += 7) {
            clock.pass(Duration.ofSeconds(7));
            assertThat(refresh(first)).isEqualTo(second);
        }

        assertThat(status(with(second))).isEqualTo(200);
        assertThat(refresh(second.get("refreshToken").asText()).get("accessToken").isTextual()).isTrue();
    }

    @Test
    void givenManyTabs_whenTheyRefreshAtOnce_thenAllGetTheSamePairAndNoneIsSignedOut() {
        var first = login().get("refreshToken").asText();

        var pairs = IntStream.range(0, 8).mapToObj(tab -> CompletableFuture.supplyAsync(() -> refresh(first))).toList()
                .stream().map(CompletableFuture::join).toList();

        assertThat(pairs).allMatch(pair -> pair.equals(pairs.getFirst()));
        assertThat(status(with(pairs.getFirst()))).isEqualTo(200);
    }

    @Test
    void givenASuccessorThatWasReplacedToo_whenASlowTabComesInTime_thenItGetsThePairThatIsGoodByNow() {
        var first = login().get("refreshToken").asText();
        clock.pass(Duration.ofSeconds(60));
        var second = refresh(first).get("refreshToken").asText();
        clock.pass(Duration.ofSeconds(20));
        var third = refresh(second);
        clock.pass(Duration.ofSeconds(5));

        assertThat(refresh(first)).isEqualTo(third).isEqualTo(refresh(second));

        clock.pass(Duration.ofSeconds(10)); // too late for the first, not for the second
        assertThat(refresh(second)).isEqualTo(third);
        assertThat(status(with(third))).isEqualTo(200);
        assertThat(refresh(first).at("/userErrors/0/code").asText()).isEqualTo("INVALID_TOKEN");
        assertThat(status(with(third))).isEqualTo(401);
    }

    @Test
    void givenAReplacedToken_whenItComesAfterTheGraceTime_thenTheSessionEnds() {
        var first = login().get("refreshToken").asText();
        var second = refresh(first);
        clock.pass(Duration.ofSeconds(31));

        assertThat(refresh(first).at("/userErrors/0/code").asText()).isEqualTo("INVALID_TOKEN");

        assertThat(status(with(second))).isEqualTo(401);
        assertThat(refresh(second.get("refreshToken").asText()).get("accessToken").isNull()).isTrue();
        assertThat(client().data(
                "{ auditLog(first: 1, filter: {action: \"endStolenSession\"}) { edges { node { actor label } } } }")
                .at("/auditLog/edges/0/node").toString())
                .isEqualTo("{\"actor\":\"SYSTEM\",\"label\":\"" + Accounts.ADMIN + "\"}");
    }

    @Test
    void givenReplacedTokens_whenTheirGraceTimeIsOver_thenTheirHashesAreForgotten() throws SQLException {
        var token = login().get("refreshToken").asText();
        for (var i = 0; i < 3; i++) {
            token = refresh(token).get("refreshToken").asText();
            clock.pass(Duration.ofSeconds(31));
        }
        refresh(token);

        assertThat(Tables.query(folder(), "SELECT count(*) FROM replaced_refresh_tokens WHERE session_id ="
                + " (SELECT max(id) FROM sessions)")).containsExactly("|1");
    }

    @Test
    void givenASignIn_whenAnswered_thenItTellsWhenEachTokenEnds() throws ParseException {
        var signIn = login();
        var next = refresh(signIn.get("refreshToken").asText());

        for (var pair : List.of(signIn, next)) {
            for (var token : Map.of("accessToken", "expiresAt", "refreshToken", "refreshExpiresAt").entrySet()) {
                var end = SignedJWT.parse(pair.get(token.getKey()).asText()).getJWTClaimsSet().getExpirationTime();
                assertThat(Instant.parse(pair.get(token.getValue()).asText())).isEqualTo(end.toInstant());
            }
        }
        assertThat(Duration.between(clock.instant(), Instant.parse(next.get("refreshExpiresAt").asText())))
                .isBetween(Duration.ofDays(6), Duration.ofDays(7));
    }

    @Test
    void givenTime_whenItPasses_thenTheAccessTokenEndsBeforeTheRefreshToken() {
        var signIn = login();
        clock.pass(Duration.ofMinutes(16));

        assertThat(status(with(signIn))).isEqualTo(401);
        var next = refresh(signIn.get("refreshToken").asText());
        assertThat(status(with(next))).isEqualTo(200);

        clock.pass(Duration.ofDays(8));
        assertThat(refresh(next.get("refreshToken").asText()).at("/userErrors/0/code").asText())
                .isEqualTo("INVALID_TOKEN");
    }

    @Test
    void givenATokenOfOneUse_whenItIsTakenForTheOther_thenItIsRefused() {
        var signIn = login();

        assertThat(status(anonymous().with(signIn.get("refreshToken").asText()))).isEqualTo(401);
        assertThat(refresh(signIn.get("accessToken").asText()).at("/userErrors/0/code").asText())
                .isEqualTo("INVALID_TOKEN");
    }

    @Test
    void givenAnAccessTokenThatWontDo_whenItComes_thenTheReasonTellsWhetherToRefreshOrToSignIn() {
        var signIn = login();
        assertThat(challenge(anonymous().with(signIn.get("refreshToken").asText()))).contains("refresh token");
        assertThat(challenge(anonymous().with("forged"))).contains("The access token is not valid. Sign in again.");

        clock.pass(Duration.ofMinutes(16));

        assertThat(challenge(with(signIn))).contains("has expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\n", "%s\r\n", "%s ", "\t%s", " \n %s \n"})
    void givenTheCurrentTokenAmongBlanks_whenRefreshed_thenItIsTheToken(String form) {
        var next = refresh(form.formatted(login().get("refreshToken").asText()));

        assertThat(status(with(next))).isEqualTo(200);
    }

    // The last character of a signature has four bits, so three others stand for the same.
    @Test
    void givenTheCurrentTokenWrittenOtherwise_whenRefreshed_thenItIsRefusedAndTheSessionStays() {
        var token = login().get("refreshToken").asText();
        var last = BASE64.indexOf(token.charAt(token.length() - 1));
        var begun = token.substring(0, token.length() - 1);

        for (var other : List.of(token + "=", token + "==", begun + "\n" + BASE64.charAt(last), token + "!",
                begun + BASE64.charAt(last + 1), begun + BASE64.charAt(last + 2), begun + BASE64.charAt(last + 3))) {
            assertThat(refresh(other).at("/userErrors/0/code").asText()).as(other).isEqualTo("INVALID_TOKEN");
        }

        assertThat(status(with(refresh(token)))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE users SET status = 'SUSPENDED' WHERE email = 'other@example.org'",
            "DELETE FROM users WHERE email = 'other@example.org'",
            "UPDATE sessions SET revoked_at = 1 WHERE user_id = 77"})
    void givenAnotherProcess_whenItTakesTheUserAway_thenTheTokenIsRefusedWithinASecond(String statement)
            throws SQLException, InterruptedException {
        Tables.run(folder(), "DELETE FROM users WHERE id = 77");
        Tables.run(folder(), "INSERT INTO users SELECT 77, 'other@example.org', 'Other', 'USER', 'ACTIVE',"
                + " password_hash, 1, 1, NULL, NULL FROM users WHERE email = '" + Accounts.ADMIN + "'");
        var other = with(Accounts.login(anonymous(), "Other@Example.org", Accounts.PASSWORD));
        assertThat(status(other)).isEqualTo(200);

        Tables.run(folder(), statement);

        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (status(other) != 401 && System.nanoTime() < until) {
            Pause.briefly();
        }
        assertThat(status(other)).isEqualTo(401);
    }

    @Test
    void givenARequest_whenItWasAnswered_thenItsUseIsWrittenLaterAndNotByIt() throws SQLException {
        var signIn = login();
        var before = Tables.query(folder(), "SELECT max(last_used_at) FROM sessions");
        clock.pass(Duration.ofMinutes(2));

        assertThat(status(with(signIn))).isEqualTo(200);
        assertThat(Tables.query(folder(), "SELECT max(last_used_at) FROM sessions")).isEqualTo(before);
        use.write();

        assertThat(Tables.query(folder(), "SELECT max(last_used_at) FROM sessions")).isNotEqualTo(before);
    }

    @Test
    void givenTheTables_whenRead_thenNoTokenStandsInThem() throws SQLException {
        var signIn = login();
        var hashes = new HashSet<>(Tables.query(folder(), "SELECT refresh_hash FROM sessions"));

        assertThat(hashes).contains("|" + Sha256.hex(signIn.get("refreshToken").asText()))
                .noneMatch(hash -> hash.contains("."));
    }
}
