package org.reelgraph.mediaos.reading;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import org.reelgraph.mediaos.entries.ReadSettings;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.copy.ReplacementStep;

/** Keeps what is read from files from being changed, by the server and by commands. */
@Singleton
@Requires(property = "reelgraph.mediaos.read")
class GuardedReads implements ReplacementStep {

    private final ReadSettings reads;
    private final ReadGuard guard;
    private final Following following;
    private final WriteTransactions transactions;

    GuardedReads(ReadSettings reads, ReadGuard guard, Following following, WriteTransactions transactions) {
        this.reads = reads;
        this.guard = guard;
        this.following = following;
        this.transactions = transactions;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE + 2)
    void begin(StartupEvent started) {
        if (reads.areFromFiles()) {
            transactions.guardBy(guard);
        }
    }

    /** {@inheritDoc} A backup that is restored is brought to what the files say. */
    @Override
    public Runnable begin() {
        guard.letPass();
        return following::forget;
    }
}
