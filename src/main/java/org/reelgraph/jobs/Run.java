package org.reelgraph.jobs;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;

/** A job in the hands of this program. Its kind uses it on one thread; anybody may cancel it. */
final class Run implements JobRun {

    /** How many messages of a job are kept. */
    static final int MOST_MESSAGES = 1_000;

    private static final int LONGEST_MESSAGE = 2_000;
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(30);
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private record Sample(long at, long done) {
    }

    private final Job job;
    private final String lease;
    private final int further;
    private final JobStore store;
    private final WriteTransactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final BooleanSupplier stopping;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Optional<String> reversal;
    private volatile boolean cancelled;
    private volatile boolean takenBack;

    /**
     * @param further  how often a job that has come further may be begun again
     * @param reversal the key of the job that would take back what this one does
     */
    Run(Job job, String lease, int further, Optional<String> reversal, JobStore store, WriteTransactions transactions,
            Ids ids, Clock clock,
            BooleanSupplier stopping) {
        this.reversal = reversal;
        this.ids = ids;
        this.job = job;
        this.lease = lease;
        this.further = further;
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.stopping = stopping;
        this.samples.add(new Sample(System.nanoTime(), job.done()));
    }

    String lease() {
        return lease;
    }

    /** @param undo whether another job takes back what it has done */
    void cancel(boolean undo) {
        takenBack |= undo;
        cancelled = true;
    }

    @Override
    public Job job() {
        return job;
    }

    @Override
    public Map<String, Object> input() {
        return JobInput.read(job.input());
    }

    @Override
    public Optional<String> checkpoint() {
        return Optional.ofNullable(job.checkpoint());
    }

    @Override
    public boolean isStopping() {
        return cancelled || stopping.getAsBoolean();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    // Whoever cancels a job that another program runs can only leave word in the database.
    @Override
    public boolean isTakenBack() {
        return cancelled && (takenBack
                || reversal.flatMap(key -> transactions.within(() -> store.findOpen(key))).isPresent());
    }

    @Override
    public void requireLease() {
        if (transactions.within(() -> store.countLeases(job.id(), lease)) == 0) {
            throw new JobLost(job.id());
        }
    }

    @Override
    public JobEnd stopped() {
        return new JobEnd(cancelled ? JobState.CANCELLED : JobState.INTERRUPTED, null);
    }

    @Override
    public void save(@Nullable String checkpoint, Progress progress) {
        if (store.progress(job.id(), lease, checkpoint, progress.done(), progress.total(), progress.unit(),
                progress.current(), rate(progress.done()), further, clock.millis()) == 0) {
            throw new JobLost(job.id());
        }
        if (store.countCancelling(job.id()) > 0) {
            cancelled = true;
        }
    }

    // Of the last half minute, so that what is still to come is judged by how fast it goes now.
    private @Nullable Double rate(long done) {
        var now = System.nanoTime();
        samples.add(new Sample(now, done));
        while (samples.size() > 2 && now - samples.getFirst().at() > WINDOW) {
            samples.removeFirst();
        }
        var since = samples.getFirst();
        var elapsed = now - since.at();
        return elapsed < SECOND ? null : (Double) ((done - since.done()) * SECOND / elapsed);
    }

    @Override
    public void log(LogLevel level, String message) {
        transactions.within(() -> {
            store.log(ids.next(), job.id(), clock.millis(), level.name(), message.length() <= LONGEST_MESSAGE
                    ? message
                    : message.substring(0, LONGEST_MESSAGE) + "…", MOST_MESSAGES);
            return null;
        });
    }
}
