package org.reelgraph.jobs.schedules;

/** What jobs would find if they read their source now. */
public sealed interface SourceState {

    /**
     * There is something to read.
     *
     * @param fingerprint differs if anything has changed
     */
    record Present(String fingerprint) implements SourceState {
    }

    /**
     * There is nothing to read.
     *
     * @param reason why, as a sentence
     */
    record Absent(String reason) implements SourceState {
    }
}
