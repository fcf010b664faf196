package org.reelgraph.storage.postgresql;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reelgraph.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Looks after the connections that read, every {@value #PAUSE} ms while any is in use: it cancels statements whose time
 * is over, and ends transactions after which no other began. A timer of each request's own would wake a thread at each.
 */
final class ReadSweeper {

    private static final Logger LOG = LoggerFactory.getLogger(ReadSweeper.class);
    private static final long PAUSE = 20;

    private final Set<ReadingConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean started = new AtomicBoolean();
    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().daemon().name("read-sweeper").factory());

    /** Looks after a connection until it is closed. */
    void add(ReadingConnection connection) {
        connections.add(connection);
    }

    /** Called when a connection is in use. */
    void start() {
        if (!started.get() && started.compareAndSet(false, true)) {
            try {
                clock.schedule(this::sweep, PAUSE, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The server stops, and nobody waits for its statements", e);
            }
        }
    }

    private void sweep() {
        // Whoever comes after this starts the next sweep, and whoever came before is seen by this one.
        started.set(false);
        var before = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(PAUSE);
        connections.forEach(connection -> lookAfter(connection, before));
        if (connections.stream().anyMatch(ReadingConnection::isSwept)) {
            start();
        }
    }

    private void lookAfter(ReadingConnection connection, long before) {
        try {
            if (connection.isClosed()) {
                connections.remove(connection);
            } else {
                connection.interruptLate();
                connection.endLeft(before);
            }
        } catch (SQLException e) {
            // Whoever has noticed that the database is gone has said so, and has closed the connection.
            var isGone = StorageFailure.of(e).equals(Optional.of(StorageFailure.UNREACHABLE));
            LOG.atLevel(isGone ? Level.DEBUG : Level.WARN)
                    .log("A statement could not be cancelled, or a transaction not be ended: {}", e.getMessage());
        }
    }

    /** Looks after nobody any more. */
    void stop() {
        clock.shutdownNow();
    }
}
