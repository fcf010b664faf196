package org.reelgraph.connections;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.encryption.Encryption;

/** Creates, changes and deletes connections. */
@Singleton
class Connections {

    private static final int MAX = 50;

    /** The connection after a change, or why nothing was changed. */
    record Changed(Optional<ConnectedServer> connection, List<UserError> errors) {

        static Changed refused(List<UserError> errors) {
            return new Changed(Optional.empty(), errors);
        }
    }

    private final ConnectionStore store;
    private final ConnectionCheck check;
    private final Encryption encryption;
    private final WriteTransactions transactions;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Connections(ConnectionStore store, ConnectionCheck check, Encryption encryption, WriteTransactions transactions,
            AuditTrail audit, Ids ids, Clock clock) {
        this.store = store;
        this.check = check;
        this.encryption = encryption;
        this.transactions = transactions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * {@return the new connection, or what is wrong with the draft}
     *
     * @param source under which its items are kept; the usual one if none is given, unless another connection has it
     */
    Changed create(Actor who, ConnectionDraft draft, Optional<String> source) {
        return transactions.within(() -> {
            var errors = check.check(draft, source);
            if (errors.isEmpty() && store.count() >= MAX) {
                errors = List.of(UserError.of(UserErrorCode.TOO_MANY).at("input")
                        .saying("There can be at most " + MAX + " connections. Delete one that is no longer needed."));
            }
            if (!errors.isEmpty()) {
                return Changed.refused(errors);
            }
            var now = clock.instant();
            var connection = ConnectedServerBuilder.builder().id(ids.next()).createdAt(now).name(draft.name())
                    .kind(draft.kind()).url(draft.url()).secret("").updatedAt(now)
                    .source(source.orElseGet(() -> freeSource(draft.name()))).build();
            return new Changed(Optional.of(audit.within(who.needing(Role.ADMIN), "createConnection",
                    connection.globalId(), connection.name(),
                    () -> store.save(withSecret(connection, draft.secret().orElseThrow())))), List.of());
        });
    }

    // The keys of two servers have nothing to do with each other.
    private String freeSource(String name) {
        return store.countBySource(MediaItem.DEFAULT_SOURCE) == 0 ? MediaItem.DEFAULT_SOURCE : name;
    }

    private ConnectedServer withSecret(ConnectedServer connection, String secret) {
        return ConnectedServerBuilder.builder(connection)
                .secret(encryption.encrypt(secret, connection.globalId())).build();
    }

    /** {@return the changed connection, or what is wrong with the change} */
    Changed update(Actor who, long id, UnaryOperator<ConnectionDraft> change) {
        return transactions.within(() -> store.findById(id).map(before -> update(who, before, change))
                .orElseGet(() -> Changed.refused(List.of(unknown()))));
    }

    private Changed update(Actor who, ConnectedServer before, UnaryOperator<ConnectionDraft> change) {
        var draft = change.apply(new ConnectionDraft(before.name(), before.kind(), before.url(), Optional.empty(),
                Optional.empty()));
        var errors = check.check(draft, before);
        if (!errors.isEmpty()) {
            return Changed.refused(errors);
        }
        var after = ConnectedServerBuilder.builder(before).name(draft.name()).url(draft.url())
                .serverIdentifier(draft.serverIdentifier().orElse(before.serverIdentifier()))
                .updatedAt(clock.instant()).build();
        return new Changed(Optional.of(audit.within(who.needing(Role.ADMIN), "updateConnection", after.globalId(),
                after.name(),
                () -> store.update(draft.secret().map(secret -> withSecret(after, secret)).orElse(after)))),
                List.of());
    }

    static UserError unknown() {
        return UserError.of(UserErrorCode.NOT_FOUND).at("input", "id").saying("There is no connection with this id.");
    }

    /** {@return the connection that was deleted with its sections; empty if there is none} */
    Optional<ConnectedServer> delete(Actor who, long id) {
        return transactions.within(() -> store.findById(id).map(connection -> audit.within(
                who.needing(Role.ADMIN), "deleteConnection", connection.globalId(), connection.name(), () -> {
                    store.delete(id);
                    return connection;
                })));
    }
}
