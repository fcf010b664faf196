package org.reelgraph.jobs;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.reelgraph.storage.LockWaits;
import org.reelgraph.storage.StopOrder;

/** Runs the jobs of the library in a program that serves: one of each group at a time, over all programs. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class JobWorker {

    // As long as a command waits for a server to take its job.
    private static final Duration POLLING = Duration.ofSeconds(1);

    private final Worker worker;
    private final String name;
    private final JobServers servers;
    private final RunningJobs running;
    private final LockWaits waits;

    JobWorker(Workers workers, JobKinds kinds, RunningJobs running, LockWaits waits, JobServers servers) {
        this.name = workers.name();
        this.worker = workers.make(kinds.groups(), name, Optional.empty(), POLLING);
        this.servers = servers;
        this.running = running;
        this.waits = waits;
    }

    @EventListener
    void start(StartupEvent started) {
        running.onWork(worker::look);
        worker.start();
        servers.enter(name);
    }

    /** Has the running jobs end after their current step, while the database is still open; they go on at the next start. */
    @EventListener
    @Order(StopOrder.WORKERS)
    void stop(ShutdownEvent event) {
        running.stop();
        waits.endSoon();
        worker.stop();
        servers.leave(name);
    }
}
