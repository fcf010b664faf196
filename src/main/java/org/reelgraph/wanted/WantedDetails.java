package org.reelgraph.wanted;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * All that is known of a wanted item.
 *
 * @param externalIds in their canonical forms
 * @param searchQuery what is searched for instead of the title
 * @param addedAt     when it was added; null if what it was imported from doesn't say
 */
@GeneratedBuilder
public record WantedDetails(MediaKind kind, String title, @Nullable Integer year, ExternalIds externalIds,
        WantedStatus status, @Nullable String searchQuery, @Nullable WantedSearch lastSearch,
        @Nullable Instant addedAt) {

    /** {@return its external ids by scheme} */
    public Map<ExternalIdScheme, String> idsByScheme() {
        return idsByScheme(externalIds);
    }

    /** {@return external ids by scheme} */
    static Map<ExternalIdScheme, String> idsByScheme(ExternalIds given) {
        var ids = new EnumMap<ExternalIdScheme, String>(ExternalIdScheme.class);
        for (var scheme : ExternalIdScheme.values()) {
            var id = id(given, scheme);
            if (id != null) {
                ids.put(scheme, id);
            }
        }
        return ids;
    }

    /** {@return the external ids of a map} */
    public static ExternalIds externalIds(Map<ExternalIdScheme, String> ids) {
        return new ExternalIds(ids.get(ExternalIdScheme.IMDB), ids.get(ExternalIdScheme.TMDB),
                ids.get(ExternalIdScheme.TVDB), ids.get(ExternalIdScheme.PLEX),
                ids.get(ExternalIdScheme.MUSICBRAINZ), ids.get(ExternalIdScheme.ISBN));
    }

    private static @Nullable String id(ExternalIds ids, ExternalIdScheme scheme) {
        return switch (scheme) {
            case IMDB -> ids.imdb();
            case TMDB -> ids.tmdb();
            case TVDB -> ids.tvdb();
            case PLEX -> ids.plex();
            case MUSICBRAINZ -> ids.musicbrainz();
            case ISBN -> ids.isbn();
        };
    }

    /** {@return what people call it, such as: the movie 'Heat' (1995)} */
    String inWords() {
        return "the " + kind.prefix() + " '" + title + "'" + (year == null ? "" : " (" + year + ")");
    }
}
