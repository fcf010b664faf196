package org.reelgraph.accounts.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

class ApiKeyTest extends ServerTest {

    private static final String CREATE = """
                                         mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) {
                                           key apiKey { id name role beginning active expiresAt } userErrors { code path } } }""";
    private static final String WHO = "{ viewer { role user { email } apiKey { name } } }";

    @Inject
    TestClock clock;
    @Inject
    LastUse uses;
    @Inject
    StatementCounter counter;

    private int owners;

    private record Owner(String id, String email, GraphQlClient client) {
    }

    private Owner owner(Role role) {
        var email = "owner" + owners++ + "@keys.example.org";
        var id = Accounts.newUser(client(), email, role);
        return new Owner(id, email, Accounts.signedIn(server.getURI(), email, Accounts.PASSWORD));
    }

    private GraphQlClient by(String key) {
        return anonymous().with(key);
    }

    private static JsonNode create(GraphQlClient owner, Map<String, Object> input) {
        return owner.data(CREATE, Map.of("input", input)).get("createApiKey");
    }

    private static String role(GraphQlClient client) {
        return client.data(WHO).at("/viewer/role").asText();
    }

    private void administer(String mutation, String id, String further) {
        assertThat(client().data("mutation { " + mutation + "(input: {id: \"" + id + "\" " + further
                + "}) { userErrors { code } } }").findValues("code")).isEmpty();
    }

    private static void assertRefused(GraphQlClient client) {
        var response = client.post("{\"query\": \"{ viewer { role } }\"}");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(GraphQlClient.json(response.body()).at("/errors/0/extensions/code").asText())
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void givenANewKey_whenSentByEitherHeader_thenItActsForItsOwner() {
        var owner = owner(Role.MODERATOR);
        var created = create(owner.client(), Map.of("name", "  nightly ", "role", "USER"));
        var key = created.get("key").asText();

        assertThat(created.get("apiKey").get("name").asText()).isEqualTo("nightly");
        assertThat(key).startsWith(created.at("/apiKey/beginning").asText());
        assertThat(by(key).data(WHO).toString()).isEqualTo("{\"viewer\":{\"role\":\"USER\",\"user\":{\"email\":\""
                + owner.email() + "\"},\"apiKey\":{\"name\":\"nightly\"}}}");
        assertThat(anonymous().post("{\"query\": \"{ viewer { role } }\"}", "x-api-key", key).body())
                .isEqualTo("{\"data\":{\"viewer\":{\"role\":\"USER\"}}}");
        assertThat(anonymous().get("/graphql?query=%7Bviewer%7Brole%7D%7D", "authorization", "bearer " + key).body())
                .contains("USER");
    }

    @Test
    void givenAKey_whenSentTwice_thenItIsRefused() {
        var key = Accounts.newKey(client(), Role.USER);

        for (var headers : new String[][]{{"x-api-key", key, "authorization", "Bearer " + key},
                {"x-api-key", key, "x-api-key", key}, {"x-api-key", "Bearer " + key}, {"x-api-key", ""}}) {
            assertThat(anonymous().post("{\"query\": \"{ __typename }\"}", headers).statusCode()).isEqualTo(401);
        }
    }

    // The rule that security.md gives for secret scanners.
    @Test
    void givenAKey_whenItsChecksumIsComputed_thenItStandsAtItsEnd() {
        var key = Accounts.newKey(client(), Role.USER);

        assertThat(key).matches("rg_[0-9A-Za-z]{36}");
        assertThat(key.substring(33)).isEqualTo(checksum(key.substring(3, 33)));
    }

    private static String checksum(String random) {
        var digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        var crc = new CRC32();
        crc.update(random.getBytes(StandardCharsets.US_ASCII));
        var text = "";
        for (var rest = BigInteger.valueOf(crc.getValue()); text.length() < 6; rest = rest
                .divide(BigInteger.valueOf(62))) {
            text = digits.charAt(rest.mod(BigInteger.valueOf(62)).intValue()) + text;
        }
        return text;
    }

    @Test
    void givenATextThatIsNoKey_whenSent_thenItIsRefusedWithoutALookAtTheDatabase() {
        var key = Accounts.newKey(client(), Role.USER);
        var last = key.charAt(key.length() - 1);
        counter.reset();

        for (var wrong : List.of(key.substring(0, key.length() - 1) + (last == 'a' ? 'b' : 'a'), "rg_", key + "0",
                key.toLowerCase(Locale.ROOT), "rg_" + "0".repeat(36))) {
            assertRefused(by(wrong));
        }

        assertThat(counter.statements()).isEmpty();
        assertRefused(by("rg_" + "0".repeat(30) + checksum("0".repeat(30))));
    }

    @Test
    @SqliteOnly
    void givenTheDatabase_whenReadAsAWhole_thenNoKeyStandsInIt() throws IOException {
        var key = Accounts.newKey(client(), Role.ADMIN);
        assertThat(role(by(key))).isEqualTo("ADMIN");

        for (var file : List.of("reelgraph.db", "reelgraph.db-wal")) {
            assertThat(Files.readString(folder().resolve(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain(key.substring(10));
        }
    }

    @Test
    void givenAKeyOfAnOwnerWhoseRoleChanges_whenUsed_thenTheLowerOfBothCounts() {
        var owner = owner(Role.ADMIN);
        var key = by(Accounts.newKey(owner.client(), Role.MODERATOR));
        assertThat(role(key)).isEqualTo("MODERATOR");

        administer("updateUser", owner.id(), "role: USER");
        assertThat(role(key)).isEqualTo("USER");
        assertThat(key.answer("{ importJobs { totalCount } }").at("/errors/0/extensions/code").asText())
                .isEqualTo("FORBIDDEN");

        administer("updateUser", owner.id(), "role: ADMIN");
        assertThat(role(key)).isEqualTo("MODERATOR");
        assertThat(key.answer("{ users { totalCount } }").at("/errors/0/extensions/code").asText())
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void givenAnOwner_whenSuspendedAndReinstated_thenTheirKeysStayEnded() {
        var owner = owner(Role.USER);
        var key = Accounts.newKey(owner.client(), Role.USER);
        assertThat(role(by(key))).isEqualTo("USER");

        administer("suspendUser", owner.id(), "");
        assertRefused(by(key));
        administer("reinstateUser", owner.id(), "");
        assertRefused(by(key));

        assertThat(client()
                .data("query($user: ID) { apiKeys(filter: {user: $user}) { edges { node { active revokedAt } } } }",
                        Map.of("user", owner.id()))
                .at("/apiKeys/edges/0/node/active").asBoolean()).isFalse();
    }

    @Test
    void givenAnOwner_whenDeleted_thenTheirKeysAreGone() throws SQLException {
        var owner = owner(Role.USER);
        var key = Accounts.newKey(owner.client(), Role.USER);
        assertThat(role(by(key))).isEqualTo("USER");

        administer("deleteUser", owner.id(), "");

        assertRefused(by(key));
        assertThat(Tables.query(folder(), "SELECT count(*) FROM api_keys WHERE user_id NOT IN (SELECT id FROM users)"))
                .containsExactly("|0");
    }

    @Test
    void givenAnEnd_whenItHasCome_thenTheKeyIsRefused() {
        var end = clock.instant().plusSeconds(60).toString();
        var created = create(client(), Map.of("name", "short", "expiresAt", end));
        var key = by(created.get("key").asText());
        assertThat(role(key)).isEqualTo("USER");
        assertThat(created.at("/apiKey/expiresAt").asText()).isEqualTo(end);

        clock.pass(Duration.ofSeconds(61));

        assertRefused(key);
        assertThat(client().data("query($id: ID!) { node(id: $id) { ... on ApiKey { active } } }",
                Map.of("id", created.at("/apiKey/id").asText())).at("/node/active").asBoolean()).isFalse();
    }

    @Test
    void givenKeysOfSeveral_whenRevoked_thenOneEndsOnlyOnesOwnUnlessOneIsAnAdmin() {
        var revoke = "mutation($id: ID!) { revokeApiKey(input: {id: $id}) { apiKey { active revokedAt } userErrors { code } } }";
        var owner = owner(Role.MODERATOR);
        var created = create(owner.client(), Map.of("name", "mine"));
        var id = Map.<String, Object>of("id", created.at("/apiKey/id").asText());

        assertThat(owner(Role.MODERATOR).client().data(revoke, id).at("/revokeApiKey/userErrors/0/code").asText())
                .isEqualTo("NOT_FOUND");
        assertThat(role(by(created.get("key").asText()))).isEqualTo("USER");
        assertThat(owner.client().data(revoke, id).at("/revokeApiKey/apiKey/active").asBoolean(true)).isFalse();
        assertRefused(by(created.get("key").asText()));
        assertThat(owner.client().data(revoke, id).at("/revokeApiKey/userErrors/0/code").asText())
                .isEqualTo("NOT_FOUND");

        var other = create(owner.client(), Map.of("name", "other"));
        assertThat(client().data(revoke, Map.of("id", other.at("/apiKey/id").asText()))
                .at("/revokeApiKey/userErrors")).isEmpty();
        assertRefused(by(other.get("key").asText()));
    }

    @Test
    void givenKeysOfSeveral_whenListed_thenOneSeesOnesOwnUnlessAnAdminAsksForMore() {
        var owner = owner(Role.MODERATOR);
        create(owner.client(), Map.of("name", "one"));
        create(owner.client(), Map.of("name", "two"));
        var list = "query($filter: ApiKeyFilter) { apiKeys(filter: $filter) { totalCount edges { node { name owner { id } } } } }";

        var own = owner.client().data(list);
        assertThat(own.findValuesAsText("name")).containsExactly("two", "one");
        assertThat(own.findValuesAsText("id")).containsOnly(owner.id());
        var stranger = owner(Role.MODERATOR).client();
        for (var filter : List.<Map<String, Object>>of(Map.of("everyone", true), Map.of("user", owner.id()))) {
            assertThat(stranger.answer(list, Map.of("filter", filter)).at("/errors/0/extensions/code").asText())
                    .isEqualTo("FORBIDDEN");
        }
        assertThat(client().data(list, Map.of("filter", Map.of("user", owner.id()))).at("/apiKeys/totalCount").asInt())
                .isEqualTo(2);
        assertThat(client().data(list, Map.of("filter", Map.of("everyone", true))).findValuesAsText("id"))
                .contains(owner.id());
    }

    @Test
    void givenOneOrManyKeys_whenListedWithTheirOwners_thenAsManyStatements() {
        var owner = owner(Role.USER);
        var list = "{ apiKeys(filter: {everyone: true}, first: 100) { edges { node { name owner { email } } } } }";
        create(owner.client(), Map.of("name", "one"));
        counter.reset();
        client().data(list);
        var before = counter.statements().size();
        for (var i = 0; i < 20; i++) {
            create(owner(Role.USER).client(), Map.of("name", "many"));
        }
        counter.reset();

        client().data(list);

        assertThat(counter.statements()).hasSize(before).hasSize(2);
    }

    static Stream<Arguments> inputsThatWontDo() {
        return Stream.of(Arguments.of(Map.of("name", " "), "OUT_OF_RANGE [\"input\",\"name\"]"),
                Arguments.of(Map.of("name", "\u00a0\u200b"), "OUT_OF_RANGE [\"input\",\"name\"]"),
                Arguments.of(Map.of("name", "a\nb"), "OUT_OF_RANGE [\"input\",\"name\"]"),
                Arguments.of(Map.of("name", "x".repeat(101)), "OUT_OF_RANGE [\"input\",\"name\"]"),
                Arguments.of(Map.of("name", "k", "role", "ADMIN"), "OUT_OF_RANGE [\"input\",\"role\"]"),
                Arguments.of(Map.of("name", "k", "expiresAt", "2020-01-01T00:00:00Z"),
                        "OUT_OF_RANGE [\"input\",\"expiresAt\"]"));
    }

    @ParameterizedTest
    @MethodSource("inputsThatWontDo")
    void givenAnInputThatWontDo_whenAKeyIsAskedFor_thenThereIsNoneAndTheReasonIsSaid(Map<String, Object> input,
            String error) {
        var created = create(owner(Role.MODERATOR).client(), input);

        assertThat(created.get("key").isNull()).isTrue();
        assertThat(created.at("/userErrors/0/code").asText() + " " + created.at("/userErrors/0/path")).isEqualTo(error);
    }

    @Test
    void givenATimeThatIsNone_whenAKeyIsAskedFor_thenTheErrorNamesIt() {
        var answer = client().answer(CREATE, Map.of("input", Map.of("name", "k", "expiresAt", "tomorrow")));

        assertThat(answer.at("/errors/0/message").asText()).contains("expiresAt", "tomorrow");
        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void givenFiftyKeys_whenAnotherIsAskedFor_thenOneHasToGoFirst() {
        var owner = owner(Role.USER).client();
        var first = create(owner, Map.of("name", "first")).at("/apiKey/id").asText();
        for (var i = 1; i < 50; i++) {
            create(owner, Map.of("name", "n" + i));
        }

        assertThat(create(owner, Map.of("name", "k")).at("/userErrors/0/code").asText()).isEqualTo("TOO_MANY");
        owner.data("mutation { revokeApiKey(input: {id: \"" + first + "\"}) { __typename } }");
        assertThat(create(owner, Map.of("name", "k")).get("key").isNull()).isFalse();
    }

    @Test
    void givenAKey_whenUsed_thenItsUseIsWrittenLaterAndNotByTheRequest() throws SQLException {
        var created = create(client(), Map.of("name", "used"));
        var used = "SELECT count(*) - count(last_used_at) FROM api_keys WHERE name = 'used'";

        role(by(created.get("key").asText()));
        assertThat(Tables.query(folder(), used)).containsExactly("|1");
        uses.write();

        assertThat(Tables.query(folder(), used)).containsExactly("|0");
    }

    @Test
    void givenAnotherProcess_whenItSuspendsTheOwner_thenTheKeyIsRefused() throws SQLException {
        var owner = owner(Role.USER);
        var key = by(Accounts.newKey(owner.client(), Role.USER));
        assertThat(role(key)).isEqualTo("USER");

        Tables.run(folder(), "UPDATE users SET status = 'SUSPENDED' WHERE email = '" + owner.email() + "'");

        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (key.answer(WHO).has("data") && System.nanoTime() < until) {
            Pause.briefly();
        }
        assertRefused(key);
    }

    @Test
    void givenAKey_whenItEndsSessionsOrOtherKeys_thenThatIsRefusedAndItMayEndItself() {
        var owner = owner(Role.ADMIN);
        var session = owner.client().data("{ viewer { sessions { id } } }").at("/viewer/sessions/0/id").asText();
        var mine = create(owner.client(), Map.of("name", "mine"));
        var other = create(owner.client(), Map.of("name", "other", "role", "ADMIN"));
        var key = by(mine.get("key").asText());
        var revoke = "mutation($id: ID!) { revokeApiKey(input: {id: $id}) { userErrors { code } } }";

        assertThat(key.answer("mutation { revokeSession(input: {id: \"" + session + "\"}) { session { id } } }")
                .at("/errors/0/extensions/code").asText()).isEqualTo("FORBIDDEN");
        assertThat(key.data(revoke, Map.of("id", other.at("/apiKey/id").asText())).findValuesAsText("code"))
                .containsExactly("NOT_FOUND");
        assertThat(key.data(revoke, Map.of("id", mine.at("/apiKey/id").asText())).findValuesAsText("code")).isEmpty();
        assertRefused(key);
        assertThat(role(by(other.get("key").asText()))).isEqualTo("ADMIN");
    }

    @Test
    void givenAKeyThatEndsItself_whenTheRequestGoesOn_thenTheRestIsNotDone() {
        var created = create(client(), Map.of("name", "last deed", "role", "ADMIN"));

        var answer = by(created.get("key").asText()).answer("mutation { a: revokeApiKey(input: {id: "
                + created.at("/apiKey/id") + "}) { userErrors { code } }"
                + " b: createUser(input: {email: \"deed@example.org\"}) { user { id } } }");

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("UNAUTHENTICATED");
        assertThat(
                client().data("{ users(filter: {search: \"deed@\"}) { totalCount } }").at("/users/totalCount").asInt())
                .isZero();
    }
}
