package org.reelgraph.backups;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobStopped;
import org.reelgraph.jobs.LogLevel;
import org.reelgraph.jobs.Progress;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.copy.CopyListener;

/** Tells a job how far it is, and ends the work if the job is to end. */
final class JobProgress implements CopyListener {

    private static final long BETWEEN_REPORTS = TimeUnit.MILLISECONDS.toNanos(500);

    private final JobRun run;
    private final WriteTransactions transactions;
    private Optional<Step> step = Optional.empty();
    private long reported = System.nanoTime() - BETWEEN_REPORTS;

    JobProgress(JobRun run, WriteTransactions transactions) {
        this.run = run;
        this.transactions = transactions;
    }

    @Override
    public void progress(Step now, long done, long total) {
        requireGoingOn();
        if (!step.equals(Optional.of(now))) {
            step = Optional.of(now);
            run.log(LogLevel.INFO, inWords(now));
        }
        if (System.nanoTime() - reported > BETWEEN_REPORTS) {
            reported = System.nanoTime();
            save(null, done, total);
        }
    }

    /** Ends the work if the job is to end. */
    void requireGoingOn() {
        if (run.isStopping()) {
            throw new JobStopped();
        }
    }

    private static String inWords(Step step) {
        return switch (step) {
            case COPY -> "Rows are copied.";
            case COMPARISON -> "What was copied is read again and compared.";
            case INDEXES -> "Indexes are made.";
        };
    }

    /** Saves how far the job is, with what is to be known of its result. */
    void save(@Nullable String checkpoint, long done, long total) {
        transactions.within(() -> {
            run.save(checkpoint, new Progress(done, total, "rows", null));
            return done;
        });
    }
}
