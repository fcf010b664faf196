package org.reelgraph.clients;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.netflix.graphql.dgs.client.codegen.BaseProjectionNode;
import com.netflix.graphql.dgs.client.codegen.GraphQLQuery;
import com.netflix.graphql.dgs.client.codegen.GraphQLQueryRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.reelgraph.clients.dgs.client.LoginGraphQLQuery;
import org.reelgraph.clients.dgs.client.LoginProjectionRoot;
import org.reelgraph.clients.dgs.client.RefreshSessionGraphQLQuery;
import org.reelgraph.clients.dgs.client.RefreshSessionProjectionRoot;
import org.reelgraph.clients.dgs.types.LoginInput;
import org.reelgraph.clients.dgs.types.RefreshSessionInput;
import org.reelgraph.clients.dgs.types.SignInPayload;

/** Sends what is built with the client API of DGS, and renews the access token when it has expired. */
final class DgsClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private final URI url;
    private SignInPayload tokens = new SignInPayload();

    DgsClient(URI url) {
        this.url = url;
    }

    /** Signs in; the payload tells what is wrong. */
    SignInPayload signIn(String email, String password) throws IOException, InterruptedException {
        var input = LoginInput.newBuilder().email(email).password(password).build();
        tokens = ask(LoginGraphQLQuery.newRequest().input(input).build(),
                new LoginProjectionRoot<>().accessToken().refreshToken().userErrors().message(), SignInPayload.class);
        return tokens;
    }

    /** {@return the value of the only field that is asked for} */
    <T> T ask(GraphQLQuery query, BaseProjectionNode projection, Class<T> type)
            throws IOException, InterruptedException {
        var body = json.writeValueAsString(Map.of("query", new GraphQLQueryRequest(query, projection).serialize()));
        var sent = tokens;
        var response = send(body, sent);
        if (response.statusCode() == 401 && renewed(sent)) {
            response = send(body, tokens);
        }
        var answer = json.readTree(response.body());
        if (answer.has("errors")) {
            throw new IOException(answer.at("/errors/0/message").asText());
        }
        return json.convertValue(answer.get("data").get(query.getOperationName()), type);
    }

    private HttpResponse<String> send(String body, SignInPayload as) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (as.getAccessToken() != null) {
            request.header("authorization", "Bearer " + as.getAccessToken());
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private synchronized boolean renewed(SignInPayload refused) throws IOException, InterruptedException {
        if (tokens == refused && refused.getRefreshToken() != null) {
            tokens = new SignInPayload();
            var input = RefreshSessionInput.newBuilder().refreshToken(refused.getRefreshToken()).build();
            tokens = ask(RefreshSessionGraphQLQuery.newRequest().input(input).build(),
                    new RefreshSessionProjectionRoot<>().accessToken().refreshToken(), SignInPayload.class);
        }
        return tokens.getAccessToken() != null;
    }
}
