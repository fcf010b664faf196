package org.reelgraph.audit;

import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.storage.Ids;

/**
 * Notes what is done, within the transaction that does it: both are there, or neither. Who no longer may do anything, since the request
 * waited or another part of it took that away, is refused here, and with it the transaction.
 */
@Singleton
public class AuditTrail {

    private static final int LONGEST = 300;

    private final AuditStore entries;
    private final AuditRepository known;
    private final CredentialCheck credentials;
    private final Ids ids;
    private final Clock clock;

    AuditTrail(AuditStore entries, AuditRepository known, CredentialCheck credentials, Ids ids, Clock clock) {
        this.entries = entries;
        this.credentials = credentials;
        this.ids = ids;
        this.clock = clock;
        this.known = known;
    }

    // The trail is read by its ids, and the clock may be behind since the last start.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void start(StartupEvent started) {
        ids.continueAfter(known.newestId());
    }

    /**
     * Notes that something is done. Needs the writer's transaction, in which it comes before whatever ends the actor's own
     * session or key.
     *
     * @param action the mutation's field, or what the program calls it
     * @param target global id of what it is done to
     * @param label  what that is called; never a secret
     * @throws org.reelgraph.graphql.errors.RequestException where the actor may no longer
     */
    public void note(Actor who, String action, String target, String label) {
        note(who, action, Outcome.SUCCESS, target, label);
    }

    /**
     * Notes what came of something.
     *
     * @throws org.reelgraph.graphql.errors.RequestException where the actor may no longer
     */
    public void note(Actor who, String action, Outcome outcome, @Nullable String target, @Nullable String label) {
        who.viewer().ifPresent(credentials::check);
        entries.save(new AuditEntry(ids.next(), clock.instant(), who.kind(), who.userId(), who.apiKeyId(), action,
                target, label == null || label.isBlank() ? null : label.substring(0, Math.min(label.length(), LONGEST)),
                outcome, 1,
                null, who.address(), who.requestId()));
    }
}
