package org.reelgraph.catalog;

import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A person's part in a media item or episode, as its row says.
 *
 * @param position from 1 within owner and role
 */
@MappedEntity("credits")
public record Credit(long ownerId, CreditRole role, int position, long personId, @Nullable String character,
        @Nullable CrewDepartment department, @Nullable String job) {
}
