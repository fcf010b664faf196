package org.reelgraph.connections.sync;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.connections.ConnectedServer;

/** The kinds of servers that the library can be synchronised with. */
@Singleton
class SyncedServers {

    private final Map<String, SyncedServer> byKind = new HashMap<>();

    SyncedServers(List<SyncedServer> servers) {
        servers.forEach(server -> byKind.put(server.kind(), server));
    }

    /** {@return how a connection's server is read; empty if it can't be} */
    Optional<SyncedServer> of(ConnectedServer connection) {
        return Optional.ofNullable(byKind.get(connection.kind()));
    }
}
