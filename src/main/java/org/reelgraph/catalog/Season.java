package org.reelgraph.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * A season; {@code number} 0 holds the specials.
 *
 * @param metadata as JSON; null also where a query reads the season, which reads them apart ({@link MetadataReader})
 */
@MappedEntity("seasons")
public record Season(@Id long id, long seriesId, int number, @Nullable String ratingKey, @Nullable String title,
        @Nullable Integer year, @Nullable String summary,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant addedAt, @Nullable String imdb,
        @Nullable String tmdb,
        @Nullable String tvdb, @Nullable String plex, @Nullable String metadata,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt) {

    /** {@return the source's title, or else its number: Season 1, Specials} */
    public String displayTitle() {
        return title != null ? title : number == 0 ? "Specials" : "Season " + number;
    }

    /** {@return the ids others gave} */
    public ExternalIds externalIds() {
        return ExternalIds.of(imdb, tmdb, tvdb, plex);
    }
}
