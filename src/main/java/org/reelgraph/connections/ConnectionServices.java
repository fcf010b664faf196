package org.reelgraph.connections;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.health.Monitored;
import org.reelgraph.health.MonitoredServices;

/** The servers of connections as services. */
@Singleton
class ConnectionServices implements MonitoredServices {

    private final ConnectionRepository repository;
    private final SyncedConnections connections;

    ConnectionServices(ConnectionRepository repository, SyncedConnections connections) {
        this.repository = repository;
        this.connections = connections;
    }

    @Override
    public List<Monitored> all() {
        return repository.findAll().stream().map(connection -> new Monitored(connection.globalId(), "CONNECTION",
                connection.name(), () -> problem(connection))).toList();
    }

    private Optional<String> problem(ConnectedServer connection) {
        try {
            connections.state(connection, ServerRequests.to(connections.address(connection)));
            return Optional.empty();
        } catch (ServerException e) {
            return Optional.of(e.reason());
        }
    }
}
