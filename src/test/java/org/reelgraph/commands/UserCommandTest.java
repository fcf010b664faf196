package org.reelgraph.commands;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** The command beside a running server on the same data. */
class UserCommandTest extends ServerTest {

    private static final String GOOD = "several green kettles";

    private final InputStream input = System.in;

    @BeforeAll
    void useTheServersData() {
        System.setProperty("reelgraph.data-dir", folder().toString());
        System.setProperty("reelgraph.sign-in.hash-memory", "64");
    }

    @AfterAll
    void leaveIt() {
        System.clearProperty("reelgraph.data-dir");
        System.clearProperty("reelgraph.sign-in.hash-memory");
        System.setIn(input);
    }

    private Ended run(String typed, Object... args) {
        System.setIn(new ByteArrayInputStream((typed + "\n").getBytes(StandardCharsets.UTF_8)));
        return Ended.of(args);
    }

    private GraphQlClient signedIn(String email, String password) {
        return Accounts.signedIn(server.getURI(), email, password);
    }

    private static int status(GraphQlClient client) {
        return client.post("{\"query\": \"{ __typename }\"}").statusCode();
    }

    // Another process' change is seen within 100 ms.
    private static void awaitStatus(GraphQlClient client, int expected) {
        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (status(client) != expected && System.nanoTime() < until) {
            Pause.briefly();
        }
        assertThat(status(client)).isEqualTo(expected);
    }

    @Test
    void givenANewUser_whenCreatedByTheCommand_thenTheySignInAtTheRunningServer() {
        assertThat(run(GOOD, "user", "create", "Mira@Example.org", "--role", "moderator"))
                .isEqualTo(new Ended(0, "mira@example.org MODERATOR ACTIVE\n", ""));

        assertThat(signedIn("mira@example.org", GOOD).data("{ viewer { user { role displayName } } }").toString())
                .isEqualTo("{\"viewer\":{\"user\":{\"role\":\"MODERATOR\",\"displayName\":\"mira\"}}}");
        assertThat(run("", "user", "list").out()).contains("mira@example.org MODERATOR ACTIVE\n");
        assertThat(run(GOOD, "user", "create", "MIRA@example.org"))
                .isEqualTo(new Ended(2, "", "There is a user mira@example.org already.\n"));
    }

    @Test
    void givenASignedInUser_whenThePasswordIsReset_thenTheOldTokenAndPasswordAreRefused() {
        run(GOOD, "user", "create", "reset@example.org");
        var before = signedIn("reset@example.org", GOOD);
        assertThat(status(before)).isEqualTo(200);

        assertThat(run("another green kettle", "user", "reset-password", "reset@example.org").code()).isZero();

        awaitStatus(before, 401);
        assertThat(Accounts.login(anonymous(), "reset@example.org", GOOD).at("/userErrors/0/code").asText())
                .isEqualTo("INVALID_CREDENTIALS");
        assertThat(status(signedIn("reset@example.org", "another green kettle"))).isEqualTo(200);
    }

    @Test
    void givenASignedInUser_whenTheRoleChanges_thenItCountsForTheSameToken() {
        run(GOOD, "user", "create", "role@example.org");
        var client = signedIn("role@example.org", GOOD);
        var jobs = "{ importJobs { totalCount } }";
        assertThat(client.answer(jobs).at("/errors/0/extensions/code").asText()).isEqualTo("FORBIDDEN");

        assertThat(run("", "user", "set-role", "role@example.org", "MODERATOR").out())
                .isEqualTo("role@example.org MODERATOR ACTIVE\n");

        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (client.answer(jobs).has("errors") && System.nanoTime() < until) {
            Pause.briefly();
        }
        assertThat(client.data(jobs).has("importJobs")).isTrue();
    }

    @Test
    void givenASignedInUser_whenSuspendedAndLetInAgain_thenTheOldSessionStaysEnded() {
        run(GOOD, "user", "create", "gone@example.org");
        var client = signedIn("gone@example.org", GOOD);

        assertThat(run("", "user", "suspend", "gone@example.org").out()).contains("SUSPENDED");
        awaitStatus(client, 401);
        assertThat(Accounts.login(anonymous(), "gone@example.org", GOOD).at("/userErrors/0/code").asText())
                .isEqualTo("SUSPENDED");
        run("", "user", "suspend", "gone@example.org", "--undo");

        assertThat(status(signedIn("gone@example.org", GOOD))).isEqualTo(200);
        assertThat(status(client)).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"create nobody | 'nobody' is not an e-mail address.",
            "reset-password who@example.org | There is no user who@example.org.",
            "set-role who@example.org ADMIN | There is no user who@example.org.",
            "suspend who@example.org | There is no user who@example.org."})
    void givenWhatCanNotBeDone_whenTheCommandRuns_thenItSaysWhy(String command, String reason) {
        assertThat(run(GOOD, ("user " + command).split(" "))).isEqualTo(new Ended(2, "", reason + "\n"));
    }

    @Test
    void givenAPasswordThatWon_tDo_whenTheCommandRuns_thenItSaysWhy() {
        assertThat(run("short", "user", "create", "weak@example.org").err())
                .isEqualTo("A password has 10 to 256 characters, not 5.\n");
        assertThat(run("1234567890", "user", "create", "weak@example.org").err()).contains("most common passwords");
    }

    private static String mediaOsHash(String password) {
        try {
            var key = new PBEKeySpec(password.toCharArray(), "00ff".getBytes(StandardCharsets.UTF_8), 100_000, 512);
            return "00ff:" + HexFormat.of().formatHex(
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(key).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path users(String text) throws IOException {
        return Files.writeString(folder().resolve("users.json"), text).toAbsolutePath();
    }

    @Test
    void givenMediaOsUsers_whenImported_thenTheySignInByTheirPasswordsAndTheHashIsRenewed()
            throws IOException, SQLException {
        run(GOOD, "user", "create", "there@example.org");
        var file = users(
                """
                {"u1": {"id": "u1", "email": "Old@Example.org", "passwordHash": "%s", "role": "admin",
                        "createdAt": "2025-11-27T17:20:56.029Z", "updatedAt": "2025-11-28T17:20:56.029Z"},
                 "u2": {"email": "there@example.org", "passwordHash": "%1$s", "role": "user", "createdAt": "2025-11-27T17:20:56.029Z"},
                 "u3": {"email": "x@example.org", "passwordHash": "plain", "role": "user", "createdAt": "2025-11-27T17:20:56.029Z"},
                 "u4": {"email": "old@example.ORG", "passwordHash": "%1$s", "role": "user", "createdAt": "2025-11-27T17:20:56.029Z"},
                 "u5": {"email": "y@example.org", "passwordHash": "%1$s", "role": "root", "createdAt": "2025-11-27T17:20:56.029Z"},
                 "u7": {"email": "slow@example.org", "passwordHash": "$2b$31$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                        "role": "user", "createdAt": "2025-11-27T17:20:56.029Z"},
                 "u6": {"email": "z@example.org", "passwordHash": "%1$s", "role": "user", "createdAt": "yesterday"}}"""
                        .formatted(mediaOsHash("old horses graze")));
        var report = """
                     CREATED old@example.org (u1)
                     EXISTS there@example.org (u2)
                     FAILED x@example.org (u3) passwordHash has an unknown form.
                     EXISTS old@example.org (u4)
                     FAILED y@example.org (u5) The role is neither admin nor user.
                     FAILED slow@example.org (u7) passwordHash has an unknown form.
                     FAILED z@example.org (u6) createdAt is not an instant as in RFC 3339.
                     """;

        assertThat(run("", "user", "import", file, "--dry-run"))
                .isEqualTo(new Ended(1, report + "Dry run: 7 users, 4 failed.\n", ""));
        assertThat(run("", "user", "import", file)).isEqualTo(new Ended(1, report + "7 users, 4 failed.\n", ""));

        var hash = "SELECT role, created_at, password_hash FROM users WHERE email = 'old@example.org'";
        assertThat(Tables.query(folder(), hash).getFirst()).startsWith("|ADMIN|1764264056029|00ff:");
        assertThat(signedIn("OLD@example.org", "old horses graze").data("{ viewer { user { createdAt } } }")
                .at("/viewer/user/createdAt").asText()).isEqualTo("2025-11-27T17:20:56.029Z");
        assertThat(Tables.query(folder(), hash).getFirst()).startsWith("|ADMIN|1764264056029|$argon2id$");
        assertThat(status(signedIn("old@example.org", "old horses graze"))).isEqualTo(200);
    }

    @Test
    void givenMediaOsUsersWithNulls_whenImported_thenNullIsNoValue() throws IOException, SQLException {
        var file = users(
                """
                {"u1": {"email": null, "passwordHash": null, "role": "user", "createdAt": "2025-11-27T17:20:56.029Z"},
                 "u2": {"email": "null@example.org", "passwordHash": null, "role": "user",
                        "createdAt": "2025-11-27T17:20:56.029Z"}}""");

        assertThat(run("", "user", "import", file).out()).contains("(u1) The email is missing.",
                "CREATED null@example.org (u2)").doesNotContain("FAILED null");

        assertThat(Tables.query(folder(), "SELECT password_hash FROM users WHERE email = 'null@example.org'"))
                .containsExactly("|!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"a\": ", ""})
    void givenAFileOfAnotherShape_whenImported_thenTheErrorNamesIt(String text) throws IOException {
        var ended = run("", "user", "import", users(text));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("users.json'");
    }

    @Test
    void givenAFileThatIsNotThere_whenImported_thenTheErrorSaysSoInWords() {
        assertThat(run("", "user", "import", "nope.json"))
                .isEqualTo(new Ended(2, "", "'nope.json' can't be read: there is no such place.\n"));
    }

    @Test
    void givenAnArgumentThatControlsTerminals_whenTheCommandRuns_thenItsUsageErrorDoesNot() {
        var printed = new StringWriter();

        var code = CommandLine.commands(printed, printed).execute("users", "--no\u001b[2J\nERROR forged");

        assertThat(code).isEqualTo(2);
        assertThat(printed.toString()).contains("\\u001b[2J\\nERROR forged").doesNotContain("\u001b[2J", "\nERROR");
    }

    @Test
    void givenTheLastAdmin_whenTakenAwayByTheCommand_thenThatIsRefused() {
        for (var command : new String[][]{{"user", "delete", Accounts.ADMIN}, {"user", "suspend", Accounts.ADMIN},
                {"user", "set-role", Accounts.ADMIN, "USER"}}) {
            assertThat(run("", (Object[]) command)).as(command[1])
                    .isEqualTo(new Ended(2, "", Accounts.ADMIN + " is the last admin who can sign in.\n"));
        }
    }

    @Test
    void givenAUser_whenDeletedByTheCommand_thenTheyAreGoneAndTheAuditTrailTellsByWhom() throws SQLException {
        run(GOOD, "user", "create", "gone@example.org");
        var session = signedIn("gone@example.org", GOOD);
        assertThat(status(session)).isEqualTo(200);

        assertThat(run("", "user", "delete", "Gone@example.org"))
                .isEqualTo(new Ended(0, "gone@example.org USER ACTIVE\n", ""));

        awaitStatus(session, 401);
        assertThat(run("", "user", "delete", "gone@example.org").err()).contains("no user gone@example.org");
        assertThat(Tables.query(folder(),
                "SELECT actor, action FROM audit_log WHERE label = 'gone@example.org' ORDER BY id"))
                .containsExactly("|COMMAND_LINE|createUser", "|USER|login", "|COMMAND_LINE|deleteUser");
    }
}
