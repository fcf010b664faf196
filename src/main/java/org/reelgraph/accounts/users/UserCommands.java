package org.reelgraph.accounts.users;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.reelgraph.accounts.AccountException;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.passwords.PasswordRules;
import org.reelgraph.accounts.passwords.Passwords;
import org.reelgraph.accounts.users.UserAdministration.Change;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** User administration for the command line, which names users by their e-mail address. */
@Singleton
public class UserCommands {

    private final UserAdministration users;
    private final Passwords passwords;
    private final PasswordRules rules;

    UserCommands(UserAdministration users, Passwords passwords, PasswordRules rules) {
        this.users = users;
        this.passwords = passwords;
        this.rules = rules;
    }

    /**
     * {@return a new user}
     *
     * @throws AccountException if the e-mail address isn't one or is taken, or the password breaks the rules
     */
    public User create(String email, Role role, String password) {
        var address = address(email);
        return users.create(Actor.COMMAND_LINE, address, address.localPart(), role, hash(password, address));
    }

    /**
     * Gives a user another password and ends their sessions.
     *
     * @throws AccountException if there is no such user, or the password breaks the rules
     */
    public User resetPassword(String email, String password) {
        var address = address(email);
        var id = users.idOf(address);
        return users.resetPassword(Actor.COMMAND_LINE, id, hash(password, address));
    }

    /**
     * Gives a user another role, which counts from their next request on.
     *
     * @throws AccountException if there is no such user, or no admin would be left
     */
    public User setRole(String email, Role role) {
        return users.update(Actor.COMMAND_LINE, id(email),
                new Change(Optional.empty(), Optional.empty(), Optional.of(role)));
    }

    /**
     * Suspends a user and ends their sessions, keys and tokens.
     *
     * @throws AccountException if there is no such user, or no admin would be left
     */
    public User suspend(String email) {
        return users.suspend(Actor.COMMAND_LINE, id(email));
    }

    /**
     * Lets a suspended user sign in again.
     *
     * @throws AccountException if there is no such user
     */
    public User reinstate(String email) {
        return users.reinstate(Actor.COMMAND_LINE, id(email));
    }

    /**
     * Removes a user with their sessions, keys and tokens.
     *
     * @throws AccountException if there is no such user, or no admin would be left
     */
    public User delete(String email) {
        return users.delete(Actor.COMMAND_LINE, id(email));
    }

    private long id(String email) {
        return users.idOf(address(email));
    }

    private static EmailAddress address(String text) {
        return EmailAddress.of(text).orElseThrow(
                () -> new AccountException(UserError.of(UserErrorCode.INVALID).at("input", "email")
                        .saying("'" + text + "' is not an e-mail address.")));
    }

    private String hash(String password, EmailAddress email) {
        rules.mistakeIn(password, email, "input", "password").ifPresent(mistake -> {
            throw new AccountException(mistake);
        });
        return passwords.hash(password);
    }
}
