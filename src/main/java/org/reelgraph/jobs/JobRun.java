package org.reelgraph.jobs;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A running job, for its kind. */
public interface JobRun {

    /** {@return the job as it was when this run began} */
    Job job();

    /** {@return what was asked for} */
    Map<String, Object> input();

    /** {@return what an earlier run of the same job saved last} */
    Optional<String> checkpoint();

    /** {@return whether it should end after the current step, as {@link #stopped} tells: it is cancelled, or the program stops} */
    boolean isStopping();

    /** {@return whether it is cancelled} */
    boolean isCancelled();

    /** {@return whether it is cancelled, and another job takes back what it has done} */
    boolean isTakenBack();

    /**
     * Makes sure that the job is still this program's.
     *
     * @throws JobLost if it isn't
     */
    void requireLease();

    /** {@return the end of a run that {@link #isStopping} asked to end early} */
    JobEnd stopped();

    /**
     * Saves how far the job is, in the caller's transaction, which holds what the job has done since the last time.
     *
     * @param checkpoint what a later run needs to go on from here
     * @throws JobLost if the job is no longer this program's; the transaction has to be rolled back
     */
    void save(@Nullable String checkpoint, Progress progress);

    /** Keeps a message for whoever looks at the job: the first thousand or so of each job. */
    void log(LogLevel level, String message);
}
