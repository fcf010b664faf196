package org.reelgraph.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.time.LocalDate;
import org.reelgraph.storage.sql.DateColumn;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * A series, a movie, an album or a book.
 *
 * @param edition         which of several versions it is that share their external ids
 * @param title           stands in for {@code sortTitle} where the source gave none
 * @param sortKey         what lists are sorted by, see {@link SortKeys}
 * @param foldedTitle     the title as it is compared with what somebody looks for, see {@link
 *                        SortKeys#comparable(String)}
 * @param rating          the audience's, 0 to 10
 * @param durationSeconds a movie's or an album's; a series has none of its own
 * @param lastAddedAt     when the newest part of it was added: itself, a season or an episode
 * @param metadata        as JSON; null also where a query reads the item, which reads them apart ({@link
 *                        MetadataReader})
 * @param shuffle         its place in the random order
 */
@MappedEntity("media_items")
public record MediaItem(@Id long id, MediaKind kind, String source, @Nullable String ratingKey,
        @Nullable String edition, String title,
        @Nullable String sortTitle, String sortKey, String foldedTitle, @Nullable String originalTitle,
        @Nullable Integer year,
        @Nullable String summary, @Nullable String tagline, @Nullable String contentRating, @Nullable String studio,
        @Nullable Double rating, @Nullable @MappedProperty(converter = DateColumn.class) LocalDate releasedOn,
        @Nullable Integer durationSeconds, @Nullable @MappedProperty(converter = InstantColumn.class) Instant addedAt,
        @MappedProperty(converter = InstantColumn.class) Instant lastAddedAt,
        @Nullable String imdb, @Nullable String tmdb, @Nullable String tvdb, @Nullable String plex,
        @Nullable String musicbrainz, @Nullable String isbn, @Nullable String metadata, long shuffle,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt) {

    /** The source that is meant where none is named, as the schema says. */
    public static final String DEFAULT_SOURCE = "plex";

    /** {@return the ids others gave} */
    public ExternalIds externalIds() {
        return new ExternalIds(imdb, tmdb, tvdb, plex, musicbrainz, isbn);
    }

    /**
     * {@return whether it is another with other texts, and that changed at another time: nothing is listed or
     * recognised by these texts}
     */
    public boolean differsOnlyInTexts(MediaItem other) {
        return new MediaItem(id, kind, source, ratingKey, edition, title, other.sortTitle, sortKey, foldedTitle,
                other.originalTitle, year, other.summary, other.tagline, contentRating, studio, rating, releasedOn,
                durationSeconds, addedAt, lastAddedAt, imdb, tmdb, tvdb, plex, musicbrainz, isbn, other.metadata,
                shuffle, createdAt, other.updatedAt).equals(other);
    }

    /** {@return the item with another rating key, or none} */
    public MediaItem withRatingKey(@Nullable String ratingKey, Instant at) {
        return new MediaItem(id, kind, source, ratingKey, edition, title, sortTitle, sortKey, foldedTitle,
                originalTitle,
                year, summary, tagline, contentRating, studio, rating, releasedOn, durationSeconds, addedAt,
                lastAddedAt,
                imdb, tmdb, tvdb, plex, musicbrainz, isbn, metadata, shuffle, createdAt, at);
    }
}
