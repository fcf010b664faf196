package org.reelgraph.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.reelgraph.storage.sql.InstantColumn;

/** Someone who acts in or makes films. */
@MappedEntity("people")
public record Person(@Id long id, String name, @Nullable String imdb, @Nullable String tmdb, @Nullable String tvdb,
        @Nullable String plex, @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt) {

    /** {@return the ids others gave} */
    public ExternalIds externalIds() {
        return ExternalIds.of(imdb, tmdb, tvdb, plex);
    }

    /** {@return how credits find this person} */
    public PersonMatch matchedBy() {
        return externalIds().any() ? PersonMatch.EXTERNAL_ID : PersonMatch.NAME;
    }
}
