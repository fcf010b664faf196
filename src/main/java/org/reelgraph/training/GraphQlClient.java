package org.reelgraph.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;

/** Asks a server, for a caller who may be signed in. */
final class GraphQlClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI server;
    private final Optional<String> token;

    private GraphQlClient(HttpClient http, URI server, Optional<String> token) {
        this.http = http;
        this.server = server;
        this.token = token;
    }

    /** {@return a client of a server, without a token} */
    static GraphQlClient of(URI server) {
        return new GraphQlClient(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), server,
                Optional.empty());
    }

    /** {@return the same with an access token or API key} */
    GraphQlClient with(String credential) {
        return new GraphQlClient(http, server, Optional.of(credential));
    }

    /**
     * {@return what an operation gives}
     *
     * @throws IOException if it gives errors
     */
    JsonNode data(String document, Map<String, ?> variables) throws IOException, InterruptedException {
        var answer = JSON.readTree(body(document, variables));
        if (answer.has("errors")) {
            throw new IOException(document + " gives " + answer.get("errors"));
        }
        return answer.path("data");
    }

    /** Has an operation answered, whatever the answer is. */
    String body(String document, Map<String, ?> variables) throws IOException, InterruptedException {
        var body = JSON.writeValueAsString(Map.of("query", document, "variables", variables));
        var request = HttpRequest.newBuilder(server.resolve("/graphql")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return send(request).body();
    }

    /** Gets a page. */
    void get(String path) throws IOException, InterruptedException {
        var answer = send(HttpRequest.newBuilder(server.resolve(path)));
        if (answer.statusCode() != 200) {
            throw new IOException(path + " has the status " + answer.statusCode());
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
