package org.reelgraph.jobs;

/** Ends the work of a job that is to end, see {@link JobRun#isStopping}. */
public final class JobStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Has no trace, since nothing is wrong. */
    public JobStopped() {
        super(null, null, false, false);
    }
}
