package org.reelgraph.storage;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is put off. */
@Singleton
class Backlog {

    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    // More than is put off within a second. Those who write all the time must not keep others waiting for ever.
    private static final int MOST = 200;

    private final TransactionOperations<Connection> transactions;
    private final LostTransaction lostTransaction;
    private final List<PutOffWork> works;

    Backlog(@Named("writer") TransactionOperations<Connection> transactions, LostTransaction lostTransaction,
            List<PutOffWork> works) {
        this.transactions = transactions;
        this.lostTransaction = lostTransaction;
        this.works = works;
    }

    /** {@return whether there may be any} */
    boolean isDue() {
        return works.stream().anyMatch(PutOffWork::isDue);
    }

    /**
     * Does what is put off so far, in transactions of its own; others may write between them, and put off more.
     *
     * @return whether that succeeded
     */
    boolean catchUp() {
        try {
            for (var parts = 0; parts < MOST && isDue() && transactions.executeWrite(status -> hasDoneSome());) {
                parts++;
            }
            return true;
        } catch (RuntimeException e) {
            LOG.warn("What was put off could not be done", lostTransaction.explain(e));
            return false;
        }
    }

    private boolean hasDoneSome() {
        lostTransaction.forget();
        return works.stream().filter(PutOffWork::isDue).anyMatch(PutOffWork::doSome);
    }
}
