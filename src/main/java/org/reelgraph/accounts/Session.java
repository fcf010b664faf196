package org.reelgraph.accounts;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * A sign-in on one device.
 *
 * @param refreshHash  SHA-256 of the refresh token that is valid, in hexadecimal
 * @param generation   how often the refresh token was replaced
 * @param rotatedAt    when the refresh token was made
 * @param expiresAt    when the refresh token ends
 * @param revokedAt    when the session was ended, if that was earlier
 */
@MappedEntity("sessions")
public record Session(@Id long id, long userId, String refreshHash, int generation,
        @MappedProperty(converter = InstantColumn.class) Instant rotatedAt,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant lastUsedAt,
        @MappedProperty(converter = InstantColumn.class) Instant expiresAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant revokedAt, String ip, String userAgent) {

    /** The prefix of its global ids. */
    public static final String PREFIX = "session";

    public String globalId() {
        return GlobalId.of(PREFIX, id);
    }

    /** {@return whether it has not ended} */
    public boolean isOpen(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    public Session withRefreshHash(String hash) {
        return new Session(id, userId, hash, generation, rotatedAt, createdAt, lastUsedAt, expiresAt,
                revokedAt, ip, userAgent);
    }

    /** {@return the session, ready for its next refresh token} */
    public Session rotated(Instant at, Instant until) {
        return new Session(id, userId, refreshHash, generation + 1, at, createdAt, at, until,
                revokedAt, ip, userAgent);
    }

    public Session revoked(Instant at) {
        return new Session(id, userId, refreshHash, generation, rotatedAt, createdAt, lastUsedAt,
                expiresAt, at, ip, userAgent);
    }
}
