package org.reelgraph.changes;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import org.reelgraph.audit.Retention;
import org.reelgraph.storage.WriteTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what was deleted long ago. Who hasn't asked since then has to begin anew. */
// At the start, not at the first turn: a setting that can't be must not serve.
@Context
@Requires(property = "reelgraph.serves", value = "true")
class ChangeRetention {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeRetention.class);

    private final ChangeStore changes;
    private final WriteTransactions transactions;
    private final ChangeSettings settings;
    private final Retention retention;

    ChangeRetention(ChangeStore changes, WriteTransactions transactions, ChangeSettings settings, Retention retention) {
        this.changes = changes;
        this.transactions = transactions;
        this.settings = settings;
        this.retention = retention;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "1m")
    void forget() {
        try {
            transactions.within(() -> {
                var before = retention.start(settings.retention()).toEpochMilli();
                changes.forgetBefore(before);
                return changes.deleteBefore(before);
            });
        } catch (RuntimeException e) {
            LOG.warn("Old deletions could not be forgotten; it is tried again in an hour", e);
        }
    }
}
