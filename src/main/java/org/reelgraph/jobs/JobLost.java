package org.reelgraph.jobs;

/**
 * A job is no longer this program's: it was taken for dead, as after it had lost the database, and another goes on.
 * Thrown within a transaction, so that nothing of it is written.
 */
public final class JobLost extends RuntimeException {

    JobLost(long job) {
        super("Job " + job + " was taken over by another program, since this one was taken for dead.", null, false,
                false);
    }
}
