package org.reelgraph.jobs;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.jobs.JobQueue.Reservation;
import org.reelgraph.storage.WriteTransactions;

/**
 * Sees to a job that the command line asks for. If a server of this machine finds the same source, it runs the job; else
 * the program itself does, once it is its turn. Should whoever runs it die, another program goes on with the job: this
 * one, or a server.
 */
@Singleton
public class OwnJob {

    private static final Duration POLLING = Duration.ofMillis(250);
    private static final Duration LOOK = Duration.ofMillis(50);
    // A server looks for jobs once a second, and says if it can't do one. This is for one that hangs.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ELSEWHERE = Duration.ofMillis(250);
    private static final int LASTING = 4;

    private final JobStore store;
    private final JobRepository jobs;
    private final JobServers servers;
    private final Workers workers;
    private final JobSettings settings;
    private final WriteTransactions transactions;
    private final Clock clock;

    OwnJob(JobStore store, JobRepository jobs, JobServers servers, Workers workers, JobSettings settings,
            WriteTransactions transactions, Clock clock) {
        this.store = store;
        this.jobs = jobs;
        this.servers = servers;
        this.workers = workers;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Follows a job to its end. */
    @FunctionalInterface
    public interface Follower {

        /** It can't begin at once. */
        void waits(String reason);

        /** Another program runs it, and has come so far. */
        default void runsElsewhere(Job job) {
        }

        /** This program runs it, and has come so far. */
        default void runsHere(Job job) {
        }
    }

    /**
     * {@return what has a job wait for this program, or for a server of this machine}
     *
     * @param isLocal whether no server may have it
     */
    public Reservation reservation(boolean isLocal) {
        return new Reservation(Optional.of(workers.name()), lasting(), !isLocal && servers.isAnyHere());
    }

    private Duration lasting() {
        return settings.heartbeat().multipliedBy(LASTING);
    }

    /**
     * {@return the job once it has ended, wherever it ran}
     *
     * @throws InterruptedException if the thread is interrupted; the job goes on elsewhere
     */
    public Job run(Job queued, Reservation reservation, Follower follower) throws InterruptedException {
        var program = reservation.program().orElseThrow();
        var obstacle = obstacle(queued);
        obstacle.ifPresent(follower::waits);
        if (queued.offer() != null) {
            awaitServer(queued, program);
        }
        // As long as a server runs it, it is enough to notice should that end.
        var polling = isQueued(queued.id()) ? POLLING : settings.heartbeat();
        var worker = workers.make(Set.of(queued.jobGroup()), program, Optional.of(queued.id()), polling);
        worker.start();
        try {
            return ended(queued.id(), program, follower);
        } finally {
            worker.stop();
        }
    }

    private Optional<String> obstacle(Job job) {
        return transactions.within(() -> {
            if (store.findRunning(job.jobGroup()).stream().anyMatch(other -> other.id() != job.id())) {
                return Optional.of("Another job is running; this one starts when it has ended.");
            }
            return store.countPausing(job.id()) > 0
                    ? Optional.of("Jobs are paused; this one starts when they are resumed.")
                    : Optional.empty();
        });
    }

    // Until one has taken it, or has said that it can't, or could have.
    private void awaitServer(Job job, String program) throws InterruptedException {
        var since = clock.instant();
        var nextWord = since;
        while (isOffered(job.id()) && clock.instant().isBefore(since.plus(PATIENCE))) {
            if (clock.instant().isAfter(nextWord)) {
                nextWord = keepWaiting(job.id(), program);
                if (obstacle(job).isPresent() && servers.isAnyHere()) {
                    since = clock.instant();
                }
            }
            Thread.sleep(LOOK);
        }
    }

    private boolean isOffered(long id) {
        return jobs.find(id).filter(job -> job.state() == JobState.QUEUED && job.offer() != null).isPresent();
    }

    private boolean isQueued(long id) {
        return jobs.find(id).orElseThrow().state() == JobState.QUEUED;
    }

    /** {@return when this program has to say again that the job waits for it} */
    private Instant keepWaiting(long id, String program) {
        transactions.within(() -> store.reserve(id, program, clock.instant().plus(lasting()).toEpochMilli()));
        return clock.instant().plus(settings.heartbeat());
    }

    private Job ended(long id, String program, Follower follower) throws InterruptedException {
        var nextWord = clock.instant();
        var job = jobs.find(id).orElseThrow();
        while (!job.state().isEnded()) {
            var isElsewhere = isElsewhere(job, program);
            if (isElsewhere) {
                follower.runsElsewhere(job);
            } else if (job.state() == JobState.QUEUED && clock.instant().isAfter(nextWord)) {
                nextWord = keepWaiting(id, program);
            } else if (job.state() != JobState.QUEUED) {
                follower.runsHere(job);
            }
            Thread.sleep(isElsewhere ? ELSEWHERE : LOOK);
            job = jobs.find(id).orElseThrow();
        }
        return job;
    }

    private static boolean isElsewhere(Job job, String program) {
        return job.state() != JobState.QUEUED && job.leaseOwner() != null
                && !job.leaseOwner().startsWith(program + " ");
    }
}
