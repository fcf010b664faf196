package org.reelgraph.accounts.passwords;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.Session;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.VerificationToken;
import org.reelgraph.accounts.VerificationToken.Purpose;
import org.reelgraph.accounts.VerificationTokenRepository;
import org.reelgraph.accounts.sessions.Sessions;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.storage.Sha256;

/** Makes and redeems the one-time tokens by which users set a password, their first or a new one. */
@Singleton
public class PasswordTokens {

    private final AccountStores stores;
    private final VerificationTokenRepository known;
    private final Sessions sessions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public PasswordTokens(AccountStores stores, VerificationTokenRepository known, Sessions sessions, Clock clock) {
        this.stores = stores;
        this.known = known;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** {@return a new token for a user, which replaces any other of theirs}; needs the writer's transaction */
    public PasswordToken issue(User user) {
        var now = clock.instant();
        var token = PasswordToken.random(random, user.hasPassword() ? Purpose.PASSWORD_RESET : Purpose.INVITATION,
                now);
        stores.tokens().deleteUnused(user.id());
        stores.tokens().save(new VerificationToken(stores.ids().next(), user.id(), user.email(), token.purpose(),
                Sha256.hex(token.token()), now, token.expiresAt(), null));
        return token;
    }

    /** {@return whether the token is valid for this e-mail address, as far as can be known before it is redeemed} */
    public boolean isGood(String token, EmailAddress address) {
        return known.findByHash(Sha256.hex(token)).filter(found -> found.isGood(address, clock.instant()))
                .isPresent();
    }

    /**
     * {@return the user, whose password is set and whose sessions are ended; empty if the token is invalid or no longer
     * valid}
     */
    public Optional<User> redeem(String token, EmailAddress address, String passwordHash, Caller caller) {
        var ended = new ArrayList<Session>();
        var done = stores.write(() -> stores.tokens().findByHash(Sha256.hex(token))
                .filter(found -> found.isGood(address, clock.instant()))
                .map(found -> {
                    var user = stores.users().findById(found.userId()).orElseThrow();
                    return stores.audit().within(Actor.of(caller, user.id()), "setPassword", user.globalId(),
                            user.email(), () -> {
                                stores.tokens().update(found.used(clock.instant()));
                                ended.clear();
                                ended.addAll(sessions.revokeAll(user.id(), session -> true));
                                return stores.users().update(user.withPassword(passwordHash, clock.instant())
                                        .verified(clock.instant()));
                            });
                }));
        ended.forEach(sessions::tell);
        return done;
    }
}
