package org.reelgraph.imports.merge;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * Finds when the newest part of an item was added. The source's word counts, but not one about the future; a part without it that came
 * with its item is as old as that.
 */
final class Additions {

    private final Instant now;
    private final Instant itemCreated;
    private Instant latest;

    /**
     * @param addedAt by the source's word
     * @param created when the item was taken in
     * @param now     what is later than that is in the future
     */
    Additions(@Nullable Instant addedAt, Instant created, Instant now) {
        this.now = now;
        this.itemCreated = created;
        this.latest = isPast(addedAt) ? addedAt : created;
    }

    /** Takes a season or episode into account. */
    void add(@Nullable Instant addedAt, Instant created) {
        var at = isPast(addedAt) ? addedAt : created.isAfter(itemCreated) ? created : latest;
        latest = at.isAfter(latest) ? at : latest;
    }

    private boolean isPast(@Nullable Instant instant) {
        return instant != null && !instant.isAfter(now);
    }

    Instant latest() {
        return latest;
    }
}
