package org.reelgraph.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import org.reelgraph.graphql.access.Role;

/** The users that tests sign in as. */
public final class Accounts {

    public static final String ADMIN = "owner@example.org";
    public static final String PASSWORD = "nine quiet lanterns";

    /** Settings for the first admin, with password hashes that take no time. */
    public static final Map<String, String> SETTINGS = Map.of("reelgraph.admin.email", ADMIN,
            "reelgraph.admin.password", PASSWORD, "reelgraph.sign-in.hash-memory", "64",
            "reelgraph.sign-in.hash-iterations", "1");

    private static final String LOGIN = """
                                        mutation($input: LoginInput!) { login(input: $input) {
                                          accessToken refreshToken expiresAt refreshExpiresAt user { id email role lastLoginAt } userErrors { code message path } } }""";

    private Accounts() {
    }

    /** {@return a client of a server, signed in as its first admin} */
    public static GraphQlClient admin(URI server) {
        return signedIn(server, ADMIN, PASSWORD);
    }

    /** {@return a client of a server, signed in as this user} */
    public static GraphQlClient signedIn(URI server, String email, String password) {
        var client = new GraphQlClient(server);
        var token = login(client, email, password).get("accessToken").asText();
        return client.with(token);
    }

    /** {@return the payload of a sign-in} */
    public static JsonNode login(GraphQlClient client, String email, String password) {
        return client.data(LOGIN, Map.of("input", Map.of("email", email, "password", password))).get("login");
    }

    /** {@return the global id of a new user with the password of all test users} */
    public static String newUser(GraphQlClient admin, String email, Role role) {
        return admin.data("""
                          mutation($email: String!, $role: Role!, $password: String) {
                            createUser(input: {email: $email, role: $role, password: $password}) { user { id } } }""",
                Map.of("email", email, "role", role, "password", PASSWORD)).at("/createUser/user/id").asText();
    }

    /** {@return the payload of setting a password by a one-time token} */
    public static JsonNode setPassword(GraphQlClient client, String token, String email, String password) {
        return client.data("""
                           mutation($token: String!, $email: String!, $password: String!) {
                             setPassword(input: {token: $token, email: $email, password: $password}) {
                               user { email emailVerifiedAt hasPassword } userErrors { code path } } }""",
                Map.of("token", token, "email", email, "password", password)).get("setPassword");
    }

    /** {@return a new API key of the signed-in user} */
    public static String newKey(GraphQlClient owner, Role role) {
        return owner.data("mutation($role: Role!) { createApiKey(input: {name: \"test\", role: $role}) { key } }",
                Map.of("role", role)).at("/createApiKey/key").asText();
    }
}
