package org.reelgraph.settings;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.reelgraph.storage.sql.InstantColumn;

/** The value of a setting that the database keeps. */
@MappedEntity("settings")
record StoredSetting(@Id String name, @MappedProperty("value") String value,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt) {
}
