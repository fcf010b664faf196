package org.reelgraph.accounts.passwords;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.reelgraph.accounts.AccountErrors;
import org.reelgraph.accounts.AccountException;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.Session;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.UserRepository;
import org.reelgraph.accounts.sessions.Sessions;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.errors.UserError;

/** Changes the password of a user who knows the current one. */
@Singleton
class PasswordChange {

    private final AccountStores stores;
    private final UserRepository users;
    private final Sessions sessions;
    private final PasswordHashing hashing;
    private final NewPasswords newPasswords;
    private final Throttle throttle;
    private final Clock clock;
    private final ExecutorService writes;

    PasswordChange(AccountStores stores, UserRepository users, Sessions sessions, PasswordHashing hashing,
            NewPasswords newPasswords, Throttle throttle, Clock clock, @Named("writes") ExecutorService writes) {
        this.stores = stores;
        this.users = users;
        this.sessions = sessions;
        this.hashing = hashing;
        this.newPasswords = newPasswords;
        this.throttle = throttle;
        this.clock = clock;
        this.writes = writes;
    }

    /**
     * Changes the caller's password and ends their other sessions. Failed attempts count as those to sign in do.
     *
     * @return                  the user; an {@link AccountException} if the current password is another
     * @throws AccountException if a password can't be one
     * @throws RequestException if the caller has no session, comes too early, or if too many are waiting already
     */
    CompletionStage<User> change(String current, String wanted, Caller caller) {
        var viewer = caller.withSession();
        var user = users.findById(viewer.userId()).orElseThrow(
                () -> new RequestException(ErrorCode.UNAUTHENTICATED, "The user has been removed."));
        hashing.checkRoom(caller);
        throttle.count(user.email(), caller);
        newPasswords.check(wanted, new EmailAddress(user.email()), "newPassword");
        if (current.length() > PasswordRules.LONGEST) {
            throw wrong();
        }
        return hashing.compare(caller, current, () -> Optional.of(user))
                .thenCompose(verdict -> verdict.user().isPresent()
                        ? hashing.hash(wanted).thenApply(Optional::of)
                        : CompletableFuture.completedFuture(Optional.<String>empty()))
                .thenApplyAsync(hash -> change(user, hash.orElseThrow(PasswordChange::wrong), caller, viewer), writes);
    }

    private User change(User compared, String hash, Caller caller, Viewer viewer) {
        throttle.succeeded(compared.email(), caller);
        var ended = new ArrayList<Session>();
        var changed = stores.write(() -> {
            ended.clear();
            var user = stores.withSamePassword(compared).orElseThrow(PasswordChange::wrong);
            return stores.audit().within(Actor.of(caller).needing(Role.USER), "changePassword", compared.globalId(),
                    compared.email(), () -> {
                        stores.tokens().deleteUnused(user.id());
                        var updated = stores.users().update(user.withPassword(hash, clock.instant()));
                        ended.addAll(sessions.revokeAll(user.id(), session -> !viewer.isSession(session.id())));
                        return updated;
                    });
        });
        ended.forEach(sessions::tell);
        return changed;
    }

    private static AccountException wrong() {
        return new AccountException(UserError.of(AccountErrors.INVALID_CREDENTIALS).at("input", "currentPassword")
                .saying("This is not the current password."));
    }
}
