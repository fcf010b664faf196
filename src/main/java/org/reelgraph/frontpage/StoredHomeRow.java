package org.reelgraph.frontpage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import org.jspecify.annotations.Nullable;

/** How a row is arranged, and its place, as it is stored. */
@MappedEntity("home_rows")
record StoredHomeRow(@Id String kind, @MappedProperty("position") int position, boolean enabled,
        @MappedProperty("size") int size, @Nullable @MappedProperty("title") String title) {

    HomeRowSettings settings() {
        return new HomeRowSettings(kind, enabled, size, title);
    }
}
