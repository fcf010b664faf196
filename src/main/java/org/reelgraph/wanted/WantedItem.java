package org.reelgraph.wanted;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.graphql.schema.GlobalId;

/**
 * Something that the library lacks.
 *
 * @param sortKey     what lists are sorted by, see {@link SortKeys}
 * @param foldedTitle the title as it is compared, see {@link SortKeys#comparable(String)}
 * @param namesake    tells items of one kind, title and year apart whose external ids contradict each other
 */
public record WantedItem(long id, WantedDetails details, String sortKey, String foldedTitle, long namesake,
        Instant updatedAt) {

    /** The prefix of its global ids. */
    public static final String PREFIX = "wanted";

    /** {@return its global id} */
    public String globalId() {
        return GlobalId.of(PREFIX, id);
    }

    public MediaKind kind() {
        return details.kind();
    }

    public String title() {
        return details.title();
    }

    public @Nullable Integer year() {
        return details.year();
    }

    public ExternalIds externalIds() {
        return details.externalIds();
    }

    public WantedStatus status() {
        return details.status();
    }

    public @Nullable String searchQuery() {
        return details.searchQuery();
    }

    public @Nullable WantedSearch lastSearch() {
        return details.lastSearch();
    }

    public @Nullable Instant addedAt() {
        return details.addedAt();
    }
}
