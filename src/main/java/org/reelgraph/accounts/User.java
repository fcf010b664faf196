package org.reelgraph.accounts;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.storage.InstantColumn;

/**
 * Someone who can sign in.
 *
 * @param email        in the form of {@link EmailAddress}
 * @param passwordHash in one of the forms of {@link Passwords}
 * @param lastLoginAt  null where they never signed in
 */
@MappedEntity("users")
public record User(@Id long id, String email, String displayName, Role role, Status status, String passwordHash,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant lastLoginAt) {

    /** Whether a user can sign in. */
    public enum Status {
        ACTIVE, SUSPENDED
    }

    /** {@return whether they can sign in} */
    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    User signedIn(String hash, Instant at) {
        return new User(id, email, displayName, role, status, hash, createdAt, updatedAt, at);
    }

    User withPassword(String hash, Instant at) {
        return new User(id, email, displayName, role, status, hash, createdAt, at, lastLoginAt);
    }

    User with(Role as, Status being, Instant at) {
        return new User(id, email, displayName, as, being, passwordHash, createdAt, at, lastLoginAt);
    }
}
