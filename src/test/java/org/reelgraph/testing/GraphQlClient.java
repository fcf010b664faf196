package org.reelgraph.testing;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Uses the GraphQL endpoint like any client. */
public final class GraphQlClient {

    // Escapes non-ASCII characters, so that even text without a UTF-8 form reaches the server.
    private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final URI server;
    private final HttpClient http;
    private final String[] authorization;

    public GraphQlClient(URI server) {
        this(server, HttpClient.newHttpClient());
    }

    private GraphQlClient(URI server, HttpClient http, String... authorization) {
        this.server = server;
        this.http = http;
        this.authorization = authorization;
    }

    /** {@return the same client with an access token} */
    public GraphQlClient with(String token) {
        return new GraphQlClient(server, http, "authorization", "Bearer " + token);
    }

    /** {@return the data of an operation that has to succeed} */
    public JsonNode data(String document, Map<String, Object> variables) {
        var answer = answer(document, variables);
        assertThat(answer.path("errors")).as("errors of %.300s", document).isEmpty();
        return answer.get("data");
    }

    public JsonNode data(String document) {
        return data(document, Map.of());
    }

    /** {@return the whole response, including errors} */
    public JsonNode answer(String document, Map<String, Object> variables) {
        return json(post(write(Map.of("query", document, "variables", variables))).body());
    }

    public JsonNode answer(String document) {
        return answer(document, Map.of());
    }

    public HttpResponse<String> post(String body, String... headers) {
        return send(request("/graphql", "content-type", "application/json").headers(headers.length == 0
                ? new String[]{"accept", "application/json"}
                : headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(server.resolve(path));
        if (authorization.length > 0) {
            request.headers(authorization);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** {@return what is at a path, as bytes} */
    public HttpResponse<byte[]> bytes(String path, String... headers) {
        return send(request(path, headers).GET(), HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
