package org.reelgraph.accounts.passwords;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/** One-time tokens, by which users set their first or a new password. */
class PasswordTokenTest extends ServerTest {

    private static final String INVITE = """
                                         mutation($email: String!) { createUser(input: {email: $email}) {
                                           user { id hasPassword } passwordToken { token purpose } } }""";
    private static final String NEW = "eleven small boats";

    @Inject
    TestClock clock;

    private int users;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.sign-in.tries", "100000", "reelgraph.sign-in.free-tries", "100000",
                "reelgraph.sign-in.access-time", "30d", "reelgraph.rate.mutations", "0");
    }

    private String address() {
        return "someone" + users++ + "@tokens.example.org";
    }

    private JsonNode invite(String email) {
        return client().data(INVITE, Map.of("email", email)).get("createUser");
    }

    private String token(String id) {
        return client()
                .data("mutation { createPasswordToken(input: {id: \"" + id + "\"}) { passwordToken { token } } }")
                .at("/createPasswordToken/passwordToken/token").asText();
    }

    private String change(String mutation, String id, String further) {
        return code(client().data("mutation { " + mutation + "(input: {id: \"" + id + "\" " + further
                + "}) { userErrors { code } } }").get(mutation));
    }

    private JsonNode setPassword(String token, String email, String password) {
        return Accounts.setPassword(anonymous(), token, email, password);
    }

    private static String code(JsonNode payload) {
        return payload.at("/userErrors/0/code").asText("-");
    }

    private static int status(GraphQlClient client) {
        return client.post("{\"query\": \"{ __typename }\"}").statusCode();
    }

    @Test
    void givenAnInvitedUser_whenTheySetAPassword_thenTheirTokenServesOnce() throws SQLException {
        var email = address();
        var invited = invite(email);
        var token = invited.at("/passwordToken/token").asText();
        assertThat(invited.at("/user/hasPassword").asBoolean()).isFalse();
        assertThat(invited.at("/passwordToken/purpose").asText()).isEqualTo("INVITATION");
        assertThat(Accounts.login(anonymous(), email, "!").at("/userErrors/0/code").asText())
                .isEqualTo("INVALID_CREDENTIALS");
        assertThat(Tables.query(folder(), "SELECT * FROM email_verification_tokens").toString()).doesNotContain(token);

        assertThat(code(setPassword(token, "other@example.org", NEW))).isEqualTo("INVALID_TOKEN");
        assertThat(code(setPassword(token + "x", email, NEW))).isEqualTo("INVALID_TOKEN");
        assertThat(code(setPassword(token, email, "short"))).isEqualTo("OUT_OF_RANGE");
        var set = setPassword(" " + token + "\n", email.toUpperCase(Locale.ROOT), NEW);
        assertThat(code(set)).isEqualTo("-");
        assertThat(set.at("/user/emailVerifiedAt").isTextual()).isTrue();
        assertThat(code(setPassword(token, email, "another small boat"))).isEqualTo("INVALID_TOKEN");

        assertThat(status(Accounts.signedIn(server.getURI(), email, NEW))).isEqualTo(200);
    }

    @Test
    void givenOneToken_whenManyRedeemItAtOnce_thenOneDoes() {
        var email = address();
        var token = invite(email).at("/passwordToken/token").asText();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var codes = IntStream.range(0, 16)
                    .mapToObj(i -> CompletableFuture
                            .supplyAsync(() -> code(setPassword(token, email, "small boat number " + i)), threads))
                    .toList().stream().map(CompletableFuture::join).toList();

            assertThat(codes).filteredOn(code -> code.equals("-")).hasSize(1);
            assertThat(codes).containsOnly("-", "INVALID_TOKEN");
        }
    }

    @Test
    void givenAToken_whenADayIsOver_thenItIsWorthNothing() {
        var email = address();
        var id = Accounts.newUser(client(), email, Role.USER);
        var reset = client().data("mutation { createPasswordToken(input: {id: \"" + id
                + "\"}) { passwordToken { token purpose } } }").at("/createPasswordToken/passwordToken");
        assertThat(reset.get("purpose").asText()).isEqualTo("PASSWORD_RESET");

        clock.pass(Duration.ofHours(24));

        assertThat(code(setPassword(reset.get("token").asText(), email, NEW))).isEqualTo("INVALID_TOKEN");
    }

    @Test
    void givenAUserWhoForgotTheirPassword_whenTheySetAnother_thenTheirSessionsEnd() {
        var email = address();
        var id = Accounts.newUser(client(), email, Role.USER);
        var before = Accounts.signedIn(server.getURI(), email, Accounts.PASSWORD);
        var old = token(id);
        var token = token(id);

        assertThat(code(setPassword(old, email, NEW))).as("replaced").isEqualTo("INVALID_TOKEN");
        assertThat(status(before)).isEqualTo(200);
        assertThat(code(setPassword(token, email, NEW))).isEqualTo("-");

        assertThat(status(before)).isEqualTo(401);
        assertThat(Accounts.login(anonymous(), email, Accounts.PASSWORD).at("/userErrors/0/code").asText())
                .isEqualTo("INVALID_CREDENTIALS");
        assertThat(status(Accounts.signedIn(server.getURI(), email, NEW))).isEqualTo(200);
    }

    @Test
    void givenAToken_whenTheUserChangesTheirPasswordThemselves_thenItIsWorthNothing() {
        var email = address();
        var id = Accounts.newUser(client(), email, Role.USER);
        var token = token(id);
        var user = Accounts.signedIn(server.getURI(), email, Accounts.PASSWORD);
        user.data(
                "mutation { changePassword(input: {currentPassword: \"" + Accounts.PASSWORD + "\" newPassword: \"" + NEW
                        + "\"}) { userErrors { code } } }");

        assertThat(code(setPassword(token, email, "another small boat"))).isEqualTo("INVALID_TOKEN");
    }

    @Test
    void givenAToken_whenItsUserMovesOrIsSuspended_thenItIsWorthNothing() {
        var email = address();
        var id = Accounts.newUser(client(), email, Role.USER);
        var token = token(id);
        assertThat(change("updateUser", id, "email: \"moved-" + email + "\"")).isEqualTo("-");
        assertThat(code(setPassword(token, email, NEW))).isEqualTo("INVALID_TOKEN");
        assertThat(code(setPassword(token, "moved-" + email, NEW))).isEqualTo("INVALID_TOKEN");

        var second = token(id);
        change("suspendUser", id, "");
        assertThat(code(setPassword(second, "moved-" + email, NEW))).isEqualTo("INVALID_TOKEN");
        assertThat(change("createPasswordToken", id, "")).isEqualTo("SUSPENDED");
    }
}
