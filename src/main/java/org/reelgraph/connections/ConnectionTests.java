package org.reelgraph.connections;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
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
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.storage.WriteTransactions;

import static java.util.stream.Collectors.toMap;

/** Asks servers for their state, without holding up others who write, and keeps the sections that they name. */
@Singleton
class ConnectionTests {

    /**
     * What a test found.
     *
     * @param connection the tested one; empty if it isn't saved, or is another server
     * @param server     the tested server, if it is saved and no connection
     * @param state      what the server says; empty if it can't be used
     * @param failure    why it can't; empty if it can
     */
    record Outcome(Optional<ConnectedServer> connection, Optional<Object> server, Optional<ServerState> state,
            Optional<Failure> failure, List<UserError> errors) {

        static Outcome succeeded(Optional<ConnectedServer> connection, ServerState state) {
            return new Outcome(connection, Optional.empty(), Optional.of(state), Optional.empty(), List.of());
        }

        static Outcome failed(Optional<ConnectedServer> connection, ServerException failure) {
            return new Outcome(connection, Optional.empty(), Optional.empty(),
                    Optional.of(new Failure(failure.problem().name(), failure.reason())), List.of());
        }

        static Outcome refused(List<UserError> errors) {
            return new Outcome(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), errors);
        }

        private Outcome of(TestedServer tested) {
            return new Outcome(connection, Optional.of(tested.row()), state, failure, errors);
        }
    }

    /** Why a server can't be used: the name of a value of {@code ConnectionProblem}, and a message. */
    record Failure(String problem, String message) {
    }

    private final ConnectionRepository connections;
    private final Map<String, TestedServers> others;
    private final ServerKinds kinds;
    private final LibrarySections sections;
    private final SyncedConnections synced;
    private final WriteTransactions transactions;
    private final AuditTrail audit;
    // The framework's would carry on the caller's database connection, which is another's by the time it is used.
    private final ExecutorService threads = Executors
            .newCachedThreadPool(Thread.ofPlatform().name("connection-test-", 0).daemon().factory());

    ConnectionTests(ConnectionRepository connections, List<TestedServers> others, ServerKinds kinds,
            LibrarySections sections, SyncedConnections synced, WriteTransactions transactions, AuditTrail audit) {
        this.connections = connections;
        this.others = others.stream().collect(toMap(TestedServers::prefix, each -> each));
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

    /** {@return what another saved server answers; empty if ids with this prefix are of no such servers} */
    Optional<CompletableFuture<Outcome>> test(Actor who, String prefix, long id) {
        return Optional.ofNullable(others.get(prefix)).map(servers -> servers.find(id)
                .map(server -> CompletableFuture.supplyAsync(() -> test(who, server), threads))
                .orElseGet(() -> CompletableFuture.completedFuture(Outcome.refused(List.of(UserError
                        .of(UserErrorCode.NOT_FOUND).at("input", "id").saying("There is no server with this id."))))));
    }

    private Outcome test(Actor who, TestedServer server) {
        Outcome outcome;
        Optional<ServerException> failure;
        try {
            outcome = Outcome.succeeded(Optional.empty(), server.state());
            failure = Optional.empty();
        } catch (ServerException e) {
            outcome = Outcome.failed(Optional.empty(), e);
            failure = Optional.of(e);
        }
        var found = outcome.of(server);
        var why = failure;
        return transactions.within(() -> audit.within(who.needing(Role.ADMIN), "testConnection", server.globalId(),
                server.name(), () -> {
                    server.note(why);
                    return found;
                }));
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
            return Outcome.succeeded(Optional.of(connection),
                    synced.state(connection, ServerRequests.to(synced.address(connection))));
        } catch (ServerException e) {
            return Outcome.failed(Optional.of(connection), e);
        }
    }

    /** {@return what the server of a draft answers} */
    CompletableFuture<Outcome> test(Actor who, ConnectionDraft draft) {
        return CompletableFuture.supplyAsync(() -> {
            var outcome = asked(kinds.named(draft.kind()),
                    new ServerAddress(draft.url(), draft.userName(), draft.secret().orElse(""),
                            ServerAddress.USUAL_PATIENCE));
            return transactions.within(() -> audit.within(who.needing(Role.ADMIN), "testConnection", null,
                    draft.kind() + " at " + draft.url(), () -> outcome));
        }, threads);
    }

    private Outcome asked(ServerKind kind, ServerAddress address) {
        try {
            return Outcome.succeeded(Optional.empty(), kinds.state(kind, ServerRequests.to(address)));
        } catch (ServerException e) {
            return Outcome.failed(Optional.empty(), e);
        }
    }
}
