package org.reelgraph.accounts.users;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.User.Status;
import org.reelgraph.accounts.UserBuilder;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Role;

/** Adds users, in the caller's transaction. */
@Singleton
public class Users {

    private final AccountStores stores;
    private final Clock clock;

    public Users(AccountStores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /** {@return a new user; empty if the e-mail address is taken} */
    Optional<User> add(Actor who, String action, EmailAddress email, String displayName, Role role, String hash) {
        if (stores.users().findByEmail(email.text()).isPresent()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var user = UserBuilder.builder().id(stores.ids().next()).email(email.text()).displayName(displayName).role(role)
                .status(Status.ACTIVE).passwordHash(hash).createdAt(now).updatedAt(now).build();
        return Optional.of(stores.audit().within(who, action, user.globalId(), user.email(),
                () -> stores.users().save(user)));
    }

    /** {@return the first user, an admin; empty if there is a user already} */
    Optional<User> addFirst(Actor who, EmailAddress email, String displayName, String hash) {
        return stores.users().count() > 0
                ? Optional.empty()
                : add(who, "createFirstAdmin", email, displayName, Role.ADMIN, hash);
    }
}
