package org.reelgraph.connections.clients;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.reelgraph.connections.servers.Excerpt;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerKind;
import org.reelgraph.connections.servers.ServerProblem;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.connections.servers.ServerState;

/** Prowlarr, which knows indexers of both protocols. */
@Singleton
class Prowlarr implements ServerKind {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final String KEY = "X-Api-Key";

    private final ClientRequests requests;

    Prowlarr(ClientRequests requests) {
        this.requests = requests;
    }

    @Override
    public String name() {
        return "PROWLARR";
    }

    @Override
    public String product() {
        return "Prowlarr";
    }

    @Override
    public Purpose purpose() {
        return Purpose.SEARCH;
    }

    @Override
    public ServerState state(ServerRequests to) throws ServerException {
        return to.send(this::state);
    }

    private ServerState state(ServerAddress address) throws ServerException {
        var uri = ClientRequests.uri(address, "api/v1/system/status", Map.of());
        var answer = requests.send(address,
                HttpRequest.GET(uri).accept(MediaType.ALL_TYPE).header(KEY, address.secret()));
        if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
            throw new ServerException(ServerProblem.UNAUTHORIZED,
                    "Prowlarr doesn't accept the API key. You find it in Prowlarr under Settings, General.");
        }
        var status = answer.json().filter(json -> answer.status() == OK).orElseThrow(() -> stranger("something else"));
        var program = Excerpt.of(status.path("appName"), address);
        var version = Excerpt.of(status.path("version"), address);
        // Its relatives have the same paths.
        if (!program.equals(product()) || version.isEmpty()) {
            throw stranger(program.isEmpty() ? "something else" : program);
        }
        return ServerState.ofTool(version, List.of());
    }

    private static ServerException stranger(String program) {
        return new ServerException(ServerProblem.NOT_THIS_KIND, "What answers there isn't Prowlarr but " + program
                + ". Is it the right port, and the URL base in the address if there is one? By default, the port is 9696.");
    }

    @Override
    public boolean answersAt(ServerAddress address) throws ServerException {
        return requests.isPageOf(product(), address, "login");
    }
}
