package org.reelgraph.mediaos.reading;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the database follows a file.
 *
 * @param file          the file's name
 * @param state         whether it has what the file says
 * @param problem       why it doesn't, with the place; null if it does
 * @param problemSince  since when
 * @param takenInAt     when the file was last found whole, and the database brought to what it says; null if never
 * @param failedEntries how many entries could not be taken in then
 */
public record FollowedFile(String file, FollowedFileState state, @Nullable String problem,
        @Nullable Instant problemSince, @Nullable Instant takenInAt, int failedEntries) {

    /** Whether the database has what a file says; the worst comes last. */
    public enum FollowedFileState {
        ABSENT, FOLLOWING, INCOMPLETE, BROKEN
    }
}
