package org.reelgraph.catalog;

import io.micronaut.data.annotation.Embeddable;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * Ids that others gave to the same thing; null where one isn't known.
 *
 * @param musicbrainz an album's
 * @param isbn        a book's, with 13 digits
 */
@Embeddable
@GeneratedBuilder
public record ExternalIds(@Nullable String imdb, @Nullable String tmdb, @Nullable String tvdb, @Nullable String plex,
        @Nullable String musicbrainz, @Nullable String isbn) {

    /** No id known. */
    public static final ExternalIds NONE = ExternalIdsBuilder.builder().build();

    /** {@return the ids of what is neither music nor a book} */
    public static ExternalIds of(@Nullable String imdb, @Nullable String tmdb, @Nullable String tvdb,
            @Nullable String plex) {
        return imdb == null && tmdb == null && tvdb == null && plex == null
                ? NONE
                : new ExternalIds(imdb, tmdb, tvdb, plex, null, null);
    }

    /** {@return whether any id is known} */
    public boolean any() {
        return imdb != null || tmdb != null || tvdb != null || plex != null || musicbrainz != null || isbn != null;
    }
}
