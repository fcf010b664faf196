package org.reelgraph.imports.jobs;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.LockWaits;
import org.reelgraph.storage.StopOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's worker: runs the jobs that wait in the database one after the other. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class JobQueue {

    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
    private static final Duration ONE_BATCH = Duration.ofSeconds(3);

    private final JobRunner runner;
    private final JobLock lock;
    private final JobStores stores;
    private final Folders folders;
    private final ExecutorService worker;
    private final LockWaits waits;
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean failed;

    JobQueue(JobRunner runner, JobLock lock, JobStores stores, Folders folders,
            @Named("imports") ExecutorService worker, LockWaits waits) {
        this.runner = runner;
        this.lock = lock;
        this.stores = stores;
        this.folders = folders;
        this.worker = worker;
        this.waits = waits;
    }

    /** Before the server serves: no job is shown as running that isn't. */
    @EventListener
    void start(StartupEvent started) {
        markFailed();
        wake();
    }

    private void markFailed() {
        lock.tryHold().ifPresent(held -> {
            try (held) {
                runner.failInterrupted();
            }
        });
    }

    /** Has the worker look for jobs. */
    void wake() {
        try {
            worker.execute(this::runAll);
        } catch (RejectedExecutionException e) {
            LOG.info("The server stops; the import begins at the next start");
        }
    }

    /** Goes on after a failure of the database: what could not be written then may be written now. */
    @Scheduled(fixedDelay = "10s", initialDelay = "10s")
    void goOn() {
        if (failed || runner.hasUnwritten()) {
            wake();
        }
    }

    private void runAll() {
        running.lock();
        try {
            failed = false;
            if (runner.hasUnwritten()) {
                markFailed();
            }
            while (!runner.isStopping() && next().isPresent()) {
                runNext();
            }
        } catch (RuntimeException e) {
            failed = true;
            LOG.error("The import worker failed; trying again in 10 s", e);
        } finally {
            running.unlock();
        }
    }

    private Optional<ImportJob> next() {
        return stores.write(() -> stores.jobs().findNext());
    }

    private void runNext() {
        try (var held = lock.hold(runner::isStopping).orElse(null)) {
            if (held == null) {
                return;
            }
            runner.failInterrupted();
            next().ifPresent(this::run);
        }
    }

    private void run(ImportJob job) {
        try {
            var source = ImportSource.below(folders.importDir(), job.path());
            var ended = runner.run(job, source, JobListener.NONE);
            LOG.info("{} of {} ended as {}: {} created, {} updated, {} unchanged, {} skipped, {} failed",
                    ended.dryRun() ? "Dry run" : "Import", ended.path(), ended.status(), ended.created(),
                    ended.updated(), ended.unchanged(),
                    ended.skipped(), ended.failed());
        } catch (SourceException e) {
            runner.refuse(job, e.getMessage());
        }
    }

    /** Waits for the running job to end, while the database is still open; but not for long. */
    @EventListener
    @Order(StopOrder.WORKERS)
    void stop(ShutdownEvent stopping) throws InterruptedException {
        runner.stop();
        if (running.tryLock(waits.left().plus(ONE_BATCH).toMillis(), TimeUnit.MILLISECONDS)) {
            running.unlock();
        } else {
            LOG.warn("The server stops in the middle of an import; the batch under way is lost");
        }
    }
}
