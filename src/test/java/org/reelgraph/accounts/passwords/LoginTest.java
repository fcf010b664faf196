package org.reelgraph.accounts.passwords;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

class LoginTest extends ServerTest {

    private static final String LOGIN = "mutation($email: String!, $password: String!) {"
            + " login(input: {email: $email, password: $password}) { accessToken userErrors { code path } } }";

    @Inject
    TestClock clock;

    private int network;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.trusted-proxies", "127.0.0.0/8");
    }

    // Each test comes from a network of its own.
    @BeforeEach
    void moveOn() {
        network++;
    }

    private JsonNode answer(String address, String email, String password) {
        return GraphQlClient.json(response(address, email, password).body());
    }

    private HttpResponse<String> response(String address, String email, String password) {
        var body = GraphQlClient
                .write(Map.of("query", LOGIN, "variables", Map.of("email", email, "password", password)));
        return anonymous().post(body, "x-forwarded-for", address, "accept", "application/json");
    }

    private String code(String address, String email, String password) {
        var answer = answer(address, email, password);
        return answer.has("errors")
                ? answer.at("/errors/0/extensions/code").asText()
                : answer.at("/data/login/userErrors/0/code").asText("-");
    }

    private String address(int host) {
        return "10.1." + network + "." + host;
    }

    @Test
    void givenAWrongPassword_whenTriedAgainAndAgain_thenTriesHaveToWaitLongerAndLonger() {
        for (var i = 0; i < 5; i++) {
            assertThat(code(address(1), Accounts.ADMIN, "wrong")).isEqualTo("INVALID_CREDENTIALS");
        }
        var response = response(address(1), Accounts.ADMIN, "wrong");
        var refused = GraphQlClient.json(response.body());
        assertThat(refused.at("/errors/0/extensions/code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(response.headers().firstValue("retry-after"))
                .hasValue(refused.at("/errors/0/extensions/retryAfter").asText());
        assertThat(refused.at("/errors/0/extensions/retryAfter").asInt()).isBetween(1, 2);

        for (var seconds : new int[]{1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(code(address(1), Accounts.ADMIN, Accounts.PASSWORD)).as("before %s s", seconds)
                    .isEqualTo("RATE_LIMITED");
            clock.pass(Duration.ofSeconds(seconds));
            assertThat(code(address(1), Accounts.ADMIN, "wrong")).as("after %s s", seconds)
                    .isEqualTo("INVALID_CREDENTIALS");
        }
        assertThat(code(address(2), Accounts.ADMIN, Accounts.PASSWORD)).as("the owner from elsewhere").isEqualTo("-");
    }

    @Test
    void givenAClockThatIsSet_whenTriedAgain_thenWaitsAreAsLongAsTheyWere() {
        for (var i = 0; i < 6; i++) {
            code(address(1), Accounts.ADMIN, "wrong");
        }
        for (var days : new int[]{500, -1_000, 500}) {
            clock.jump(Duration.ofDays(days));
            var refused = answer(address(1), Accounts.ADMIN, "wrong").at("/errors/0/extensions");
            assertThat(refused.get("code").asText()).isEqualTo("RATE_LIMITED");
            assertThat(refused.get("retryAfter").asInt()).isBetween(1, 2);
        }
        clock.pass(Duration.ofSeconds(2));
        assertThat(code(address(1), Accounts.ADMIN, Accounts.PASSWORD)).isEqualTo("-");
    }

    @Test
    void givenASuccess_whenItComesInTime_thenTheNextTriesAreFreeAgain() {
        for (var round = 0; round < 3; round++) {
            for (var i = 0; i < 4; i++) {
                assertThat(code(address(1), Accounts.ADMIN, "wrong")).isEqualTo("INVALID_CREDENTIALS");
            }
            assertThat(code(address(1), Accounts.ADMIN, Accounts.PASSWORD)).isEqualTo("-");
        }
    }

    @Test
    void givenManyAccountsFromOneAddress_whenTried_thenTheAddressIsSlowedDown() {
        var codes = IntStream.range(0, 40)
                .mapToObj(i -> code("2001:db8:" + network + "::" + i, "user" + i + "@example.org",
                        "wrong"))
                .toList();

        assertThat(codes.subList(0, 30)).containsOnly("INVALID_CREDENTIALS");
        assertThat(codes.subList(31, 40)).containsOnly("RATE_LIMITED");
    }

    @Test
    void givenAnAddressThatAStrangerClaims_whenItStandsBeforeTheProxys_thenItCountsForNothing() {
        var body = GraphQlClient.write(Map.of("query", LOGIN, "variables",
                Map.of("email", Accounts.ADMIN, "password", Accounts.PASSWORD)));
        var token = GraphQlClient
                .json(anonymous().post(body, "x-forwarded-for", "1.2.3.4, " + address(9) + ", 127.0.0.5")
                        .body())
                .at("/data/login/accessToken").asText();

        assertThat(anonymous().with(token).data("{ viewer { sessions { current ip } } }").at("/viewer/sessions"))
                .filteredOn(session -> session.get("current").asBoolean())
                .extracting(session -> session.get("ip").asText()).containsExactly(address(9));
    }

    @Test
    void givenAnUnknownUser_whenTried_thenTheAnswerIsThatOfAWrongPassword() {
        var unknown = answer(address(1), "nobody@example.org", "wrong");
        var wrong = answer(address(1), Accounts.ADMIN, "wrong");
        var noAddress = answer(address(1), "no address", "wrong");

        assertThat(unknown).isEqualTo(wrong).isEqualTo(noAddress);
    }

    @Test
    void givenAHugePassword_whenTried_thenItIsRefusedUnhashed() {
        assertThat(code(address(1), Accounts.ADMIN, "x".repeat(257))).isEqualTo("OUT_OF_RANGE");
        assertThat(anonymous().post(GraphQlClient.write(Map.of("query", LOGIN, "variables",
                Map.of("email", Accounts.ADMIN, "password", "x".repeat(10_000_000))))).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OWNER@EXAMPLE.ORG", " owner@example.org ", "ｏｗｎｅｒ@example.org"})
    void givenAnotherSpellingOfTheAddress_whenSignedIn_thenItIsTheSameUser(String email) {
        assertThat(code(address(1), email, Accounts.PASSWORD)).isEqualTo("-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "owner", "owner@example.org\u0000", "owner\u202e@example.org", "a@b@c", "a b@c",
            "\ud800@example.org"})
    void givenAnOddAddress_whenSignedIn_thenItIsNobodys(String email) {
        assertThat(code(address(1), email, Accounts.PASSWORD)).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void givenTwoSignInFields_whenInOneOperation_thenTheSecondIsRefused() {
        var login = "login(input: {email: \"%s\", password: \"wrong\"}) { userErrors { code } }"
                .formatted(Accounts.ADMIN);

        var answer = anonymous().answer("mutation { a: " + login + " b: " + login + " }");

        assertThat(answer.at("/errors/0/message").asText()).contains("one field that signs in");
        assertThat(answer.at("/errors/0/path/0").asText()).isEqualTo("b");
    }

    @Test
    void givenABcryptHashFromElsewhere_whenSignedIn_thenItIsRenewed() throws SQLException {
        var hash = OpenBSDBCrypt.generate("2b", "a pane of old glass".toCharArray(), new byte[16], 4);
        Tables.run(folder(), "INSERT INTO users VALUES (88, 'bcrypt@example.org', 'B', 'USER', 'ACTIVE', '" + hash
                + "', 1, 1, NULL, NULL)");

        assertThat(code(address(1), "bcrypt@example.org", "a pane of new glass")).isEqualTo("INVALID_CREDENTIALS");
        assertThat(code(address(1), "bcrypt@example.org", "a pane of old glass")).isEqualTo("-");

        assertThat(Tables.query(folder(), "SELECT password_hash FROM users WHERE id = 88").getFirst())
                .startsWith("|$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(code(address(1), "bcrypt@example.org", "a pane of old glass")).isEqualTo("-");
    }

    @Test
    void givenAThousandSignInsAtOnce_whenTheyCome_thenNoneFailsOtherwiseThanByALimitAndQueriesAreAnswered()
            throws SQLException {
        var users = Tables.query(folder(), "SELECT count(*) FROM users");
        try (var threads = Executors.newFixedThreadPool(32)) {
            var answers = new ArrayList<CompletableFuture<String>>();
            for (var i = 0; i < 1_000; i++) {
                var from = "10." + (100 + i % 100) + "." + network + "." + i % 250;
                answers.add(CompletableFuture.supplyAsync(() -> code(from, Accounts.ADMIN, "wrong"), threads));
            }
            for (var i = 0; i < 20; i++) {
                assertThat(anonymous().data("{ allSeries { edges { node { seasons { episodes { title } } } } } }")
                        .has("allSeries")).isTrue();
            }
            assertThat(answers.stream().map(CompletableFuture::join).distinct())
                    .isSubsetOf("INVALID_CREDENTIALS", "RATE_LIMITED", "OVERLOADED").isNotEmpty();
        }
        assertThat(Tables.query(folder(), "SELECT count(*) FROM users")).isEqualTo(users);
    }

    @ParameterizedTest
    @CsvSource({"short, OUT_OF_RANGE, newPassword", "1234567890, COMMON_PASSWORD, newPassword",
            "owner@example.org, COMMON_PASSWORD, newPassword", "aaaaaaaaaaaa, COMMON_PASSWORD, newPassword"})
    void givenABadNewPassword_whenChanged_thenTheErrorNamesIt(String password, String code, String field) {
        var payload = client().data(
                "mutation($p: String!, $c: String!) { changePassword(input: {currentPassword: $c, newPassword: $p}) {"
                        + " user { id } userErrors { code path } } }",
                Map.of("p", password, "c", Accounts.PASSWORD)).get("changePassword");

        assertThat(payload.at("/userErrors/0/code").asText()).isEqualTo(code);
        assertThat(payload.at("/userErrors/0/path").toString()).isEqualTo("[\"input\",\"" + field + "\"]");
    }

    @Test
    void givenAChangeOfPassword_whenItIsDone_thenTheOtherSessionsEndAndThisOneGoesOn() throws SQLException {
        Tables.run(folder(),
                "INSERT INTO users SELECT 99, 'change@example.org', 'C', 'USER', 'ACTIVE', password_hash, 1, 1, NULL, NULL"
                        + " FROM users WHERE email = '" + Accounts.ADMIN + "'");
        var one = Accounts.signedIn(server.getURI(), "change@example.org", Accounts.PASSWORD);
        var other = Accounts.signedIn(server.getURI(), "change@example.org", Accounts.PASSWORD);
        var change = "mutation($c: String!) { changePassword(input: {currentPassword: $c, newPassword: \"ten silent owls\"}) {"
                + " user { email } userErrors { code path } } }";

        assertThat(one.data(change, Map.of("c", "wrong")).at("/changePassword/userErrors/0/code").asText())
                .isEqualTo("INVALID_CREDENTIALS");
        assertThat(one.data(change, Map.of("c", Accounts.PASSWORD)).at("/changePassword/user/email").asText())
                .isEqualTo("change@example.org");

        assertThat(List.of(one, other))
                .extracting(client -> client.post("{\"query\": \"{ __typename }\"}").statusCode())
                .containsExactly(200, 401);
        assertThat(code(address(1), "change@example.org", Accounts.PASSWORD)).isEqualTo("INVALID_CREDENTIALS");
        assertThat(code(address(1), "change@example.org", "ten silent owls")).isEqualTo("-");
    }
}
