package org.reelgraph.connections;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerKind;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.connections.servers.ServerState;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.storage.WriteTransactions;

/** Asks servers for their state, without holding up others who write, and keeps the sections that they name. */
@Singleton
class ConnectionTests {

    /**
     * What a test found.
     *
     * @param connection the tested one; empty if it isn't saved
     * @param state      what the server says; empty if it can't be used
     * @param failure    why it can't; empty if it can
     */
    record Outcome(Optional<ConnectedServer> connection, Optional<ServerState> state, Optional<Failure> failure,
            List<UserError> errors) {

        static Outcome failed(Optional<ConnectedServer> connection, ServerException failure) {
            return new Outcome(connection, Optional.empty(),
                    Optional.of(new Failure(failure.problem().name(), failure.reason())), List.of());
        }

        static Outcome refused(List<UserError> errors) {
            return new Outcome(Optional.empty(), Optional.empty(), Optional.empty(), errors);
        }
    }

    /** Why a server can't be used: the name of a value of {@code ConnectionProblem}, and a message. */
    record Failure(String problem, String message) {
    }

    private final ConnectionRepository connections;
    private final ServerKinds kinds;
    private final LibrarySections sections;
    private final SyncedConnections synced;
    private final WriteTransactions transactions;
    private final AuditTrail audit;
    // The framework's would carry on the caller's database connection, which is another's by the time it is used.
    private final ExecutorService threads = Executors
            .newCachedThreadPool(Thread.ofPlatform().name("connection-test-", 0).daemon().factory());

    ConnectionTests(ConnectionRepository connections, ServerKinds kinds, LibrarySections sections,
            SyncedConnections synced, WriteTransactions transactions, AuditTrail audit) {
        this.connections = connections;
        this.kinds = kinds;
        this.sections = sections;
        this.synced = synced;
        this.transactions = transactions;
        this.audit = audit;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /** {@return what a saved connection's server answers; its sections are kept} */
    CompletableFuture<Outcome> test(Actor who, long id) {
        var connection = connections.findById(id);
        return connection.isEmpty()
                ? CompletableFuture.completedFuture(Outcome.refused(List.of(Connections.unknown())))
                : CompletableFuture.supplyAsync(() -> test(who, connection.get()), threads);
    }

    private Outcome test(Actor who, ConnectedServer connection) {
        var outcome = asked(connection);
        return transactions.within(() -> audit.within(who.needing(Role.ADMIN), "testConnection",
                connection.globalId(), connection.name(), () -> {
                    outcome.state().ifPresent(state -> sections.keep(connection.id(), state.sections()));
                    return outcome;
                }));
    }

    private Outcome asked(ConnectedServer connection) {
        try {
            return new Outcome(Optional.of(connection),
                    Optional.of(synced.state(connection, ServerRequests.to(synced.address(connection)))),
                    Optional.empty(), List.of());
        } catch (ServerException e) {
            return Outcome.failed(Optional.of(connection), e);
        }
    }

    /** {@return what the server of a draft answers} */
    CompletableFuture<Outcome> test(Actor who, ConnectionDraft draft) {
        return CompletableFuture.supplyAsync(() -> {
            var outcome = asked(kinds.named(draft.kind()),
                    new ServerAddress(draft.url(), draft.secret().orElseThrow()));
            return transactions.within(() -> audit.within(who.needing(Role.ADMIN), "testConnection", null,
                    draft.kind() + " at " + draft.url(), () -> outcome));
        }, threads);
    }

    private Outcome asked(ServerKind kind, ServerAddress address) {
        try {
            return new Outcome(Optional.empty(), Optional.of(kinds.state(kind, ServerRequests.to(address))),
                    Optional.empty(), List.of());
        } catch (ServerException e) {
            return Outcome.failed(Optional.empty(), e);
        }
    }
}
