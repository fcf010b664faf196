package org.reelgraph.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.time.LocalDate;
import org.reelgraph.storage.DateColumn;
import org.reelgraph.storage.InstantColumn;

/** An episode; {@code seasonNumber} repeats its season's number. */
@MappedEntity("episodes")
public record Episode(@Id long id, long seriesId, long seasonId, int seasonNumber, int number,
        @Nullable String ratingKey, @Nullable String title, @Nullable String summary,
        @Nullable @MappedProperty(converter = DateColumn.class) LocalDate airedOn, @Nullable Integer durationSeconds,
        @Nullable Double rating, @Nullable String imdb, @Nullable String tmdb, @Nullable String tvdb,
        @Nullable String plex, @Nullable String metadata,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt) {

    /** {@return the ids others gave} */
    public ExternalIds externalIds() {
        return ExternalIds.of(imdb, tmdb, tvdb, plex);
    }

    /** {@return season and episode as fans write them: S01E01, with more digits where they are needed} */
    public String code() {
        return "S" + twoDigits(seasonNumber) + "E" + twoDigits(number);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
