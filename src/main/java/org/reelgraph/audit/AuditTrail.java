package org.reelgraph.audit;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.storage.Ids;

/** Notes what was done, within the transaction that does it: both are there, or neither. */
@Singleton
public class AuditTrail {

    private static final int LONGEST = 300;

    private final AuditStore entries;
    private final Ids ids;
    private final Clock clock;

    AuditTrail(AuditStore entries, Ids ids, Clock clock) {
        this.entries = entries;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Notes that something was done. Needs the writer's transaction.
     *
     * @param action the mutation's field, or what the program calls it
     */
    public void note(Actor who, String action) {
        note(who, action, Outcome.SUCCESS, null, null);
    }

    /**
     * Notes that something was done to something.
     *
     * @param target its global id
     * @param label  what it is called; never a secret
     */
    public void note(Actor who, String action, String target, String label) {
        note(who, action, Outcome.SUCCESS, target, label);
    }

    /** Notes that something was done, with what came of it. */
    public void note(Actor who, String action, Outcome outcome, @Nullable String target, @Nullable String label) {
        entries.save(new AuditEntry(ids.next(), clock.instant(), who.kind(), who.userId(), who.apiKeyId(), action,
                target, label == null ? null : label.substring(0, Math.min(label.length(), LONGEST)), outcome, 1,
                null, who.address(), who.requestId()));
    }
}
