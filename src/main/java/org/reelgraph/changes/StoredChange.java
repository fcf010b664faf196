package org.reelgraph.changes;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.changes.Change.Action;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * The last change of a media item.
 *
 * @param createdSeq the place at which it was created
 */
@MappedEntity("changes")
record StoredChange(@Id long seq, long mediaId, MediaKind mediaKind, long createdSeq,
        @MappedProperty(converter = InstantColumn.class) Instant at, boolean deleted) {

    /**
     * {@return the change, as seen by a client that knows everything up to this position}
     *
     * @param next where the client goes on
     */
    Change since(long known, @Nullable ChangeCursor next) {
        var action = deleted ? Action.DELETED : createdSeq > known ? Action.CREATED : Action.UPDATED;
        return new Change(seq, mediaId, mediaKind, action, at, next);
    }
}
