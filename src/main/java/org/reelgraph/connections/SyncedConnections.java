package org.reelgraph.connections;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.reelgraph.connections.servers.Section;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerKind;
import org.reelgraph.connections.servers.ServerProblem;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.connections.servers.ServerState;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.encryption.Encryption;
import org.reelgraph.storage.encryption.UndecryptableException;

/** What synchronising the library needs of connections. */
@Singleton
public class SyncedConnections {

    private final ConnectionStore connections;
    private final LibrarySectionStore store;
    private final LibrarySections sections;
    private final ServerKinds kinds;
    private final Encryption encryption;
    private final WriteTransactions transactions;

    SyncedConnections(ConnectionStore connections, LibrarySectionStore store, LibrarySections sections,
            ServerKinds kinds, Encryption encryption, WriteTransactions transactions) {
        this.connections = connections;
        this.store = store;
        this.sections = sections;
        this.kinds = kinds;
        this.encryption = encryption;
        this.transactions = transactions;
    }

    /** {@return the connection with this id} */
    public Optional<ConnectedServer> find(long id) {
        return transactions.within(() -> connections.findById(id));
    }

    /** {@return all connections} */
    public List<ConnectedServer> all() {
        return transactions.within(connections::findAll);
    }

    /** {@return a connection's sections, as they were found last} */
    public List<LibrarySection> sections(long connection) {
        return transactions.within(() -> store.findByConnection(connection));
    }

    /** {@return the kind of a connection's server} */
    public ServerKind kind(ConnectedServer connection) {
        return kinds.named(connection.kind());
    }

    /**
     * {@return where its server is, with the secret}
     *
     * @throws ServerException if the secret can't be read
     */
    public ServerAddress address(ConnectedServer connection) throws ServerException {
        try {
            return new ServerAddress(connection.url(), encryption.decrypt(connection.secret(), connection.globalId()));
        } catch (UndecryptableException e) {
            throw new ServerException(ServerProblem.SECRET_UNREADABLE,
                    "The stored key or token can't be decrypted. " + e.getMessage());
        }
    }

    /**
     * {@return what a connection's server says about itself} Blocks while it answers. How it names itself is kept the first
     * time.
     *
     * @throws ServerException if it can't be used, or is another server than before
     */
    public ServerState state(ConnectedServer connection, ServerRequests requests) throws ServerException {
        var state = kinds.state(kind(connection), requests);
        var known = connection.serverIdentifier();
        var now = state.identifier().orElse("");
        if (known == null && !now.isEmpty()) {
            transactions.within(() -> {
                connections.noteServer(connection.id(), now);
                return now;
            });
        }
        if (known != null && !now.isEmpty() && !now.equals(known)) {
            throw new ServerException(ServerProblem.OTHER_SERVER, "Another server answers there: it names itself " + now
                    + state.name().map(name -> " ('" + name + "')").orElse("") + ", and the connection '"
                    + connection.name() + "' belongs to " + known + ". Nothing is read from it. Correct the address"
                    + " or, if the new server has taken the old one's place, say so: updateConnection(input: {id: \""
                    + connection.globalId() + "\", serverIdentifier: \"" + now + "\"}).");
        }
        return state;
    }

    /** {@return a connection's sections once what its server has now is kept} Needs the writer's transaction. */
    public List<LibrarySection> keep(long connection, List<Section> found) {
        sections.keep(connection, found);
        return store.findByConnection(connection);
    }

    /** Keeps that a job read a section and found nothing wrong. Needs the writer's transaction. */
    public void noteSync(long section, Instant begun) {
        store.noteSync(section, begun.toEpochMilli());
    }
}
