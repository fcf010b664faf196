package org.reelgraph.imports.merge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Determines when the newest part of an item was added. The source's date counts unless it is in the future. A part
 * without a date that was created along with its item is as old as the item.
 */
final class Additions {

    private final Instant now;
    private final Instant itemCreated;
    private Instant latest;

    /**
     * @param addedAt the source's date
     * @param created when the item was imported
     * @param now     the current time; later dates are in the future
     */
    Additions(@Nullable Instant addedAt, Instant created, Instant now) {
        this.now = now;
        this.itemCreated = created;
        this.latest = addedAt != null && isPast(addedAt) ? addedAt : created;
    }

    /** Takes a season or episode into account. */
    void add(@Nullable Instant addedAt, Instant created) {
        var at = addedAt != null && isPast(addedAt) ? addedAt : created.isAfter(itemCreated) ? created : latest;
        latest = at.isAfter(latest) ? at : latest;
    }

    private boolean isPast(Instant instant) {
        return !instant.isAfter(now);
    }

    Instant latest() {
        return latest;
    }
}
