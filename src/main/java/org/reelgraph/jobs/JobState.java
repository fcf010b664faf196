package org.reelgraph.jobs;

/** The state of a job. Each transition is guarded by the state before it, so none is overwritten. */
public enum JobState {

    /** It waits for its turn. */
    QUEUED,
    /** A program runs it. */
    RUNNING,
    /** It was cancelled and ends after its current step. */
    CANCELLING,
    /** The program that ran it has ended or failed, or it waits for another job; it goes on by itself. */
    INTERRUPTED,
    /** It is done. */
    SUCCEEDED,
    /** It is done, but for some of its work. */
    COMPLETED_WITH_ERRORS,
    /** It ended early. */
    FAILED,
    /** It was cancelled. */
    CANCELLED;

    /** {@return whether it stays like this} */
    public boolean isEnded() {
        return compareTo(INTERRUPTED) > 0;
    }
}
