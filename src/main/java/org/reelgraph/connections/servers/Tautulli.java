package org.reelgraph.connections.servers;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Tautulli. It answers 404 while its API is turned off, 401 to a wrong key, and 400 or 500 with a message to what it
 * can't do (Tautulli 2.17, {@code api2.py}).
 */
@Singleton
class Tautulli implements ServerKind {

    private static final String STRANGER = "What answers there isn't Tautulli.";
    private static final Section.Members MEMBERS = new Section.Members("section_id", "section_name", "section_type");
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final TautulliApi api;
    private final Exchange exchange;

    Tautulli(TautulliApi api, Exchange exchange) {
        this.api = api;
        this.exchange = exchange;
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
            throw new ServerException(ServerProblem.NOT_THIS_KIND, STRANGER);
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
        var answer = exchange.send(() -> api.call(address.url(), command, address.secret()));
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
        return response.get().path("data");
    }
}
