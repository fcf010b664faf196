package org.reelgraph.accounts.users;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class UserAdministrationTest extends ServerTest {

    private static final String CREATE = """
                                         mutation($input: CreateUserInput!) { createUser(input: $input) {
                                           user { id email displayName role hasPassword emailVerifiedAt }
                                           passwordToken { token purpose expiresAt } userErrors { code path message } } }""";
    private static final String NEW = "eleven small boats";

    @Inject
    StatementCounter counter;

    private int users;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.sign-in.tries", "100000", "reelgraph.sign-in.free-tries", "100000",
                "reelgraph.sign-in.access-time", "30d", "reelgraph.rate.mutations", "0");
    }

    private String address() {
        return "someone" + users++ + "@admin.example.org";
    }

    private JsonNode create(Map<String, Object> input) {
        return client().data(CREATE, Map.of("input", input)).get("createUser");
    }

    private JsonNode change(GraphQlClient as, String mutation, String id, String further) {
        return as.data("mutation { " + mutation + "(input: {id: \"" + id + "\" " + further
                + "}) { user { email role status displayName emailVerifiedAt } userErrors { code path } } }")
                .get(mutation);
    }

    private JsonNode change(String mutation, String id, String further) {
        return change(client(), mutation, id, further);
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
    void givenAPassword_whenAUserIsCreated_thenTheySignIn() {
        var email = address();
        var created = create(Map.of("email", email.toUpperCase(Locale.ROOT), "role", "MODERATOR", "password", NEW,
                "displayName", " Mira  "));

        assertThat(created.get("user").get("email").asText()).isEqualTo(email);
        assertThat(created.at("/user/displayName").asText()).isEqualTo("Mira");
        assertThat(created.get("passwordToken").isNull()).isTrue();
        assertThat(
                Accounts.signedIn(server.getURI(), email, NEW).data("{ viewer { role } }").at("/viewer/role").asText())
                .isEqualTo("MODERATOR");
        assertThat(code(create(Map.of("email", email, "password", NEW)))).isEqualTo("ALREADY_EXISTS");
        assertThat(code(create(Map.of("email", email)))).isEqualTo("ALREADY_EXISTS");
    }

    static Stream<Arguments> inputsThatWontDo() {
        return Stream.of(Arguments.of(Map.of("email", "nobody"), "INVALID [\"input\",\"email\"]"),
                Arguments.of(Map.of("email", "x@example.org", "displayName", "\u0007"),
                        "OUT_OF_RANGE [\"input\",\"displayName\"]"),
                Arguments.of(Map.of("email", "x@example.org", "password", "short"),
                        "OUT_OF_RANGE [\"input\",\"password\"]"),
                Arguments.of(Map.of("email", "x@example.org", "password", "half \ud800 a character"),
                        "INVALID [\"input\",\"password\"]"),
                Arguments.of(Map.of("email", "x@example.org", "password", "password123"),
                        "COMMON_PASSWORD [\"input\",\"password\"]"));
    }

    @ParameterizedTest
    @MethodSource("inputsThatWontDo")
    void givenAnInputThatWontDo_whenAUserIsCreated_thenThereIsNoneAndTheReasonIsSaid(Map<String, Object> input,
            String error) throws SQLException {
        var created = create(input);

        assertThat(code(created) + " " + created.at("/userErrors/0/path")).isEqualTo(error);
        assertThat(Tables.query(folder(), "SELECT 1 FROM users WHERE email = 'x@example.org'")).isEmpty();
    }

    @Test
    void givenAUser_whenChanged_thenWhatIsNotGivenStays() {
        var email = address();
        var invited = create(Map.of("email", email, "displayName", "Before"));
        var id = invited.at("/user/id").asText();
        setPassword(invited.at("/passwordToken/token").asText(), email, NEW);
        var taken = address();
        Accounts.newUser(client(), taken, Role.USER);

        var named = change("updateUser", id, "displayName: \"After\"").get("user");
        assertThat(named.get("displayName").asText()).isEqualTo("After");
        assertThat(named.get("email").asText()).isEqualTo(email);
        assertThat(named.get("emailVerifiedAt").isTextual()).isTrue();
        assertThat(code(change("updateUser", id, "email: \"" + taken + "\" displayName: \"No\"")))
                .isEqualTo("ALREADY_EXISTS");
        assertThat(code(change("updateUser", id, "role: null"))).isEqualTo("REQUIRED");
        assertThat(code(change("updateUser", "user_0000000000000", "role: USER"))).isEqualTo("NOT_FOUND");
        var moved = change("updateUser", id, "email: \"m-" + email + "\" role: MODERATOR").get("user");

        assertThat(moved.get("displayName").asText()).isEqualTo("After");
        assertThat(moved.get("role").asText()).isEqualTo("MODERATOR");
        assertThat(moved.get("emailVerifiedAt").isNull()).isTrue();
        assertThat(status(Accounts.signedIn(server.getURI(), "m-" + email, NEW))).isEqualTo(200);
    }

    @Test
    void givenASignedInUser_whenSuspendedOrDeleted_thenTheirTokensAreRefused() throws SQLException {
        var email = address();
        var id = Accounts.newUser(client(), email, Role.MODERATOR);
        var session = Accounts.signedIn(server.getURI(), email, Accounts.PASSWORD);
        assertThat(change("suspendUser", id, "").at("/user/status").asText()).isEqualTo("SUSPENDED");
        assertThat(status(session)).isEqualTo(401);
        assertThat(Accounts.login(anonymous(), email, Accounts.PASSWORD).at("/userErrors/0/code").asText())
                .isEqualTo("SUSPENDED");

        change("reinstateUser", id, "");
        assertThat(status(session)).isEqualTo(401);
        var again = Accounts.signedIn(server.getURI(), email, Accounts.PASSWORD);
        assertThat(status(again)).isEqualTo(200);
        var deleted = client()
                .data("mutation { deleteUser(input: {id: \"" + id + "\"}) { deletedId userErrors { code } } }");

        assertThat(deleted.at("/deleteUser/deletedId").asText()).isEqualTo(id);
        assertThat(status(again)).isEqualTo(401);
        assertThat(client().data("{ node(id: \"" + id + "\") { id } }").get("node").isNull()).isTrue();
        assertThat(Tables.query(folder(), "SELECT count(*) FROM sessions WHERE user_id NOT IN (SELECT id FROM users)"))
                .containsExactly("|0");
        assertThat(Tables.query(folder(), "SELECT 1 FROM audit_log WHERE label = '" + email + "'")).isNotEmpty();
    }

    @Test
    void givenTheLastAdminWhoCanSignIn_whenTakenAway_thenThatIsRefused() throws SQLException {
        leaveOneAdmin();
        var id = client().data("{ viewer { user { id } } }").at("/viewer/user/id").asText();
        create(Map.of("email", address(), "role", "ADMIN"));
        var suspended = Accounts.newUser(client(), address(), Role.ADMIN);
        change("suspendUser", suspended, "");

        assertThat(code(change("updateUser", id, "role: MODERATOR"))).isEqualTo("LAST_ADMIN");
        assertThat(code(change("suspendUser", id, ""))).isEqualTo("LAST_ADMIN");
        assertThat(code(client().data("mutation { deleteUser(input: {id: \"" + id + "\"}) { userErrors { code } } }")
                .get("deleteUser"))).isEqualTo("LAST_ADMIN");
        assertThat(code(change("updateUser", id, "role: ADMIN displayName: \"Owner\""))).isEqualTo("-");
        assertThat(status(client())).isEqualTo(200);
    }

    @Test
    void givenTwoAdmins_whenTheyTakeEachOtherAwayAtOnce_thenOneStays() throws SQLException {
        leaveOneAdmin();
        var first = client();
        var firstId = first.data("{ viewer { user { id } } }").at("/viewer/user/id").asText();
        var second = Accounts.newUser(first, address(), Role.ADMIN);
        var email = first.data("{ node(id: \"" + second + "\") { ... on User { email } } }").at("/node/email").asText();
        var kinds = List.of("updateUser:role: USER", "suspendUser:");
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < 12; round++) {
                var other = Accounts.signedIn(server.getURI(), email, Accounts.PASSWORD);
                var kind = kinds.get(round % 2).split(":", 2);
                var start = new CyclicBarrier(2);
                var one = CompletableFuture.supplyAsync(() -> outcome(start, first, kind, second), threads);
                var two = CompletableFuture.supplyAsync(() -> outcome(start, other, kind, firstId), threads);

                assertThat(List.of(one.join(), two.join())).containsOnlyOnce("-");
                assertThat(Tables.query(folder(), "SELECT count(*) FROM users WHERE role = 'ADMIN'"
                        + " AND status = 'ACTIVE' AND password_hash <> '!'")).containsExactly("|1");
                Tables.run(folder(), "UPDATE users SET role = 'ADMIN', status = 'ACTIVE' WHERE email IN ('" + email
                        + "', '" + Accounts.ADMIN + "')");
                Tables.run(folder(), "UPDATE sessions SET revoked_at = NULL");
                awaitAdmin(first);
            }
        }
    }

    private void leaveOneAdmin() throws SQLException {
        Tables.run(folder(), "UPDATE users SET role = 'USER' WHERE email <> '" + Accounts.ADMIN + "'");
    }

    private static String outcome(CyclicBarrier start, GraphQlClient as, String[] mutation, String id) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
        var answer = as.answer("mutation { " + mutation[0] + "(input: {id: \"" + id + "\" "
                + mutation[1] + "}) { userErrors { code } } }");
        var codes = answer.findValuesAsText("code");
        return codes.isEmpty() ? "-" : codes.getFirst();
    }

    // Another connection's change is seen within 100 ms.
    private static void awaitAdmin(GraphQlClient client) {
        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (client.answer("{ users { totalCount } }").has("errors") && System.nanoTime() < until) {
            Pause.briefly();
        }
    }

    @Test
    void givenAnAdminWhoIsDemoted_whenTheirMutationStillWaits_thenItIsRefused() throws Exception {
        var email = address();
        var id = Accounts.newUser(client(), email, Role.ADMIN);
        var admin = Accounts.signedIn(server.getURI(), email, Accounts.PASSWORD);
        var victim = Accounts.newUser(client(), address(), Role.USER);
        assertThat(status(admin)).isEqualTo(200);
        CompletableFuture<JsonNode> answer;
        try (var other = TestDatabase.open(folder());
                var statement = other.createStatement()) {
            TestDatabase.beginWriting(statement);
            statement.execute("UPDATE users SET role = 'USER' WHERE email = '" + email + "'");
            counter.reset();
            answer = CompletableFuture.supplyAsync(
                    () -> admin.answer("mutation { deleteUser(input: {id: \"" + victim + "\"}) { deletedId } }"));
            awaitWriter();
            statement.execute("COMMIT");
        }

        assertThat(answer.join().at("/errors/0/extensions/code").asText()).isEqualTo("FORBIDDEN");
        assertThat(client().data("{ node(id: \"" + victim + "\") { id } }").get("node").isNull()).isFalse();
        assertThat(id).startsWith("user_");
    }

    // Until the thread that writes waits for the lock.
    private static void awaitWriter() {
        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < until && Thread.getAllStackTraces().entrySet().stream()
                .noneMatch(thread -> Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getMethodName().equals("executeWrite")))) {
            Pause.briefly();
        }
    }

    @Test
    void givenManyUsers_whenListed_thenFilterOrderAndPagesAreRight() {
        for (var i = 0; i < 5; i++) {
            Accounts.newUser(client(), "list" + i + "@list.example.org", i % 2 == 0 ? Role.USER : Role.MODERATOR);
        }
        var order = "orderBy: [{field: ROLE direction: DESC} {field: EMAIL direction: DESC}]";

        assertThat(emails("filter: {search: \"LIST.example\"}")).containsExactly("list0@list.example.org",
                "list1@list.example.org", "list2@list.example.org", "list3@list.example.org", "list4@list.example.org");
        assertThat(emails("filter: {search: \"list.example\" role: MODERATOR}")).containsExactly(
                "list1@list.example.org", "list3@list.example.org");
        assertThat(emails("filter: {search: \"list.example\" emailVerified: true}")).isEmpty();
        assertThat(emails("filter: {search: \"%\"}")).isEmpty();
        assertThat(paged("filter: {search: \"list.example\"} " + order)).containsExactly("list3@list.example.org",
                "list1@list.example.org", "list4@list.example.org", "list2@list.example.org", "list0@list.example.org");
        assertThat(paged("orderBy: [{field: LAST_LOGIN_AT}]")).hasSameElementsAs(emails("first: 100"));
        assertThat(paged("orderBy: [{field: DISPLAY_NAME} {field: CREATED_AT direction: DESC}]"))
                .hasSameElementsAs(emails("first: 100"));
    }

    private List<String> emails(String arguments) {
        return client().data("{ users(" + arguments + ") { edges { node { email } } } }").findValuesAsText("email");
    }

    private List<String> paged(String arguments) {
        var all = new ArrayList<String>();
        var after = "";
        while (true) {
            var page = client().data("{ users(first: 2 " + arguments + after
                    + ") { edges { node { email } } pageInfo { hasNextPage endCursor } } }").get("users");
            all.addAll(page.findValuesAsText("email"));
            if (!page.at("/pageInfo/hasNextPage").asBoolean()) {
                return all;
            }
            after = " after: " + page.at("/pageInfo/endCursor");
        }
    }

    @Test
    void givenACursor_whenUsedWithAnotherOrderOrFilter_thenItIsRefused() {
        Accounts.newUser(client(), address(), Role.USER);
        var cursor = client().data("{ users(first: 1) { pageInfo { endCursor } } }").at("/users/pageInfo/endCursor");

        for (var other : List.of("orderBy: [{field: EMAIL direction: DESC}]", "orderBy: [{field: ROLE}]",
                "filter: {role: ADMIN}")) {
            assertThat(client().answer("{ users(" + other + " after: " + cursor + ") { totalCount } }")
                    .at("/errors/0/extensions/code").asText()).as(other).isEqualTo("BAD_USER_INPUT");
        }
        assertThat(client().answer("{ users(orderBy: [" + "{field: EMAIL} ".repeat(7) + "]) { totalCount } }")
                .at("/errors/0/message").asText()).contains("orderBy", "6");
    }
}
