package org.reelgraph.audit;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.storage.retention.RetentionRule;

/** How long entries of the audit trail are kept. Their removal is recorded there, too. */
@Singleton
class AuditRetention implements RetentionRule {

    private final AuditStore entries;
    private final AuditTrail trail;
    private final AuditSettings settings;

    AuditRetention(AuditStore entries, AuditTrail trail, AuditSettings settings) {
        this.entries = entries;
        this.trail = trail;
        this.settings = settings;
    }

    @Override
    public String contents() {
        return "audit trail entries";
    }

    @Override
    public Duration kept() {
        return settings.retention();
    }

    @Override
    public int removeSome(Instant before) {
        var removed = entries.deleteBefore(before.toEpochMilli());
        if (removed > 0) {
            trail.record(Actor.SYSTEM, "expireAuditLog", Outcome.SUCCESS, null,
                    removed + " entries from before " + before);
        }
        return removed;
    }
}
