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
 * A key with which a script or app acts for a user.
 *
 * @param role       the role of the key; its owner's counts if that is lower
 * @param hash       SHA-256 of the key, in hexadecimal
 * @param beginning  the key's first characters
 * @param expiresAt  when it expires; null if it never does
 * @param lastUsedAt when it was last used, to about a minute
 * @param revokedAt  when it was revoked
 */
@MappedEntity("api_keys")
@GeneratedBuilder
public record ApiKey(@Id long id, long userId, String name, Role role, String hash, String beginning,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant expiresAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant lastUsedAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant revokedAt) {

    /** The prefix of its global ids. */
    public static final String PREFIX = "apikey";

    /** {@return whether it is neither revoked nor expired} */
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
