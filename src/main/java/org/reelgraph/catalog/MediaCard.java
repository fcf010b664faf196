package org.reelgraph.catalog;

import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.plan.Utf8Text;

/** What every read gives of a media item: what a card shows, and its place by title, year and rating. */
public sealed interface MediaCard permits MediaItem, MediaCard.Brief {

    /** An item of which nothing else was read. */
    record Brief(long id, MediaKind kind, Utf8Text title, String sortKey, @Nullable Integer year,
            @Nullable Double rating) implements MediaCard {
    }

    long id();

    MediaKind kind();

    CharSequence title();

    /** {@return what lists are sorted by, see {@link SortKeys}} */
    String sortKey();

    @Nullable
    Integer year();

    /** {@return the audience's rating, 0 to 10} */
    @Nullable
    Double rating();
}
