package org.reelgraph.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * A season; {@code number} 0 holds the specials. Its metadata is read apart, see {@link MetadataReader}.
 *
 * @param externalIds the ids others gave
 */
@GeneratedBuilder
public record Season(long id, long seriesId, int number, @Nullable String ratingKey, @Nullable String title,
        @Nullable Integer year, @Nullable String summary, @Nullable Instant addedAt, ExternalIds externalIds,
        Instant createdAt, Instant updatedAt) implements SeasonCard {
}
