package org.reelgraph.connections.clients;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reelgraph.connections.servers.Excerpt;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerProblem;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.connections.servers.ServerState;

/**
 * Asks by Torznab and Newznab. Errors come as an element, often with the status 200: 100 to 199 are about the key or
 * account, 429, 500 and 501 about limits, and 910 says that the API is off.
 */
@Singleton
class Feeds {

    private static final String API = "api";
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;
    private static final int FIRST_OF_ACCOUNT = 100;
    private static final int LAST_OF_ACCOUNT = 199;

    private final ClientRequests requests;
    private final FeedReader reader;

    Feeds(ClientRequests requests, FeedReader reader) {
        this.requests = requests;
        this.reader = reader;
    }

    ServerException stranger(String product) {
        return new ServerException(ServerProblem.NOT_THIS_KIND, "What answers there isn't " + product
                + ": it answers with something other than a feed. Is the whole path in the address?");
    }

    /** {@return what an indexer says that it can do} */
    ServerState capabilities(ServerRequests to, String product) throws ServerException {
        var address = to.address();
        var path = address.url().endsWith("/" + API) ? "" : API;
        var answer = to.send(each -> get(each, path, Map.of("t", "caps"), product));
        if (!answer.root().equals("caps")) {
            throw stranger(product);
        }
        var searches = answer.attribute("search", "available").filter("no"::equals).isEmpty();
        return ServerState.ofTool(
                answer.attribute("server", "version").map(text -> Excerpt.of(text, address)).orElse(""),
                searches ? List.of() : List.of("It says that it can't be searched by words."));
    }

    /**
     * {@return what an indexer answers} Blocks until it is there.
     *
     * @throws ServerException if it is an error, or nothing that can be read
     */
    Feed get(ServerAddress address, String path, Map<String, String> parameters, String product)
            throws ServerException {
        var query = new LinkedHashMap<>(parameters);
        if (!address.secret().isEmpty()) {
            query.put("apikey", address.secret());
        }
        var answer = requests.send(address,
                HttpRequest.GET(ClientRequests.uri(address, path, query)).accept(MediaType.ALL_TYPE));
        var feed = reader.read(answer.body());
        if (feed.filter(Feed::isError).isPresent()) {
            throw failure(feed.get(), address);
        }
        switch (answer.status()) {
            case OK -> {
                return feed.orElseThrow(() -> stranger(product));
            }
            case UNAUTHORIZED, FORBIDDEN -> throw wrongKey("");
            case GONE -> throw off("");
            default -> throw stranger(product);
        }
    }

    private static ServerException failure(Feed error, ServerAddress address) {
        var code = error.code();
        var words = error.attribute("error", "description").map(text -> Excerpt.of(text, address))
                .filter(text -> !text.isEmpty()).map(text -> " It says: " + text).orElse("");
        if (code >= FIRST_OF_ACCOUNT && code <= LAST_OF_ACCOUNT) {
            return wrongKey(words);
        }
        return switch (code) {
            case 429, 500, 501 -> new ServerException(ServerProblem.RATE_LIMITED,
                    "The limit of requests is reached (error " + code + ")." + words);
            case 910 -> off(words);
            default ->
                new ServerException(ServerProblem.SERVER_ERROR, "It answers with the error " + code + "." + words);
        };
    }

    private static ServerException wrongKey(String words) {
        return new ServerException(ServerProblem.UNAUTHORIZED,
                "It doesn't accept the API key, or the account behind it." + words);
    }

    private static ServerException off(String words) {
        return new ServerException(ServerProblem.API_DISABLED, "The indexer is turned off there." + words);
    }
}
