package org.reelgraph.connections.servers;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.uri.UriBuilder;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Sends commands to Tautulli. It answers 404 while its API is turned off, 401 to a wrong key, and 400 or 500 with a
 * message to what it can't do (Tautulli 2.17, {@code api2.py}).
 */
@Singleton
public class TautulliCommands {

    /** What is told of anything that isn't Tautulli. */
    static final String STRANGER = "What answers there isn't Tautulli.";

    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final TautulliApi api;
    private final Exchange exchange;

    /**
     * What Tautulli answers to a command that it can carry out.
     *
     * @param body as it came
     * @param data the member of the response that holds what was asked for
     */
    public record Reply(byte[] body, JsonNode data) {
    }

    TautulliCommands(TautulliApi api, Exchange exchange) {
        this.api = api;
        this.exchange = exchange;
    }

    /**
     * {@return whether what answers refuses a command without a key as Tautulli does} Blocks while it answers.
     *
     * @throws ServerException if it answers otherwise
     */
    boolean areKnownAt(ServerAddress address) throws ServerException {
        return exchange.send(address, () -> api.get(uri(address, "status").toString())).json()
                .filter(json -> json.path("response").has("result")).isPresent();
    }

    private static UriBuilder uri(ServerAddress address, String command) {
        return UriBuilder.of(address.url()).path("api/v2").queryParam("cmd", command)
                .queryParam("apikey", address.secret());
    }

    /**
     * {@return the answer to a command} Blocks while the server answers.
     *
     * @throws ServerException if there is none, or it is an error
     */
    public Reply send(ServerAddress address, String command, Map<String, String> parameters) throws ServerException {
        var uri = uri(address, command);
        parameters.forEach(uri::queryParam);
        var answer = exchange.send(address, () -> api.get(uri.toString()));
        var response = answer.json().map(json -> json.path("response"));
        if (answer.status() == UNAUTHORIZED) {
            throw new ServerException(ServerProblem.UNAUTHORIZED,
                    "Tautulli doesn't accept the API key. You find it in Tautulli under Settings, Web Interface.");
        }
        if (response.isEmpty() || !response.get().has("result")) {
            throw answer.status() == NOT_FOUND
                    ? new ServerException(ServerProblem.API_DISABLED, "Nothing is at this address (status 404). Either"
                            + " Tautulli's API is off (Settings, Web Interface, Enable API), or its HTTP root is missing"
                            + " in the address.")
                    : new ServerException(ServerProblem.NOT_THIS_KIND, STRANGER);
        }
        if (answer.status() == NOT_FOUND) {
            throw new ServerException(ServerProblem.API_DISABLED,
                    "Tautulli's API is off. It is turned on under Settings, Web Interface, Enable API.");
        }
        if (!response.get().path("result").asText().equals("success")) {
            var reason = Excerpt.of(response.get().path("message"), address);
            throw new ServerException(ServerProblem.SERVER_ERROR,
                    "Tautulli answers with an error" + (reason.isEmpty() ? "." : ": " + reason));
        }
        return new Reply(answer.body(), response.get().path("data"));
    }
}
