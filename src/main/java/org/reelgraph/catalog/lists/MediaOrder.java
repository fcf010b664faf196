package org.reelgraph.catalog.lists;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaCard;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.graphql.paging.SortField;
import org.reelgraph.graphql.paging.SortField.Type;
import org.reelgraph.graphql.paging.SortFields;
import org.reelgraph.graphql.paging.SortFields.TieBreaker;

/** The fields that media can be ordered by. */
final class MediaOrder {

    private static final int MAX = 4;

    /** The fields that a brief read is enough for. */
    static final SortFields<MediaCard.Brief> IN_BRIEF = of(inBrief());

    /** All fields. */
    static final SortFields<MediaItem> FIELDS = of(Stream.concat(MediaOrder.<MediaItem>inBrief().stream(),
            Stream.<SortField<MediaItem>>of(
                    SortField.nullable("ADDED_AT", "added_at", Type.INTEGER, item -> millis(item.addedAt())),
                    SortField.of("LAST_ADDED_AT", "last_added_at", Type.INTEGER, item -> millis(item.lastAddedAt())),
                    SortField.of("UPDATED_AT", "updated_at", Type.INTEGER, item -> millis(item.updatedAt())),
                    SortField.nullable("RELEASED_ON", "released_on", Type.TEXT, MediaItem::releasedOn),
                    SortField.nullable("DURATION", "duration_seconds", Type.INTEGER, MediaItem::durationSeconds),
                    SortField.ring("RANDOM", "shuffle", MediaItem::shuffle)))
            .toList());

    private MediaOrder() {
    }

    private static <T extends MediaCard> List<SortField<T>> inBrief() {
        return List.of(SortField.of("TITLE", "sort_key", Type.TEXT, MediaCard::sortKey),
                SortField.nullable("YEAR", "year", Type.INTEGER, MediaCard::year),
                SortField.nullable("RATING", "rating", Type.DECIMAL, MediaCard::rating));
    }

    private static <T extends MediaCard> SortFields<T> of(List<SortField<T>> fields) {
        return new SortFields<>(fields, MAX, MediaCard::id, TieBreaker.LIKE_THE_FIRST_FIELD);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
