package org.reelgraph.connections.servers;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Plex Media Server. */
@Singleton
class Plex implements ServerKind {

    private static final Section.Members MEMBERS = new Section.Members("key", "title", "type");

    private final PlexRequests plex;

    Plex(PlexRequests plex) {
        this.plex = plex;
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
    public ServerState state(ServerRequests requests) throws ServerException {
        var address = requests.address();
        var server = container(requests, "/");
        var version = Excerpt.of(server.path("version"), address);
        if (version.isEmpty()) {
            throw PlexRequests.stranger();
        }
        var sections = container(requests, "/library/sections").path("Directory");
        return new ServerState(version, Excerpt.ofMember(server, "friendlyName", address),
                Excerpt.ofMember(server, "machineIdentifier", address), Section.list(sections, MEMBERS, address));
    }

    @Override
    public boolean answersAt(ServerAddress address) throws ServerException {
        return plex.get(address, "/identity", Map.of()).container().has("machineIdentifier");
    }

    private JsonNode container(ServerRequests requests, String path) throws ServerException {
        var container = requests.send(address -> plex.get(address, path, Map.of())).container();
        if (container.isMissingNode()) {
            throw PlexRequests.stranger();
        }
        return container;
    }
}
