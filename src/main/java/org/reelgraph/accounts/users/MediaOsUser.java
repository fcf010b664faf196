package org.reelgraph.accounts.users;

import java.time.Instant;
import java.util.Optional;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.passwords.Passwords;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * A user as MediaOS knows them.
 *
 * @param passwordHash empty if MediaOS couldn't use the hash
 * @param admin        whether they are an admin; MediaOS knows no moderators
 */
@GeneratedBuilder
record MediaOsUser(EmailAddress email, Optional<String> passwordHash, boolean admin, Instant createdAt,
        Instant updatedAt, Optional<Instant> lastLoginAt) {

    static MediaOsUser of(User user) {
        return new MediaOsUser(new EmailAddress(user.email()),
                Optional.of(user.passwordHash()).filter(Passwords::isOfMediaOs), user.role() == Role.ADMIN,
                user.createdAt(), user.updatedAt(), Optional.ofNullable(user.lastLoginAt()));
    }

    /** {@return the role of a user who has or had another one} */
    Role role(Role before) {
        return admin ? Role.ADMIN : before == Role.ADMIN ? Role.USER : before;
    }
}
