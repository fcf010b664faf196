package org.reelgraph.wanted;

import java.time.Instant;
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
        return externalIds.byScheme();
    }

    /** {@return what people call it, such as: the movie 'Heat' (1995)} */
    String inWords() {
        return "the " + kind.prefix() + " '" + title + "'" + (year == null ? "" : " (" + year + ")");
    }
}
