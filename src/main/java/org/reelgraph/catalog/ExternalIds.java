package org.reelgraph.catalog;

import io.micronaut.data.annotation.Embeddable;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.ids.ExternalIdScheme;
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

    /** {@return the ids of a map} */
    public static ExternalIds of(Map<ExternalIdScheme, String> ids) {
        return new ExternalIds(ids.get(ExternalIdScheme.IMDB), ids.get(ExternalIdScheme.TMDB),
                ids.get(ExternalIdScheme.TVDB), ids.get(ExternalIdScheme.PLEX), ids.get(ExternalIdScheme.MUSICBRAINZ),
                ids.get(ExternalIdScheme.ISBN));
    }

    /** {@return the id of a scheme; null if it isn't known} */
    public @Nullable String of(ExternalIdScheme scheme) {
        return switch (scheme) {
            case IMDB -> imdb;
            case TMDB -> tmdb;
            case TVDB -> tvdb;
            case PLEX -> plex;
            case MUSICBRAINZ -> musicbrainz;
            case ISBN -> isbn;
        };
    }

    /** {@return the known ids by scheme} */
    public Map<ExternalIdScheme, String> byScheme() {
        var ids = new EnumMap<ExternalIdScheme, String>(ExternalIdScheme.class);
        for (var scheme : ExternalIdScheme.values()) {
            var id = of(scheme);
            if (id != null) {
                ids.put(scheme, id);
            }
        }
        return ids;
    }

    /** {@return whether any id is known} */
    public boolean any() {
        return imdb != null || tmdb != null || tvdb != null || plex != null || musicbrainz != null || isbn != null;
    }
}
