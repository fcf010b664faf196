package org.reelgraph.changes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;

/**
 * What became of a media item, last.
 *
 * @param seq the place in the order of all changes
 * @param at  when
 * @param place how far who was told it has come; null if it was found by its id, which says nothing about that
 */
public record Change(long seq, long mediaId, MediaKind kind, Action action, Instant at,
        @Nullable ChangeCursor place) {

    /** What can happen to an item. */
    public enum Action {
        CREATED, UPDATED, DELETED
    }

    /** {@return the cursor after which the changes go on} */
    public @Nullable String cursor() {
        return place == null ? null : place.cursor().encoded();
    }
}
