package org.reelgraph.connections;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.GeneratedBuilder;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * A section of a server's library.
 *
 * @param sectionKey as the server knows it
 * @param type       as the server calls it
 * @param mediaKind  what its items are here; null if they aren't imported
 * @param enabled    whether its items are imported
 * @param available  whether the server had it when it was asked last
 * @param lastSyncedAt when the job began that read it last and found nothing wrong
 */
@MappedEntity("library_sections")
@GeneratedBuilder
public record LibrarySection(@Id long id, long connectionId, String sectionKey, String name, String type,
        @Nullable MediaKind mediaKind, boolean enabled, boolean available,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant lastSyncedAt) {

    /** The prefix of its global ids. */
    public static final String PREFIX = "section";
}
