package org.reelgraph.jobs;

/**
 * A kind of job, such as an import: it knows which jobs are waiting and runs them. Every bean of this type takes part.
 */
public interface WaitingJobs {

    /** {@return whether a job is waiting} */
    boolean isWaiting();

    /** Runs the job that has waited longest to its end. */
    void runNext(JobLock.Held lock);

    /**
     * Takes care of jobs whose process ended before they did: they wait again, or are marked as failed. The caller holds
     * the {@link JobLock}.
     */
    void recoverInterrupted();

    /** {@return whether a job failed that couldn't be marked as failed} */
    boolean hasUnmarkedFailure();

    /** Makes the running job end as soon as it can, as a failed one. */
    void stop();
}
