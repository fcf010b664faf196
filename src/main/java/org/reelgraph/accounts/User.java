package org.reelgraph.accounts;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.accounts.passwords.Passwords;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.sql.GeneratedBuilder;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * Someone who can sign in.
 *
 * @param email           in the form of {@link EmailAddress}
 * @param passwordHash    in one of the forms of {@link Passwords}, or {@link #NO_PASSWORD}
 * @param lastLoginAt     null if they never signed in
 * @param emailVerifiedAt when they redeemed a token for this e-mail address; null if they haven't
 */
@MappedEntity("users")
@GeneratedBuilder
public record User(@Id long id, String email, String displayName, Role role, Status status, String passwordHash,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant lastLoginAt,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant emailVerifiedAt) {

    /** The prefix of its global ids. */
    public static final String PREFIX = "user";

    /** Stands in for the hash while an invited user has no password. */
    public static final String NO_PASSWORD = "!";

    /** Whether a user can sign in. */
    public enum Status {
        ACTIVE, SUSPENDED
    }

    /** {@return whether they can sign in} */
    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** {@return whether they have a password to sign in with} */
    public boolean hasPassword() {
        return !passwordHash.equals(NO_PASSWORD);
    }

    /** {@return whether they can sign in and administer the server} */
    public boolean canAdminister() {
        return role == Role.ADMIN && isActive() && hasPassword();
    }

    /** {@return when they last signed in, in milliseconds since 1970-01-01T00:00Z; -1 if they never did} */
    long lastLoginMillis() {
        return lastLoginAt == null ? -1 : lastLoginAt.toEpochMilli();
    }

    public String globalId() {
        return GlobalId.of(PREFIX, id);
    }

    public User signedIn(String hash, Instant at) {
        return UserBuilder.builder(this).passwordHash(hash).lastLoginAt(at).build();
    }

    public User withPassword(String hash, Instant at) {
        return UserBuilder.builder(this).passwordHash(hash).updatedAt(at).build();
    }

    public User with(Role as, Instant at) {
        return UserBuilder.builder(this).role(as).updatedAt(at).build();
    }

    public User with(Status being, Instant at) {
        return UserBuilder.builder(this).status(being).updatedAt(at).build();
    }

    public User named(String name, Instant at) {
        return UserBuilder.builder(this).displayName(name).updatedAt(at).build();
    }

    /** {@return the user with another e-mail address, which is not verified yet} */
    public User movedTo(EmailAddress address, Instant at) {
        return UserBuilder.builder(this).email(address.text()).updatedAt(at).emailVerifiedAt(null).build();
    }

    public User verified(Instant at) {
        return UserBuilder.builder(this).updatedAt(at).emailVerifiedAt(at).build();
    }
}
