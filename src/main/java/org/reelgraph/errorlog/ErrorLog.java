package org.reelgraph.errorlog;

import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.reelgraph.graphql.execution.Failed;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.writebehind.WriteBehindBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes note of unexpected errors. If more come between two writes than it has room for, the others are only in the
 * server's log.
 */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class ErrorLog implements WriteBehindBuffer {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);
    private static final int MAX = 200;

    private final ErrorLogStore store;
    private final WriteTransactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final BlockingQueue<LoggedError> waiting = new ArrayBlockingQueue<>(MAX);
    private final AtomicInteger left = new AtomicInteger();

    ErrorLog(ErrorLogStore store, WriteTransactions transactions, Ids ids, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @EventListener
    void note(Failed failed) {
        if (!waiting.offer(LoggedError.of(ids.next(), clock.instant(), failed))) {
            left.incrementAndGet();
        }
    }

    @Override
    public String contents() {
        return "error log entries (the errors are also in this log)";
    }

    @Override
    public int waiting() {
        return waiting.size();
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void write() {
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
            LOG.warn("{} more errors are only in this log, not in the error log", further);
        }
    }
}
