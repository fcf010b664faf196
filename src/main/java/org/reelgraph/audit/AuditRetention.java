package org.reelgraph.audit;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import java.sql.Connection;
import java.time.Instant;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is older than the owner wants it kept, some at a time: nobody who writes waits long for it. */
// At the start, not at the first turn: a setting that can't be must not serve.
@Context
@Requires(property = "reelgraph.serves", value = "true")
class AuditRetention {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);

    private final AuditStore entries;
    private final AuditTrail trail;
    private final TransactionOperations<Connection> transactions;
    private final AuditSettings settings;
    private final Retention retention;

    AuditRetention(AuditStore entries, AuditTrail trail,
            @Named("writer") TransactionOperations<Connection> transactions, AuditSettings settings,
            Retention retention) {
        this.entries = entries;
        this.trail = trail;
        this.transactions = transactions;
        this.settings = settings;
        this.retention = retention;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "1m")
    void removeOld() {
        try {
            var before = transactions.executeWrite(status -> retention.start(settings.retention()));
            var more = true;
            while (more) {
                more = transactions.executeWrite(status -> removeSome(before));
            }
        } catch (RuntimeException e) {
            LOG.warn("Old entries of the audit trail could not be removed; it is tried again in an hour", e);
        }
    }

    private boolean removeSome(Instant before) {
        var removed = entries.deleteBefore(before.toEpochMilli());
        if (removed > 0) {
            trail.record(Actor.SYSTEM, "expireAuditLog", Outcome.SUCCESS, null,
                    removed + " entries from before " + before);
        }
        return removed > 0;
    }
}
