package org.reelgraph.jobs;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.jobs.JobQueue.Reservation;
import org.reelgraph.storage.WriteTransactions;

/**
 * Runs a job in the program that asks for it, as the command line does, once it is its turn. Should the program die,
 * another one goes on with the job.
 */
@Singleton
public class OwnJob {

    private static final Duration POLLING = Duration.ofMillis(250);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LASTING = 4;

    private final JobStore store;
    private final JobRepository jobs;
    private final Workers workers;
    private final JobSettings settings;
    private final WriteTransactions transactions;
    private final Clock clock;

    OwnJob(JobStore store, JobRepository jobs, Workers workers, JobSettings settings, WriteTransactions transactions,
            Clock clock) {
        this.store = store;
        this.jobs = jobs;
        this.workers = workers;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** {@return what has a job wait for this program} */
    public Reservation reservation() {
        return new Reservation(Optional.of(workers.name()), lasting());
    }

    private Duration lasting() {
        return settings.heartbeat().multipliedBy(LASTING);
    }

    /**
     * {@return the job once it has ended, wherever it ran}
     *
     * @param waits is told why, if the job can't begin at once
     * @throws InterruptedException if the thread is interrupted; the job goes on elsewhere
     */
    public Job run(Job queued, Reservation reservation, Consumer<String> waits) throws InterruptedException {
        var program = reservation.program().orElseThrow();
        if (transactions.within(() -> store.findRunning(queued.jobGroup())).stream()
                .anyMatch(other -> other.id() != queued.id())) {
            waits.accept("Another job is running; this one starts when it has ended.");
        } else if (transactions.within(() -> store.countPausing(queued.id())) > 0) {
            waits.accept("Jobs are paused; this one starts when they are resumed.");
        }
        var worker = workers.make(Set.of(queued.jobGroup()), program, Optional.of(queued.id()), POLLING);
        worker.start();
        try {
            return ended(queued.id(), program);
        } finally {
            worker.stop();
        }
    }

    private Job ended(long id, String program) throws InterruptedException {
        var nextWord = clock.instant();
        var job = jobs.find(id).orElseThrow();
        while (!job.state().isEnded()) {
            if (job.state() == JobState.QUEUED && clock.instant().isAfter(nextWord)) {
                nextWord = clock.instant().plus(settings.heartbeat());
                transactions.within(() -> store.reserve(id, program, clock.instant().plus(lasting()).toEpochMilli()));
            }
            Thread.sleep(LOOK);
            job = jobs.find(id).orElseThrow();
        }
        return job;
    }
}
