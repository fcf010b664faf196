package org.reelgraph.jobs;

import org.jspecify.annotations.Nullable;

/**
 * How a run of a job ended.
 *
 * @param state  how; {@link JobState#INTERRUPTED} if it goes on later, and {@link JobState#QUEUED} as soon as it is its turn
 * @param reason why, if it didn't simply succeed
 */
public record JobEnd(JobState state, @Nullable String reason) {

    /** {@return the end of a run that lets a more urgent job of its group go first} */
    public static JobEnd afterOther() {
        return new JobEnd(JobState.QUEUED, null);
    }

    /** {@return the end of a job that is done} */
    public static JobEnd succeeded() {
        return new JobEnd(JobState.SUCCEEDED, null);
    }

    /** {@return the end of a job that is done but for some of its work} */
    public static JobEnd withErrors(@Nullable String reason) {
        return new JobEnd(JobState.COMPLETED_WITH_ERRORS, reason);
    }

    /** {@return the end of a job that can't be done} */
    public static JobEnd failed(String reason) {
        return new JobEnd(JobState.FAILED, reason);
    }
}
