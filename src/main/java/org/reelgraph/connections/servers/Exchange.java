package org.reelgraph.connections.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.client.exceptions.ContentLengthExceededException;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.http.client.exceptions.ReadTimeoutException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Sends a request and says what went wrong in words that hold no secret: those of the HTTP client can hold the whole
 * URL.
 */
@Singleton
public class Exchange {

    /**
     * An answer.
     *
     * @param json the body; empty if it isn't a JSON object
     * @param body without the secret
     */
    public record Answer(int status, Optional<JsonNode> json, byte[] body, HttpHeaders headers) {

        /** {@return the body as text} */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private static final int SHORTEST_SECRET = 8;
    private static final String HIDDEN = new String("…".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    private static final int REDIRECT = 3;
    private static final int SERVER_ERROR = 5;
    private static final int CLASS = 100;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    private static final byte[] NOTHING = {};

    private final ObjectMapper mapper;

    Exchange(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * {@return the answer, of a status that only the kind of server knows to read} If it repeats the secret, as Plex does in
     * the addresses of pictures, it is without it.
     *
     * @throws ServerException if there is none, or its status says all
     */
    public Answer send(ServerAddress address, Supplier<HttpResponse<byte[]>> request) throws ServerException {
        var response = received(request);
        var status = response.code();
        if (status / CLASS == REDIRECT) {
            throw new ServerException(ServerProblem.REDIRECTED, "It redirects to " + target(response)
                    + ". Use the address that it redirects to.");
        }
        if (status == TOO_MANY_REQUESTS) {
            throw new ServerException(ServerProblem.RATE_LIMITED, "It refuses further requests for now (status 429).",
                    pause(response.getHeaders()));
        }
        var body = withoutSecret(response.getBody().orElse(NOTHING), address.secret());
        var json = parsed(body);
        // Tautulli answers errors of its own with JSON as well, which says more than the status.
        if (status / CLASS == SERVER_ERROR && json.isEmpty()) {
            throw new ServerException(ServerProblem.SERVER_ERROR, "It answers with the status " + status + ".",
                    pause(response.getHeaders()));
        }
        return new Answer(status, json, body, response.getHeaders());
    }

    // Whoever reads it back has no use for it. Shorter ones would be found in what isn't one.
    private static byte[] withoutSecret(byte[] body, String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            return body;
        }
        // Bytes as they are, whatever they stand for.
        var bytes = new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        var text = new String(body, StandardCharsets.ISO_8859_1);
        return text.contains(bytes) ? text.replace(bytes, HIDDEN).getBytes(StandardCharsets.ISO_8859_1) : body;
    }

    // In seconds. The other form, a date, needs clocks that agree.
    /** {@return how long the server of an answer wants to be left alone; empty if it doesn't say} */
    public static Optional<Duration> pause(HttpHeaders headers) {
        return headers.findFirst(HttpHeaders.RETRY_AFTER).map(String::strip)
                .filter(text -> SECONDS.matcher(text).matches()).map(Long::parseLong).map(Duration::ofSeconds);
    }

    // Without the query, which may repeat the API key.
    private static String target(HttpResponse<?> response) {
        return response.getHeaders().findFirst(HttpHeaders.LOCATION).flatMap(Exchange::withoutQuery)
                .orElse("another address");
    }

    private static Optional<String> withoutQuery(String location) {
        try {
            return Optional.of(URI.create(location.replaceAll("[?#].*", "")).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> parsed(byte[] body) {
        try {
            return Optional.ofNullable(mapper.readTree(body)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static HttpResponse<byte[]> received(Supplier<HttpResponse<byte[]>> request) throws ServerException {
        try {
            return request.get();
        } catch (HttpClientResponseException e) {
            return withBody(e.getResponse());
        } catch (ReadTimeoutException e) {
            throw new ServerException(ServerProblem.TIMEOUT,
                    "It doesn't answer in time (REELGRAPH_CONNECTIONS_TIMEOUT).");
        } catch (ContentLengthExceededException e) {
            throw new ServerException(ServerProblem.NOT_THIS_KIND, "Its answer is too long to be one of its kind.");
        } catch (HttpClientException e) {
            throw unanswered(e);
        }
    }

    // A declarative client throws answers whose status is an error.
    private static HttpResponse<byte[]> withBody(HttpResponse<?> response) {
        return response.toMutableResponse().body(response.getBody(byte[].class).orElse(null));
    }

    /** {@return why there is no answer, if it wasn't too slow} */
    public static ServerException unanswered(HttpClientException failure) {
        // What broke a connection is suppressed below what it did to the request.
        var causes = Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed()))).toList();
        if (causes.stream().anyMatch(SSLException.class::isInstance)) {
            return new ServerException(ServerProblem.TLS,
                    "No secure connection can be made: either its certificate isn't"
                            + " trusted here, or it doesn't speak HTTPS at this port.");
        }
        if (causes.stream().anyMatch(UnknownHostException.class::isInstance)) {
            return new ServerException(ServerProblem.UNREACHABLE, "There is no host of this name.");
        }
        if (causes.stream().anyMatch(cause -> cause.getClass().getSimpleName().contains("ConnectTimeout"))) {
            return new ServerException(ServerProblem.TIMEOUT, "It can't be reached in time: nothing answers there.");
        }
        return causes.stream().anyMatch(ConnectException.class::isInstance)
                ? new ServerException(ServerProblem.UNREACHABLE,
                        "It refuses the connection: nothing runs at this port.")
                : new ServerException(ServerProblem.UNREACHABLE, "The connection broke before there was an answer.");
    }
}
