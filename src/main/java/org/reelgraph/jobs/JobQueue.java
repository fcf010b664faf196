package org.reelgraph.jobs;

import jakarta.inject.Singleton;

/** The jobs of the library: accepts, cancels and orders them. Programs that serve run them. */
@Singleton
public class JobQueue {

    /**
     * Queues a job, in the caller's write transaction if there is one.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    public Submission submit(JobRequest request) {
        throw new UnsupportedOperationException(request.kind());
    }

    /** Asks that a job ends, in the caller's write transaction if there is one. */
    public CancelResult cancel(long id) {
        throw new UnsupportedOperationException(Long.toString(id));
    }
}
