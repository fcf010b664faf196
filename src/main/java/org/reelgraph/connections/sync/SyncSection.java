package org.reelgraph.connections.sync;

import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * A section, as a job reads it.
 *
 * @param position  its place among the job's sections
 * @param sectionId null once the connection is deleted
 * @param listed    how many items the server lists
 * @param read      how many of these were read
 * @param unchanged how many weren't, since they had not changed
 * @param problem   why it wasn't read as a whole
 */
@GeneratedBuilder
public record SyncSection(long jobId, int position, @Nullable Long sectionId, String name, MediaKind mediaKind,
        State state, int listed, int read, int unchanged, @Nullable String problem) {

    /** How far a section is. */
    public enum State {
        /** It wasn't looked at yet. */
        QUEUED,
        /** It is known what it contains, and items are read. */
        LISTED,
        /** All items were read, or it is known which were not. */
        READ,
        /** It could not be read. */
        FAILED
    }

    /** {@return whether nothing is to be done about it any more} */
    boolean isDone() {
        return state == State.READ || state == State.FAILED;
    }

    /** {@return the section in another state} */
    SyncSection in(State other) {
        return SyncSectionBuilder.builder(this).state(other).build();
    }

    /** {@return the section with a problem, the first of which counts} */
    SyncSection with(String another) {
        return problem != null ? this : SyncSectionBuilder.builder(this).problem(another).build();
    }

    /** {@return the section that can't be read} */
    SyncSection failed(String why) {
        return SyncSectionBuilder.builder(this).state(State.FAILED).problem(why).build();
    }
}
