package org.reelgraph.catalog;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * An episode; {@code seasonNumber} repeats its season's number. Its metadata is read apart, see {@link MetadataReader}.
 *
 * @param number      null where it has none, as of a daily show
 * @param externalIds the ids others gave
 */
@GeneratedBuilder
public record Episode(long id, long seriesId, long seasonId, int seasonNumber, @Nullable Integer number,
        @Nullable String ratingKey, @Nullable String title, @Nullable String summary, @Nullable LocalDate airedOn,
        @Nullable Integer durationSeconds, @Nullable Double rating, @Nullable Instant addedAt,
        ExternalIds externalIds, Instant createdAt, Instant updatedAt) implements EpisodeCard {

    // Numbers, then days, then nothing: the columns of these names have the same rule.
    private static final long DAYS = 10_000_000;
    private static final long NO_DAY = 200_000_000;

    /** {@return its place in the season: by number, then, of those without one, by day} */
    public long position() {
        if (number != null) {
            return number;
        }
        return airedOn == null ? NO_DAY : DAYS + Long.parseLong(airedOn.toString().replace("-", ""));
    }

    /** {@return what tells apart the episodes of one position} */
    public long tie() {
        return number == null ? id : 0;
    }
}
