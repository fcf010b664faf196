package org.reelgraph.accounts;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * A one-time token with which its bearer sets a user's password.
 *
 * @param email the user's e-mail address when it was made; if that has changed, the token is invalid
 * @param hash  SHA-256 of the token, in hexadecimal
 */
@MappedEntity("email_verification_tokens")
public record VerificationToken(@Id long id, long userId, String email, Purpose purpose, String hash,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant expiresAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant usedAt) {

    /** What it is for. */
    public enum Purpose {
        INVITATION, PASSWORD_RESET
    }

    public boolean isGood(EmailAddress address, Instant now) {
        return usedAt == null && now.isBefore(expiresAt) && email.equals(address.text());
    }

    public VerificationToken used(Instant at) {
        return new VerificationToken(id, userId, email, purpose, hash, createdAt, expiresAt, at);
    }
}
