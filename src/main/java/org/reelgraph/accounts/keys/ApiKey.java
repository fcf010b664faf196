package org.reelgraph.accounts.keys;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.sql.GeneratedBuilder;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * What a script or app acts by.
 *
 * @param role       the most it may do; its owner's role, where that is lower
 * @param hash       SHA-256 of the key, in hexadecimal
 * @param beginning  the key's first characters
 * @param expiresAt  when it ends; null where it doesn't by itself
 * @param lastUsedAt when a request last came with it, give or take a minute
 * @param revokedAt  when it was ended
 */
@MappedEntity("api_keys")
@GeneratedBuilder
public record ApiKey(@Id long id, long userId, String name, Role role, String hash, String beginning,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant expiresAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant lastUsedAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant revokedAt) {

    /** What its global ids start with. */
    public static final String PREFIX = "apikey";

    /** {@return whether it was not ended and its time is not over} */
    boolean isOpen(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    ApiKey revoked(Instant at) {
        return ApiKeyBuilder.builder(this).revokedAt(at).build();
    }

    String globalId() {
        return GlobalId.of(PREFIX, id);
    }
}
