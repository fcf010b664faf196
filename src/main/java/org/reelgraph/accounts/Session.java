package org.reelgraph.accounts;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.graphql.GlobalId;
import org.reelgraph.storage.InstantColumn;

/**
 * A sign-in on one device.
 *
 * @param refreshHash  SHA-256 of the refresh token that is valid, in hexadecimal
 * @param previousHash that of the one it replaced
 * @param generation   how often the refresh token was replaced
 * @param rotatedAt    when the refresh token was made
 * @param repeated     whether it was given out a second time, to who sent the replaced one again
 * @param expiresAt    when the refresh token ends
 * @param revokedAt    when the session was ended before that
 */
@MappedEntity("sessions")
public record Session(@Id long id, long userId, String refreshHash, @Nullable String previousHash, int generation,
        @MappedProperty(converter = InstantColumn.class) Instant rotatedAt, boolean repeated,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant lastUsedAt,
        @MappedProperty(converter = InstantColumn.class) Instant expiresAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant revokedAt, String ip, String userAgent) {

    /** What its global ids start with. */
    static final String PREFIX = "session";

    private static final Duration GRACE = Duration.ofSeconds(10);

    String globalId() {
        return GlobalId.of(PREFIX, id);
    }

    /** {@return whether it has not ended} */
    public boolean isOpen(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    /** {@return whether this hash is of the replaced token, which may get its successor once more} */
    boolean mayRepeat(String hash, Instant now) {
        return hash.equals(previousHash) && !repeated && !now.isAfter(rotatedAt.plus(GRACE));
    }

    Session withRefreshHash(String hash) {
        return new Session(id, userId, hash, previousHash, generation, rotatedAt, repeated, createdAt, lastUsedAt,
                expiresAt, revokedAt, ip, userAgent);
    }

    /** {@return the session whose next refresh token is to be made} */
    Session rotated(Instant at, Instant until) {
        return new Session(id, userId, refreshHash, refreshHash, generation + 1, at, false, createdAt, at, until,
                revokedAt, ip, userAgent);
    }

    Session asRepeated() {
        return new Session(id, userId, refreshHash, previousHash, generation, rotatedAt, true, createdAt, lastUsedAt,
                expiresAt, revokedAt, ip, userAgent);
    }

    Session revoked(Instant at) {
        return new Session(id, userId, refreshHash, previousHash, generation, rotatedAt, repeated, createdAt,
                lastUsedAt, expiresAt, at, ip, userAgent);
    }
}
