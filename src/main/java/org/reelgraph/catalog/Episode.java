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
 * An episode; {@code seasonNumber} repeats its season's number.
 *
 * @param number   null where it has none, as of a daily show
 * @param metadata as JSON; null also where a query reads the episode, which reads them apart ({@link MetadataReader})
 */
@MappedEntity("episodes")
public record Episode(@Id long id, long seriesId, long seasonId, int seasonNumber, @Nullable Integer number,
        @Nullable String ratingKey, @Nullable String title, @Nullable String summary,
        @Nullable @MappedProperty(converter = DateColumn.class) LocalDate airedOn, @Nullable Integer durationSeconds,
        @Nullable Double rating, @Nullable @MappedProperty(converter = InstantColumn.class) Instant addedAt,
        @Nullable String imdb, @Nullable String tmdb, @Nullable String tvdb,
        @Nullable String plex, @Nullable String metadata,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt) {

    /** {@return the ids others gave} */
    public ExternalIds externalIds() {
        return ExternalIds.of(imdb, tmdb, tvdb, plex);
    }

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

    /**
     * {@return season and episode as fans write them: S01E01, with more digits where they are needed; without a number
     * the day, 2023-10-11, or without that too S01E?}
     */
    public String code() {
        return number == null && airedOn != null
                ? airedOn.toString()
                : "S" + twoDigits(seasonNumber) + "E" + (number == null ? "?" : twoDigits(number));
    }

    /** {@return the source's title, or else the code} */
    public String displayTitle() {
        return title == null ? code() : title;
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
