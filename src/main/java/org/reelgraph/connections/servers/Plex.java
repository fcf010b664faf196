package org.reelgraph.connections.servers;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Plex Media Server. It answers 401 to a wrong token, also where nobody has to sign in within its own network. */
@Singleton
class Plex implements ServerKind {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final PlexApi api;
    private final Exchange exchange;

    Plex(PlexApi api, Exchange exchange) {
        this.api = api;
        this.exchange = exchange;
    }

    @Override
    public String name() {
        return "PLEX";
    }

    @Override
    public String product() {
        return "Plex Media Server";
    }

    @Override
    public ServerState state(ServerAddress address) throws ServerException {
        var server = container(address, "/");
        var sections = container(address, "/library/sections").path("Directory");
        return new ServerState(server.path("version").asText(),
                Optional.of(server.path("friendlyName").asText()).filter(text -> !text.isEmpty()),
                StreamSupport.stream(sections.spliterator(), false)
                        .map(each -> Section.ofPlex(each.path("key").asText(), each.path("title").asText(),
                                each.path("type").asText()))
                        .toList());
    }

    private JsonNode container(ServerAddress address, String path) throws ServerException {
        var answer = exchange.send(() -> api.get(address.url(), path, address.secret()));
        if (answer.status() == UNAUTHORIZED) {
            throw new ServerException(ServerProblem.UNAUTHORIZED, "Plex doesn't accept the token.");
        }
        return answer.json().map(json -> json.get("MediaContainer")).filter(json -> answer.status() == OK)
                .orElseThrow(() -> new ServerException(ServerProblem.NOT_THIS_KIND,
                        "What answers there isn't Plex Media Server (status " + answer.status() + ")."));
    }
}
