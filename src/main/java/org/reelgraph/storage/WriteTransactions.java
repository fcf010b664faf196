package org.reelgraph.storage;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes: all of one transaction is there afterwards, or nothing of it. */
@Singleton
public class WriteTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(WriteTransactions.class);
    private static final int MOST_ATTEMPTS = 5;
    private static final long PAUSE = 20;

    private final TransactionOperations<Connection> transactions;
    private final LockWaits waits;
    private final CommitGroups groups;
    private final ScopedValue<StatementListener> grouped = ScopedValue.newInstance();
    private volatile TransactionGuard guard = TransactionGuard.NONE;

    WriteTransactions(@Named("writer") TransactionOperations<Connection> transactions, LockWaits waits,
            CommitGroups groups) {
        this.transactions = transactions;
        this.waits = waits;
        this.groups = groups;
    }

    /**
     * {@return what the work gives, done in one transaction; from then on no request is answered by what was before}
     *
     * @param work is done once more if it got in the way of another program's transaction, so it must leave nothing behind
     *             but what it writes and gives
     */
    public <T> T within(Supplier<T> work) {
        // Within a larger transaction, all of that is lost and has to be done once more.
        var most = transactions.findTransactionStatus().isPresent() ? 1 : MOST_ATTEMPTS;
        for (var attempt = 1;; attempt++) {
            try {
                return once(work);
            } catch (RuntimeException e) {
                if (attempt == most || !StorageFailure.isConflict(e) || !hasPaused(attempt)) {
                    throw e;
                }
                LOG.info("A transaction is done once more: {}", StorageFailure.reasonOf(e));
            }
        }
    }

    /**
     * Does something at the end of the current transaction, before it is committed; at once if there is none. What is asked
     * for several times is done once.
     */
    public void beforeCommit(Runnable work) {
        groups.beforeCommit(work);
    }

    /** Does something once the current transaction is committed; at once if there is none. */
    public void afterCommit(Runnable work) {
        groups.afterCommit(work);
    }

    /** Does what is put off. */
    public void catchUp() {
        groups.catchUp();
    }

    /**
     * {@return the result of work with short transactions, each of which may be committed together with those of other
     * such work that waits for the database}
     *
     * @param listener is told of the work's own statements
     */
    public <T> T grouping(StatementListener listener, Supplier<T> work) {
        return ScopedValue.where(grouped, listener).call(work::get);
    }

    /**
     * {@return the result of work whose transactions change nothing but the library: nothing of who may do what, which is
     * therefore not asked anew for the next requests}
     */
    public <T> T ofLibrary(Supplier<T> work) {
        return groups.ofLibrary(work);
    }

    // Two programs that both try again must not meet again.
    private boolean hasPaused(int attempt) {
        var pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, PAUSE * attempt));
        return waits.pause(System.nanoTime() + pause.toNanos(), pause);
    }

    /** {@return the same for work that can't be done once more} */
    public <T> T once(Supplier<T> work) {
        if (transactions.findTransactionStatus().isPresent()) {
            return transactions.executeWrite(status -> work.get());
        }
        Supplier<T> guarded = () -> guard.within(work);
        return grouped.isBound() ? groups.share(grouped.get(), guarded) : groups.alone(guarded);
    }

    /** Has a guard stand around all transactions from now on, but for what is put off. */
    public void guardBy(TransactionGuard by) {
        guard = by;
    }
}
