package org.reelgraph.accounts.users;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.reelgraph.accounts.AccountErrors;
import org.reelgraph.accounts.AccountException;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.Session;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.User.Status;
import org.reelgraph.accounts.UserRepository;
import org.reelgraph.accounts.keys.ApiKeys;
import org.reelgraph.accounts.passwords.PasswordToken;
import org.reelgraph.accounts.passwords.PasswordTokens;
import org.reelgraph.accounts.sessions.Sessions;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/**
 * Adds, changes and removes users, for admins and for the command line. If something can't be done, nothing changes.
 */
@Singleton
public class UserAdministration {

    /**
     * Changes of a user; what isn't given stays.
     *
     * @param email another e-mail address
     * @param name    another display name
     */
    record Change(Optional<EmailAddress> email, Optional<String> name, Optional<Role> role) {
    }

    /** A user with the token by which they set a password. */
    record Invited(User user, PasswordToken token) {
    }

    private final AccountStores stores;
    private final UserRepository known;
    private final Users users;
    private final Sessions sessions;
    private final ApiKeys keys;
    private final PasswordTokens tokens;
    private final Clock clock;

    UserAdministration(AccountStores stores, UserRepository known, Users users, Sessions sessions, ApiKeys keys,
            PasswordTokens tokens, Clock clock) {
        this.stores = stores;
        this.known = known;
        this.users = users;
        this.sessions = sessions;
        this.keys = keys;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** {@return all users, oldest first} */
    public List<User> all() {
        return known.findAll();
    }

    /**
     * {@return the numeric id of the user with this e-mail address}
     *
     * @throws AccountException if there is none
     */
    long idOf(EmailAddress email) {
        return known.findByEmail(email.text()).map(User::id).orElseThrow(
                () -> new AccountException(UserError.of(UserErrorCode.NOT_FOUND).at("input", "email")
                        .saying("There is no user " + email.text() + ".")));
    }

    /**
     * {@return a new user}
     *
     * @throws AccountException if the e-mail address is taken
     */
    User create(Actor who, EmailAddress email, String name, Role role, String hash) {
        return stores.write(() -> added(who, email, name, role, hash));
    }

    /**
     * {@return a new user without a password, who sets one by the token}
     *
     * @throws AccountException if the e-mail address is taken
     */
    Invited invite(Actor who, EmailAddress email, String name, Role role) {
        return stores.write(() -> {
            var user = added(who, email, name, role, User.NO_PASSWORD);
            return new Invited(user, tokens.issue(user));
        });
    }

    private User added(Actor who, EmailAddress email, String name, Role role, String hash) {
        return users.add(who, "createUser", email, name, role, hash).orElseThrow(() -> taken(email));
    }

    private static AccountException taken(EmailAddress email) {
        return new AccountException(UserError.of(UserErrorCode.ALREADY_EXISTS).at("input", "email")
                .saying("There is a user " + email.text() + " already."));
    }

    /**
     * {@return a token by which a user sets a password; earlier ones become invalid}
     *
     * @throws AccountException if there is no such user, or they are suspended
     */
    Invited issueToken(Actor who, long id) {
        return stores.write(() -> {
            var user = found(id);
            if (!user.isActive()) {
                throw new AccountException(UserError.of(AccountErrors.SUSPENDED).at("input", "id")
                        .saying(user.email() + " is suspended."));
            }
            return stores.audit().within(who, "createPasswordToken", user.globalId(), user.email(),
                    () -> new Invited(user, tokens.issue(user)));
        });
    }

    /**
     * {@return the user, changed}
     *
     * @throws AccountException if there is no such user, the e-mail address is taken, or no admin would be left
     */
    User update(Actor who, long id, Change change) {
        return stores.write(() -> {
            var before = found(id);
            var now = clock.instant();
            var user = change.name().map(name -> before.named(name, now)).orElse(before);
            if (change.role().filter(role -> role != before.role()).isPresent()) {
                leaveAnAdmin(before);
                user = user.with(change.role().get(), now);
            }
            if (change.email().filter(email -> !email.text().equals(before.email())).isPresent()) {
                user = moved(user, change.email().get());
            }
            var changed = user;
            return stores.audit().within(who, "updateUser", changed.globalId(), changed.email(),
                    () -> stores.users().update(changed));
        });
    }

    private User moved(User user, EmailAddress email) {
        if (stores.users().findByEmail(email.text()).isPresent()) {
            throw taken(email);
        }
        stores.tokens().deleteUnused(user.id());
        return user.movedTo(email, clock.instant());
    }

    /**
     * Gives a user another password and ends their sessions.
     *
     * @throws AccountException if there is no such user
     */
    User resetPassword(Actor who, long id, String hash) {
        return ending(who, "resetPassword", id, user -> {
            stores.tokens().deleteUnused(id);
            return stores.users().update(user.withPassword(hash, clock.instant()));
        });
    }

    /**
     * {@return the user, who can't sign in any more and whose sessions, keys and tokens are ended}
     *
     * @throws AccountException if there is no such user, or no admin would be left
     */
    User suspend(Actor who, long id) {
        return ending(who, "suspendUser", id, user -> {
            leaveAnAdmin(user);
            keys.revokeAll(id);
            stores.tokens().deleteUnused(id);
            return stores.users().update(user.with(Status.SUSPENDED, clock.instant()));
        });
    }

    /**
     * {@return the user, who can sign in again}
     *
     * @throws AccountException if there is no such user
     */
    User reinstate(Actor who, long id) {
        return stores.write(() -> {
            var user = found(id);
            return stores.audit().within(who, "reinstateUser", user.globalId(), user.email(),
                    () -> stores.users().update(user.with(Status.ACTIVE, clock.instant())));
        });
    }

    /**
     * {@return the user, who is removed with their sessions, keys and tokens}
     *
     * @throws AccountException if there is no such user, or no admin would be left
     */
    User delete(Actor who, long id) {
        return ending(who, "deleteUser", id, user -> {
            leaveAnAdmin(user);
            stores.users().delete(user);
            return user;
        });
    }

    private User ending(Actor who, String action, long id, UnaryOperator<User> change) {
        var ended = new ArrayList<Session>();
        var changed = stores.write(() -> {
            ended.clear();
            var user = found(id);
            return stores.audit().within(who, action, user.globalId(), user.email(), () -> {
                ended.addAll(sessions.revokeAll(id, session -> true));
                return change.apply(user);
            });
        });
        ended.forEach(sessions::tell);
        return changed;
    }

    private User found(long id) {
        return stores.users().findById(id).orElseThrow(
                () -> new AccountException(UserError.of(UserErrorCode.NOT_FOUND).at("input", "id")
                        .saying("There is no such user.")));
    }

    // Writing transactions come one after the other, also those of other processes, so two admins can't remove each
    // other.
    private void leaveAnAdmin(User user) {
        if (user.canAdminister() && stores.users().countOtherAdmins(user.id()) == 0) {
            throw new AccountException(UserError.of(AccountErrors.LAST_ADMIN).at("input", "id")
                    .saying(user.email() + " is the last admin who can sign in."));
        }
    }
}
