package org.reelgraph.connections.servers;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Tautulli, which watches a Plex Media Server. */
@Singleton
class Tautulli implements ServerKind {

    private static final Section.Members MEMBERS = new Section.Members("section_id", "section_name", "section_type");

    private final TautulliCommands commands;

    Tautulli(TautulliCommands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "TAUTULLI";
    }

    @Override
    public String product() {
        return "Tautulli";
    }

    @Override
    public ServerState state(ServerRequests requests) throws ServerException {
        var address = requests.address();
        var version = Excerpt.of(data(requests, "get_tautulli_info").path("tautulli_version"), address);
        var server = data(requests, "get_server_info");
        var libraries = data(requests, "get_libraries");
        // An empty success may lack the list altogether.
        var none = libraries.isNull() || libraries.isEmpty() && libraries.asText().isEmpty();
        if (version.isEmpty() || !libraries.isArray() && !none) {
            throw new ServerException(ServerProblem.NOT_THIS_KIND, TautulliCommands.STRANGER);
        }
        if (none) {
            // It says so, too, while it can't reach Plex.
            throw new ServerException(ServerProblem.SOURCE_DOWN,
                    "Tautulli " + version + " answers, but lists no libraries. It may not reach Plex.");
        }
        return new ServerState(version, Excerpt.ofMember(server, "pms_name", address),
                Excerpt.ofMember(server, "pms_identifier", address),
                Section.list(libraries, MEMBERS, address));
    }

    @Override
    public boolean answersAt(ServerAddress address) throws ServerException {
        return commands.areKnownAt(address);
    }

    private JsonNode data(ServerRequests requests, String command) throws ServerException {
        return requests.send(address -> commands.send(address, command, Map.of())).data();
    }
}
