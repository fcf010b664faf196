package org.reelgraph.connections.servers;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Plex Media Server. It answers 401 to a wrong token, also where nobody has to sign in within its own network. */
@Singleton
class Plex implements ServerKind {

    private static final Section.Members MEMBERS = new Section.Members("key", "title", "type");
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
        var version = Excerpt.of(server.path("version"), address);
        if (version.isEmpty()) {
            throw stranger();
        }
        var sections = container(address, "/library/sections").path("Directory");
        return new ServerState(version,
                Optional.of(Excerpt.of(server.path("friendlyName"), address)).filter(text -> !text.isEmpty()),
                Section.list(sections, MEMBERS, address));
    }

    private static ServerException stranger() {
        return new ServerException(ServerProblem.NOT_THIS_KIND, "What answers there isn't Plex Media Server.");
    }

    private JsonNode container(ServerAddress address, String path) throws ServerException {
        var answer = exchange.send(() -> api.get(address.url(), path, address.secret()));
        if (answer.status() == UNAUTHORIZED) {
            throw new ServerException(ServerProblem.UNAUTHORIZED, "Plex doesn't accept the token.");
        }
        return answer.json().map(json -> json.get("MediaContainer")).filter(json -> answer.status() == OK)
                .orElseThrow(Plex::stranger);
    }
}
