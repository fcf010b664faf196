package org.reelgraph.accounts;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.reelgraph.accounts.User.Status;
import org.reelgraph.graphql.access.Role;

/** What the owner does with users from the command line. */
@Singleton
public class UserAdministration {

    /** What was asked can't be done; the message says why. */
    public static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message, null, false, false);
        }
    }

    private final AccountStores stores;
    private final UserRepository known;
    private final Users users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Clock clock;

    UserAdministration(AccountStores stores, UserRepository known, Users users, Sessions sessions, Passwords passwords,
            PasswordRules rules,
            Clock clock) {
        this.stores = stores;
        this.known = known;
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.rules = rules;
        this.clock = clock;
    }

    /** {@return all users, those first that were added first} */
    public List<User> all() {
        return known.findAll();
    }

    /**
     * {@return a new user}
     *
     * @throws Refused where the address is none or has a user, or the password breaks the rules
     */
    public User create(String email, Role role, String password) {
        var address = address(email);
        var hash = hash(password, address);
        return stores.write(() -> users.add(address, address.localPart(), role, hash))
                .orElseThrow(() -> new Refused("There is a user " + address.text() + " already."));
    }

    /**
     * Gives a user another password and ends their sessions.
     *
     * @throws Refused where there is no such user, or the password breaks the rules
     */
    public User resetPassword(String email, String password) {
        var hash = hash(password, address(email));
        return change(email, true, user -> user.withPassword(hash, clock.instant()));
    }

    /**
     * Gives a user another role, which counts from their next request on.
     *
     * @throws Refused where there is no such user
     */
    public User setRole(String email, Role role) {
        return change(email, false, user -> user.with(role, user.status(), clock.instant()));
    }

    /**
     * Suspends a user and ends their sessions, or lets them sign in again.
     *
     * @throws Refused where there is no such user
     */
    public User setStatus(String email, Status status) {
        return change(email, status == Status.SUSPENDED, user -> user.with(user.role(), status, clock.instant()));
    }

    private User change(String email, boolean endsSessions, UnaryOperator<User> change) {
        var address = address(email);
        return stores.write(() -> {
            var user = stores.users().findByEmail(address.text())
                    .orElseThrow(() -> new Refused("There is no user " + address.text() + "."));
            if (endsSessions) {
                sessions.revokeAll(user.id(), session -> true);
            }
            return stores.users().update(change.apply(user));
        });
    }

    private static EmailAddress address(String text) {
        return EmailAddress.of(text).orElseThrow(() -> new Refused("'" + text + "' is no e-mail address."));
    }

    private String hash(String password, EmailAddress email) {
        rules.mistakeIn(password, email).ifPresent(mistake -> {
            throw new Refused(mistake.message());
        });
        return passwords.hash(password);
    }
}
