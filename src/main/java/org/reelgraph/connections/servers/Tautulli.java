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
    public ServerState state(ServerAddress address) throws ServerException {
        var version = Excerpt.of(data(address, "get_tautulli_info").path("tautulli_version"), address);
        var name = Excerpt.of(data(address, "get_server_info").path("pms_name"), address);
        var libraries = data(address, "get_libraries");
        if (version.isEmpty() || !libraries.isArray() && !libraries.isNull()) {
            throw new ServerException(ServerProblem.NOT_THIS_KIND, TautulliCommands.STRANGER);
        }
        if (libraries.isEmpty()) {
            // It says so, too, while it can't reach Plex.
            throw new ServerException(ServerProblem.SOURCE_DOWN,
                    "Tautulli " + version + " answers, but lists no libraries. It may not reach Plex.");
        }
        return new ServerState(version, Optional.of(name).filter(text -> !text.isEmpty()),
                Section.list(libraries, MEMBERS, address));
    }

    private JsonNode data(ServerAddress address, String command) throws ServerException {
        return commands.send(address, command, Map.of()).data();
    }
}
