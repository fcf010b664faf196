package org.reelgraph.connections.sync;

import org.jspecify.annotations.Nullable;

/**
 * An item of a section, as a job finds it or no longer finds it.
 *
 * @param position its place among the job's items
 * @param section  the position of its section
 * @param version  what changes with it; empty if that isn't known
 * @param problem  what is wrong
 */
public record SyncItem(long jobId, int position, int section, String ratingKey, String title, String version,
        SyncOutcome outcome, @Nullable String problem) {

    /** {@return the item with what became of it} */
    SyncItem as(SyncOutcome other, @Nullable String why) {
        return new SyncItem(jobId, position, section, ratingKey, title, version, other, why);
    }
}
