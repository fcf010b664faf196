package org.reelgraph.graphql.subscriptions;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.EventStreamClient;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SocketClient;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** Streams of a closed server, whose sessions, keys and roles end while they are open. */
class LostAccessTest extends ServerTest {

    private static final String EMAIL = "moderator@example.org";
    private static final String FOLLOW = "subscription { libraryChanged { action media { title } } }";
    private static final String FORBIDDEN = "4403 The session or key has ended, or its role is lower now";

    private String user;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.anonymous", "none", "reelgraph.rate.mutations", "0");
    }

    @BeforeAll
    void addUser() {
        user = Accounts.newUser(client(), EMAIL, Role.MODERATOR);
    }

    private String token() {
        return Accounts.login(anonymous(), EMAIL, Accounts.PASSWORD).get("accessToken").asText();
    }

    private SocketClient socket(String token) {
        var socket = SocketClient.open(server.getURI()).init(Map.of("Authorization", "Bearer " + token));
        socket.subscribe("s", "subscription { jobUpdated { id } }");
        return socket;
    }

    @Test
    void givenNobodySignedIn_whenAStreamIsOpened_thenItIsRefusedBeforeAnythingIsExecuted() {
        try (var socket = SocketClient.open(server.getURI())) {
            socket.send(Map.of("type", "connection_init"));
            assertThat(socket.closed()).isEqualTo("4403 This requires a sign-in");
        }
        try (var stream = EventStreamClient.open(anonymous(), FOLLOW, Map.of())) {
            assertThat(stream.next().at("/errors/0/extensions/code").asText()).isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void givenAnInvalidToken_whenAStreamIsOpened_thenTheStatusTellsIt() {
        try (var stream = EventStreamClient.open(anonymous().with("nonsense"), FOLLOW, Map.of())) {
            assertThat(stream.response().statusCode()).isEqualTo(401);
            assertThat(stream.response().headers().firstValue("www-authenticate")).get().asString()
                    .contains("invalid_token");
            assertThat(stream.rest()).singleElement().asString().contains("UNAUTHENTICATED");
        }
    }

    @Test
    void givenASession_whenItEnds_thenItsStreamsAreClosedAndOthersAreNot() {
        var token = token();
        try (var other = socket(token());
                var socket = socket(token);
                var stream = EventStreamClient.open(anonymous().with(token), FOLLOW, Map.of())) {
            anonymous().with(token).data("mutation { logout { ended } }");

            assertThat(socket.closed()).isEqualTo(FORBIDDEN);
            var error = stream.next().at("/errors/0/extensions");
            assertThat(error.get("code").asText()).isEqualTo("UNAUTHENTICATED");
            assertThat(error.get("requestId").asText())
                    .isEqualTo(stream.response().headers().firstValue("X-Request-Id").orElseThrow());
            assertThat(stream.rest()).containsExactly("event: complete", "data:");
            other.send(Map.of("type", "ping"));
            assertThat(other.next().get("type").asText()).isEqualTo("pong");
        }
    }

    @Test
    void givenASession_whenAnotherProgramEndsIt_thenItsSocketsAreClosed() throws SQLException {
        try (var socket = socket(token())) {
            Tables.run(folder(), "UPDATE sessions SET revoked_at = 1 WHERE user_id <> (SELECT id FROM users"
                    + " WHERE email = '" + Accounts.ADMIN + "')");

            assertThat(socket.closed()).isEqualTo(FORBIDDEN);
        }
    }

    @Test
    void givenARole_whenItIsLowered_thenItsSocketsAreClosed() {
        try (var socket = socket(token())) {
            role(Role.USER);
            assertThat(socket.closed()).isEqualTo(FORBIDDEN);
        } finally {
            role(Role.MODERATOR);
        }
    }

    private void role(Role role) {
        client().data(
                "mutation($id: ID!, $role: Role!) { updateUser(input: {id: $id, role: $role}) { user { role } } }",
                Map.of("id", user, "role", role));
    }

    @Test
    void givenAKey_whenItIsRevoked_thenItsSocketsAreClosed() {
        var owner = anonymous().with(token());
        var key = owner.data("mutation { createApiKey(input: {name: \"k\", role: MODERATOR}) { key apiKey { id } } }")
                .get("createApiKey");
        try (var socket = SocketClient.open(server.getURI()).init(Map.of("X-Api-Key", key.get("key").asText()))) {
            socket.subscribe("s", "subscription { jobUpdated { id } }");
            revoke(owner, key.at("/apiKey/id").asText());

            assertThat(socket.closed()).isEqualTo(FORBIDDEN);
        }
    }

    private static void revoke(GraphQlClient owner, String id) {
        owner.data("mutation($id: ID!) { revokeApiKey(input: {id: $id}) { apiKey { id } } }", Map.of("id", id));
    }
}
