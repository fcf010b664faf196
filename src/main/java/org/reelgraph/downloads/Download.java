package org.reelgraph.downloads;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * A request for a file.
 *
 * @param finishedAt null while it lasts, and for good if the server ended meanwhile
 * @param userId     who asked, or who made the link
 * @param linkId     the link that was used
 * @param target     global id of the file, or of what made it
 * @param bytes      how many were handed to the connection
 */
@MappedEntity("downloads")
record Download(@Id long id, @MappedProperty(converter = InstantColumn.class) Instant at,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant finishedAt, Actor.Kind actor,
        @Nullable Long userId, @Nullable Long apiKeyId, @Nullable Long linkId, String address, String target,
        String fileName, Outcome outcome, long bytes) {

    /** How it ended. */
    enum Outcome {
        UNDER_WAY, COMPLETED, BROKEN_OFF
    }
}
