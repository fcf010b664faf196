package org.reelgraph.plays;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often an item or an episode was played.
 *
 * @param ownerId its id
 * @param last    when the latest play began; null if there is none
 */
record PlayCount(long ownerId, int plays, @Nullable Instant last) {

    /** The count of what was never played. */
    static final PlayCount NONE = new PlayCount(0, 0, null);
}
