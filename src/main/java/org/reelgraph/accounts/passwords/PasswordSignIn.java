package org.reelgraph.accounts.passwords;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.reelgraph.accounts.AccountErrors;
import org.reelgraph.accounts.AccountException;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.UserRepository;
import org.reelgraph.accounts.passwords.PasswordHashing.Verdict;
import org.reelgraph.accounts.sessions.Sessions;
import org.reelgraph.accounts.sessions.SignIn;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs users in by their password. */
@Singleton
class PasswordSignIn {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordSignIn.class);

    private final AccountStores stores;
    private final UserRepository users;
    private final Sessions sessions;
    private final PasswordHashing hashing;
    private final Throttle throttle;
    private final Clock clock;
    private final ExecutorService writes;

    PasswordSignIn(AccountStores stores, UserRepository users, Sessions sessions, PasswordHashing hashing,
            Throttle throttle, Clock clock, @Named("writes") ExecutorService writes) {
        this.stores = stores;
        this.users = users;
        this.sessions = sessions;
        this.hashing = hashing;
        this.throttle = throttle;
        this.clock = clock;
        this.writes = writes;
    }

    /**
     * Begins a session. Failed attempts all take the same time, see {@link PasswordHashing}.
     *
     * @return                                               the tokens; an {@link AccountException} if e-mail address
     *                                                       and password don't match, or the user is suspended
     * @throws AccountException                              if the password is longer than any
     * @throws org.reelgraph.graphql.errors.RequestException as {@code RATE_LIMITED} if the attempt comes too early, as
     *                                                       {@code OVERLOADED} if too many are waiting already
     */
    CompletionStage<SignIn> signIn(String email, String password, Caller caller) {
        var address = EmailAddress.of(email);
        var account = address.map(EmailAddress::text).orElse("");
        hashing.checkRoom(caller);
        throttle.count(account, caller);
        if (password.length() > PasswordRules.LONGEST) {
            throw new AccountException(UserError.of(UserErrorCode.OUT_OF_RANGE).at("input", "password")
                    .saying("A password has at most " + PasswordRules.LONGEST + " characters."));
        }
        return hashing.compare(caller, password, () -> address.flatMap(known -> users.findByEmail(known.text())))
                .thenApplyAsync(verdict -> signIn(verdict, account, caller), writes);
    }

    private SignIn signIn(Verdict verdict, String account, Caller caller) {
        var compared = verdict.user().orElseThrow(() -> {
            LOG.info("Request {}: a sign-in as '{}' from {} failed", caller.requestId(), account, caller.address());
            return wrong();
        });
        throttle.succeeded(compared.email(), caller);
        return stores.write(() -> {
            var user = stores.withSamePassword(compared).orElseThrow(PasswordSignIn::wrong);
            if (!user.isActive()) {
                throw suspended();
            }
            return begin(user, verdict.newHash(), caller);
        });
    }

    private SignIn begin(User user, Optional<String> newHash, Caller caller) {
        var now = clock.instant();
        return stores.audit().within(Actor.of(caller, user.id()), "login", user.globalId(), user.email(), () -> {
            var signedIn = stores.users().update(user.signedIn(newHash.orElse(user.passwordHash()), now));
            return sessions.begin(signedIn, caller);
        });
    }

    private static AccountException wrong() {
        return new AccountException(UserError.of(AccountErrors.INVALID_CREDENTIALS).at("input")
                .saying("E-mail and password don't belong together."));
    }

    private static AccountException suspended() {
        return new AccountException(UserError.of(AccountErrors.SUSPENDED).at("input")
                .saying("The account is suspended."));
    }
}
