package org.reelgraph.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.reelgraph.storage.DateColumn;
import org.reelgraph.storage.InstantColumn;

/**
 * A series or a movie.
 *
 * @param title           stands in for {@code sortTitle} where the source gave none
 * @param sortKey         what lists are sorted by, see {@link #sortKey(String)}
 * @param rating          the audience's, 0 to 10
 * @param durationSeconds a movie's; a series has none of its own
 */
@MappedEntity("media_items")
public record MediaItem(@Id long id, MediaKind kind, String source, @Nullable String ratingKey, String title,
        @Nullable String sortTitle, String sortKey, @Nullable String originalTitle, @Nullable Integer year,
        @Nullable String summary, @Nullable String tagline, @Nullable String contentRating, @Nullable String studio,
        @Nullable Double rating, @Nullable @MappedProperty(converter = DateColumn.class) LocalDate releasedOn,
        @Nullable Integer durationSeconds, @Nullable @MappedProperty(converter = InstantColumn.class) Instant addedAt,
        @Nullable String imdb, @Nullable String tmdb, @Nullable String tvdb, @Nullable String plex,
        @Nullable String metadata,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt) {

    /** The source that is meant where none is named, as the schema says. */
    public static final String DEFAULT_SOURCE = "plex";

    /** {@return the ids others gave} */
    public ExternalIds externalIds() {
        return new ExternalIds(imdb, tmdb, tvdb, plex);
    }

    /** {@return the item with another rating key, or none} */
    public MediaItem withRatingKey(@Nullable String ratingKey, Instant at) {
        return new MediaItem(id, kind, source, ratingKey, title, sortTitle, sortKey, originalTitle, year, summary,
                tagline,
                contentRating, studio, rating, releasedOn, durationSeconds, addedAt, imdb, tmdb, tvdb, plex, metadata,
                createdAt,
                at);
    }

    /** {@return the title folded for sorting: without case and diacritics, so that Ärger stands beside Arger} */
    public static String sortKey(String title) {
        return Normalizer.normalize(title, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT)
                .strip();
    }
}
