package org.reelgraph.errorlog;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.reelgraph.audit.Retention;
import org.reelgraph.graphql.execution.Failed;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.StopOrder;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.WriteTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes note of unexpected errors and writes them every ten seconds in one transaction. Where more come than that
 * takes, the further ones stand in the server's log alone.
 */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class ErrorLog {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);
    private static final int MAX = 200;
    private static final Duration KEPT = Duration.ofDays(30);

    private final ErrorLogStore store;
    private final WriteTransactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final Retention retention;
    private final BlockingQueue<LoggedError> waiting = new ArrayBlockingQueue<>(MAX);
    private final AtomicInteger left = new AtomicInteger();

    ErrorLog(ErrorLogStore store, WriteTransactions transactions, Ids ids, Clock clock, Retention retention) {
        this.store = store;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.retention = retention;
    }

    @EventListener
    void note(Failed failed) {
        if (!waiting.offer(LoggedError.of(ids.next(), clock.instant(), failed))) {
            left.incrementAndGet();
        }
    }

    /** Writes what was noted. */
    @Scheduled(fixedDelay = "10s", initialDelay = "10s")
    void write() {
        try {
            writeAll();
        } catch (RuntimeException e) {
            LOG.warn("Errors could not be written to the error log; it is tried again in 10 s", e);
        }
    }

    private void writeAll() {
        var errors = List.copyOf(waiting);
        if (errors.isEmpty()) {
            return;
        }
        transactions.within(() -> {
            store.saveAll(errors);
            return errors.size();
        });
        waiting.removeAll(errors);
        var further = left.getAndSet(0);
        if (further > 0) {
            LOG.warn("{} further errors are not in the error log, but in this one", further);
        }
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "1m")
    void removeOld() {
        try {
            transactions.within(() -> {
                store.deleteBefore(retention.start(KEPT).toEpochMilli());
                return true;
            });
        } catch (RuntimeException e) {
            LOG.warn("Old errors could not be removed from the error log; it is tried again in an hour", e);
        }
    }

    /** Writes what was noted while the database is still open. */
    @EventListener
    @Order(StopOrder.LAST_WRITES)
    void stop(ShutdownEvent stopping) {
        try {
            writeAll();
        } catch (RuntimeException e) {
            LOG.warn("The server stops without {} errors in the error log; they are in this one: {}", waiting.size(),
                    StorageFailure.reasonOf(e));
        }
    }
}
