package org.reelgraph.downloads;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * A link by which whoever knows it can download one file, once.
 *
 * @param tokenHash the hash of the token in its address
 * @param target    global id of the file, or of what made it
 * @param userId    who made it, and still has to have the role that the file requires
 * @param address   the IP address that came first; no other is served
 * @param usedAt    when the end of the file was sent
 */
@MappedEntity("download_links")
record DownloadLink(@Id long id, String tokenHash, String target, long userId,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant expiresAt, @Nullable String address,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant usedAt) {

    /** {@return whether this address can still use it} */
    boolean isGood(String caller, Instant now) {
        return usedAt == null && now.isBefore(expiresAt) && (address == null || address.equals(caller));
    }

    /** {@return the same, used by an address} */
    DownloadLink claimedBy(String caller) {
        return new DownloadLink(id, tokenHash, target, userId, createdAt, expiresAt, caller, usedAt);
    }
}
