package org.reelgraph.frontpage.heroes;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.reelgraph.storage.sql.InstantColumn;

/** The policy as it is stored. There is one at most, whose id is 1. */
@MappedEntity("hero_policies")
record StoredHeroPolicy(@Id int id, String policy, @MappedProperty(converter = InstantColumn.class) Instant updatedAt) {
}
