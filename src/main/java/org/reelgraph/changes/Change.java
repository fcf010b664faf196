package org.reelgraph.changes;

import java.time.Instant;
import org.reelgraph.catalog.MediaKind;

/**
 * What became of a media item, last.
 *
 * @param seq the place in the order of all changes
 * @param at  when
 */
public record Change(long seq, long mediaId, MediaKind kind, Action action, Instant at) {

    /** What can happen to an item. */
    public enum Action {
        CREATED, UPDATED, DELETED
    }
}
