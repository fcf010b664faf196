package org.reelgraph.connections;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerKind;
import org.reelgraph.connections.servers.ServerKind.Purpose;
import org.reelgraph.connections.servers.ServerProblem;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.connections.servers.ServerState;

/** The kinds of servers that there are. */
@Singleton
public class ServerKinds {

    private final Map<String, ServerKind> byName = new TreeMap<>();

    ServerKinds(List<ServerKind> kinds) {
        kinds.forEach(kind -> byName.put(kind.name(), kind));
    }

    /** {@return the names, as the schema has them} */
    Collection<String> names() {
        return byName.keySet();
    }

    /**
     * {@return what a server says about itself} Blocks while it answers.
     *
     * @throws ServerException if it can't be used; if it is of another kind, it says which
     */
    public ServerState state(ServerKind kind, ServerRequests requests) throws ServerException {
        try {
            return kind.state(requests);
        } catch (ServerException e) {
            if (kind.ofStrangers().contains(e.problem())) {
                requireNoOther(kind, requests);
            }
            throw e;
        }
    }

    private void requireNoOther(ServerKind kind, ServerRequests requests) throws ServerException {
        for (var other : byName.values()) {
            // The secret isn't meant for it.
            if (other != kind && requests.send(address -> answersAt(address.url(), other))) {
                throw new ServerException(ServerProblem.NOT_THIS_KIND, "What answers there is " + other.product()
                        + ", not " + kind.product() + ". " + advice(kind, other));
            }
        }
    }

    private static boolean answersAt(String url, ServerKind kind) {
        try {
            return kind.answersAt(new ServerAddress(url, ""));
        } catch (ServerException e) {
            return false;
        }
    }

    private static String advice(ServerKind kind, ServerKind other) {
        return kind.purpose() == Purpose.LIBRARY && other.purpose() == Purpose.LIBRARY
                ? "Create a connection of the kind " + other.name() + ", or correct the address."
                : "Correct the address; the port may be the other program's.";
    }

    /** {@return the kind of this name, which the schema allows} */
    public ServerKind named(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }
}
