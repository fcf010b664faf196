package org.reelgraph.catalog;

import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.plan.Utf8Text;
import org.reelgraph.graphql.schema.OfItem;

/** What every read gives of a media item: what a card shows, and its place by title, year and rating. */
public sealed interface MediaCard extends OfItem permits MediaItem, MediaCard.Brief, MediaCard.Described {

    /** An item of which nothing else was read. */
    record Brief(long id, MediaKind kind, Utf8Text title, String sortKey, @Nullable Integer year,
            @Nullable Double rating) implements MediaCard {
    }

    /** An item of which nothing but the summary was read as well. */
    record Described(Brief card, @Nullable Utf8Text summary) implements MediaCard {

        @Override
        public long id() {
            return card.id;
        }

        @Override
        public MediaKind kind() {
            return card.kind;
        }

        @Override
        public Utf8Text title() {
            return card.title;
        }

        @Override
        public String sortKey() {
            return card.sortKey;
        }

        @Override
        public @Nullable Integer year() {
            return card.year;
        }

        @Override
        public @Nullable Double rating() {
            return card.rating;
        }
    }

    long id();

    @Override
    default long itemId() {
        return id();
    }

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
