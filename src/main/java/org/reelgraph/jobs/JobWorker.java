package org.reelgraph.jobs;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.reelgraph.storage.LockWaits;
import org.reelgraph.storage.StopOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's worker: runs the jobs that wait in the database, one at a time. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
public class JobWorker {

    private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);
    private static final Duration ONE_BATCH = Duration.ofSeconds(3);

    private final List<WaitingJobs> kinds;
    private final JobLock lock;
    private final ExecutorService worker;
    private final LockWaits waits;
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean failed;
    private volatile boolean stopping;

    JobWorker(List<WaitingJobs> kinds, JobLock lock, @Named("jobs") ExecutorService worker, LockWaits waits) {
        this.kinds = kinds;
        this.lock = lock;
        this.worker = worker;
        this.waits = waits;
    }

    /** Runs before the server accepts requests, so that no dead job is shown as running. */
    @EventListener
    void start(StartupEvent started) {
        recoverInterrupted();
        wake();
    }

    private void recoverInterrupted() {
        lock.tryHold().ifPresent(held -> {
            try (held) {
                kinds.forEach(WaitingJobs::recoverInterrupted);
            }
        });
    }

    /** Makes the worker look for waiting jobs. */
    public void wake() {
        try {
            worker.execute(this::runAll);
        } catch (RejectedExecutionException e) {
            LOG.info("The server is stopping; the job runs after the next start");
        }
    }

    /**
     * Continues after a failure of the database: what couldn't be written then may be possible now. Where other servers
     * run jobs too, it also looks for jobs of one that has died.
     */
    @Scheduled(fixedDelay = "10s", initialDelay = "10s")
    void resume() {
        if (failed || lock.isShared() || hasUnmarkedFailure()) {
            wake();
        }
    }

    private boolean hasUnmarkedFailure() {
        return kinds.stream().anyMatch(WaitingJobs::hasUnmarkedFailure);
    }

    private void runAll() {
        running.lock();
        var failedBefore = failed;
        try {
            failed = false;
            if (lock.isShared() || hasUnmarkedFailure()) {
                recoverInterrupted();
            }
            for (var next = next(); next.isPresent(); next = next()) {
                run(next.get());
            }
        } catch (RuntimeException e) {
            failed = true;
            if (!failedBefore) {
                LOG.error("The job worker failed; trying again every 10 s", e);
            }
        } finally {
            running.unlock();
        }
    }

    private Optional<WaitingJobs> next() {
        return stopping ? Optional.empty() : kinds.stream().filter(WaitingJobs::isWaiting).findFirst();
    }

    private void run(WaitingJobs kind) {
        try (var held = lock.hold(() -> stopping).orElse(null)) {
            if (held != null) {
                kinds.forEach(WaitingJobs::recoverInterrupted);
                kind.runNext(held);
            }
        }
    }

    /** Waits for the running job to end while the database is still open, but not for long. */
    @EventListener
    @Order(StopOrder.WORKERS)
    void stop(ShutdownEvent event) throws InterruptedException {
        stopping = true;
        kinds.forEach(WaitingJobs::stop);
        if (running.tryLock(waits.left().plus(ONE_BATCH).toMillis(), TimeUnit.MILLISECONDS)) {
            running.unlock();
        } else {
            LOG.warn("The server stops in the middle of a job; its current batch is lost");
        }
    }
}
