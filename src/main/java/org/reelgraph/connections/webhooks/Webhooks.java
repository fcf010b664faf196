package org.reelgraph.connections.webhooks;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.connections.ConnectedServer;
import org.reelgraph.connections.LibrarySection;
import org.reelgraph.connections.SyncedConnections;
import org.reelgraph.connections.sync.AnnouncedItem;
import org.reelgraph.connections.sync.Syncs;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.storage.RandomToken;
import org.reelgraph.storage.Sha256;
import org.reelgraph.storage.WriteTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates and deletes webhooks, and takes what servers tell. */
@Singleton
class Webhooks {

    /** The connection and the token of its new webhook, which is shown only once; or why there is none. */
    record Created(Optional<ConnectedServer> connection, Optional<String> token, List<UserError> errors) {

        static Created refused(UserErrorCode code, String why) {
            return new Created(Optional.empty(), Optional.empty(),
                    List.of(UserError.of(code).at("input", "id").saying(why)));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    private final WebhookStore store;
    private final WebhookRepository webhooks;
    private final SyncedConnections connections;
    private final Syncs syncs;
    private final WriteTransactions transactions;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Webhooks(WebhookStore store, WebhookRepository webhooks, SyncedConnections connections, Syncs syncs,
            WriteTransactions transactions, AuditTrail audit, Clock clock) {
        this.store = store;
        this.webhooks = webhooks;
        this.connections = connections;
        this.syncs = syncs;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** {@return the new webhook of a connection, in place of the one that it may have} */
    Created create(Actor who, long connectionId) {
        return transactions.within(() -> {
            var connection = connections.find(connectionId);
            if (connection.isEmpty()) {
                return Created.refused(UserErrorCode.NOT_FOUND, "There is no connection with this id.");
            }
            if (!connection.get().kind().equals(PlexEvent.KIND)) {
                return Created.refused(UserErrorCode.INVALID,
                        connections.kind(connection.get()).product() + " sends no webhooks that can be used here.");
            }
            var token = RandomToken.of(random);
            return audit.within(who.needing(Role.ADMIN), "createWebhook", connection.get().globalId(),
                    connection.get().name(), () -> {
                        store.delete(connectionId);
                        store.save(new Webhook(connectionId, Sha256.hex(token), clock.instant()));
                        return new Created(connection, Optional.of(token), List.of());
                    });
        });
    }

    /** {@return the connection whose webhook was deleted; empty if it has none} */
    Optional<ConnectedServer> delete(Actor who, long connectionId) {
        return transactions.within(() -> connections.find(connectionId)
                .filter(connection -> store.count(connectionId) > 0)
                .map(connection -> audit.within(who.needing(Role.ADMIN), "deleteWebhook", connection.globalId(),
                        connection.name(), () -> {
                            store.delete(connectionId);
                            return connection;
                        })));
    }

    /** {@return the webhook with this token} Hashes are compared, so time tells nothing about tokens. */
    Optional<Webhook> find(String token) {
        return webhooks.findByTokenHash(Sha256.hex(token));
    }

    /** Has an item read that is told to be new, if it is in a section that is enabled. */
    void take(Webhook webhook, PlexEvent.NewItem item) {
        transactions.within(() -> {
            connections.find(webhook.connectionId()).ifPresent(connection -> section(connection, item)
                    .ifPresentOrElse(section -> syncs.announce(connection,
                            new AnnouncedItem(section.id(), item.ratingKey(), item.title(), item.server())),
                            () -> LOG.info(
                                    "Ignored what the webhook of '{}' tells of the item {}: no section with the key"
                                            + " {} is enabled, or it is of another kind",
                                    connection.name(), item.ratingKey(),
                                    item.section())));
            return webhook;
        });
    }

    private Optional<LibrarySection> section(ConnectedServer connection, PlexEvent.NewItem item) {
        return connections.sections(connection.id()).stream()
                .filter(section -> section.enabled() && section.sectionKey().equals(item.section())
                        && item.kind() == section.mediaKind())
                .findFirst();
    }
}
