package org.reelgraph.wanted;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.paging.SortField;
import org.reelgraph.graphql.paging.SortField.Type;
import org.reelgraph.graphql.paging.SortFields;
import org.reelgraph.graphql.paging.SortFields.TieBreaker;

/** The fields that wanted items can be ordered by. */
final class WantedOrder {

    private static final int MAX = 4;

    /** All fields. */
    static final SortFields<WantedItem> FIELDS = new SortFields<>(List.of(
            SortField.of("TITLE", "sort_key", Type.TEXT, WantedItem::sortKey),
            SortField.nullable("YEAR", "year", Type.INTEGER, WantedItem::year),
            SortField.nullable("ADDED_AT", "added_at", Type.INTEGER, item -> millis(item.addedAt())),
            SortField.of("UPDATED_AT", "updated_at", Type.INTEGER, item -> millis(item.updatedAt())),
            SortField.nullable("LAST_SEARCHED_AT", "last_search_at", Type.INTEGER, WantedOrder::searchedAt)), MAX,
            WantedItem::id, TieBreaker.LIKE_THE_FIRST_FIELD);

    private WantedOrder() {
    }

    private static @Nullable Long searchedAt(WantedItem item) {
        var search = item.lastSearch();
        return search == null ? null : millis(search.at());
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
