package org.reelgraph.connections.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.micronaut.http.uri.UriBuilder;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Sends requests to Plex Media Server. It answers 401 to a wrong token, also where nobody has to sign in within its own
 * network, and 404 about an item or section that it doesn't have.
 */
@Singleton
public class PlexRequests {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final PlexApi api;
    private final Exchange exchange;

    /**
     * What Plex Media Server answers.
     *
     * @param body      as it came
     * @param container what surrounds the content; missing if there is nothing at the path
     */
    public record Reply(byte[] body, JsonNode container) {
    }

    PlexRequests(PlexApi api, Exchange exchange) {
        this.api = api;
        this.exchange = exchange;
    }

    /**
     * {@return the answer at a path, which begins with a slash} Blocks while the server answers.
     *
     * @throws ServerException if there is none, or it isn't that of Plex Media Server
     */
    public Reply get(ServerAddress address, String path, Map<String, String> parameters) throws ServerException {
        var uri = UriBuilder.of(address.url()).path(path);
        parameters.forEach(uri::queryParam);
        var answer = exchange.send(address, () -> api.get(uri.toString(), address.secret()));
        return switch (answer.status()) {
            case UNAUTHORIZED ->
                throw new ServerException(ServerProblem.UNAUTHORIZED, "Plex doesn't accept the token.");
            case NOT_FOUND -> new Reply(answer.body(), MissingNode.getInstance());
            default -> new Reply(answer.body(), answer.json().map(json -> json.path("MediaContainer"))
                    .filter(container -> answer.status() == OK && container.isObject())
                    .orElseThrow(PlexRequests::stranger));
        };
    }

    static ServerException stranger() {
        return new ServerException(ServerProblem.NOT_THIS_KIND, "What answers there isn't Plex Media Server.");
    }
}
