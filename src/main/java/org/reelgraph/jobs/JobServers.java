package org.reelgraph.jobs;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.reelgraph.storage.WriteTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether a server runs jobs beside this program. It is known by its process: by the number and the time of its
 * start, which no other has, on whatever machine or in whatever container.
 */
@Singleton
class JobServers {

    private static final Logger LOG = LoggerFactory.getLogger(JobServers.class);
    // Of a server that was killed, on another machine. Whoever runs for longer is merely offered no jobs.
    private static final Duration KEPT = Duration.ofDays(90);

    private final JobServerStore store;
    private final WriteTransactions transactions;

    JobServers(JobServerStore store, WriteTransactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** Lets other programs know that this one runs jobs. */
    void enter(String name) {
        var process = ProcessHandle.current();
        process.info().startInstant().ifPresent(started -> transactions.within(() -> {
            store.deleteBefore(started.minus(KEPT).toEpochMilli());
            store.save(new JobServer(name, process.pid(), started.toEpochMilli()));
            return null;
        }));
    }

    /** Lets other programs know that this one runs no more jobs. */
    void leave(String name) {
        try {
            transactions.within(() -> {
                store.delete(name);
                return null;
            });
        } catch (RuntimeException e) {
            // Its process tells, too.
            LOG.debug("The server could not take leave", e);
        }
    }

    /** {@return whether there is a server on this machine} */
    boolean isAnyHere() {
        return transactions.within(store::findAll).stream().anyMatch(JobServers::isHere);
    }

    private static boolean isHere(JobServer server) {
        return ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant()).map(Instant::toEpochMilli)
                .equals(Optional.of(server.startedAt()));
    }
}
