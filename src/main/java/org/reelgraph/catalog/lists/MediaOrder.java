package org.reelgraph.catalog.lists;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.graphql.paging.SortField;
import org.reelgraph.graphql.paging.SortField.Type;
import org.reelgraph.graphql.paging.SortFields;
import org.reelgraph.graphql.paging.SortFields.TieBreaker;

/** The fields that media can be ordered by. */
final class MediaOrder {

    /** The fields that are read for a card. */
    static final Set<String> OF_CARDS = Set.of("TITLE", "YEAR", "RATING");

    private static final int MAX = 4;

    /** All fields. */
    static final SortFields<MediaItem> FIELDS = new SortFields<>(List.of(
            SortField.of("TITLE", "sort_key", Type.TEXT, MediaItem::sortKey),
            SortField.nullable("YEAR", "year", Type.INTEGER, MediaItem::year),
            SortField.nullable("ADDED_AT", "added_at", Type.INTEGER, item -> millis(item.addedAt())),
            SortField.of("LAST_ADDED_AT", "last_added_at", Type.INTEGER, item -> millis(item.lastAddedAt())),
            SortField.of("UPDATED_AT", "updated_at", Type.INTEGER, item -> millis(item.updatedAt())),
            SortField.nullable("RELEASED_ON", "released_on", Type.TEXT, MediaItem::releasedOn),
            SortField.nullable("RATING", "rating", Type.DECIMAL, MediaItem::rating),
            SortField.nullable("DURATION", "duration_seconds", Type.INTEGER, MediaItem::durationSeconds),
            SortField.ring("RANDOM", "shuffle", MediaItem::shuffle)), MAX, MediaItem::id,
            TieBreaker.LIKE_THE_FIRST_FIELD);

    private MediaOrder() {
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
